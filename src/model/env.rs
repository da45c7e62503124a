//! The facet `EnvVar`: a variable of the environment that is set in a file, wherever that is.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::model::docker::Instruction;
use crate::model::github::{Job, Step, Workflow};
use crate::source::Span;
use crate::syntax::dockerfile::{Command, Pair};
use crate::tree::{Node, Tree};

/// What a variable is set for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EnvOrigin {
    /// A container of a pod.
    Container,
    /// The containers of a Compose service.
    Service,
    /// The build of an image: `ARG`, `build.args`.
    BuildArgument,
    /// All containers of an image: `ENV`.
    Image,
    /// Jobs of a CI pipeline.
    Pipeline,
    /// Whatever reads a `ConfigMap` or a chart's values. What the name means there is not known.
    Configuration,
}

/// The keys of a chart's values for variables, as the charts of Bitnami, Grafana and Prometheus have them.
const HELM_KEYS: [&str; 6] = ["env", "envVars", "envs", "environment", "extraEnv", "extraEnvVars"];

/// A variable with its value.
#[derive(Clone, Copy, Debug)]
pub struct EnvVar<'t> {
    /// The name.
    pub name: &'t str,
    /// The value as decoded; where it is not known, what is written.
    pub text: &'t str,
    /// Whether the text is the value: nothing is filled in by something else.
    pub is_known: bool,
    /// Where the value is written.
    pub place: Place,
    /// What it is set for.
    pub origin: EnvOrigin,
    /// The scalar whose text is the value, if there is one.
    node: Option<Node<'t>>,
}

impl<'t> EnvVar<'t> {
    fn of_node(name: &'t str, value: Node<'t>, origin: EnvOrigin) -> Option<Self> {
        let is_known = value.as_text().is_some();
        let written = is_known || value.is_unknown();
        let node = Some(value);
        let place = value.into();
        (written && value.is_scalar()).then(|| Self { name, text: value.text(), is_known, place, origin, node })
    }

    /// `NAME=value` in one scalar.
    fn of_assignment(node: Node<'t>, origin: EnvOrigin) -> Option<Self> {
        let (name, text) = node.text().split_once('=')?;
        let span: Span = node.span_of(name.len() + 1..node.text().len());
        let place = Place { span, via: node.via() };
        Some(Self { name, text, is_known: node.as_str().is_some(), place, origin, node: None })
    }

    /// The value, if it is known.
    pub fn value(&self) -> Option<&'t str> {
        self.is_known.then_some(self.text)
    }

    /// The scalar that is nothing but the value; a value in one scalar with its name has none.
    pub fn node(&self) -> Option<Node<'t>> {
        self.node
    }

    /// Where a part of the text is written, for values that may be whole files; else where the value is.
    pub fn place_of(&self, part: Range<usize>) -> Place {
        match self.node.filter(|_| self.origin == EnvOrigin::Configuration) {
            Some(node) => Place { span: node.span_of(part), via: self.place.via },
            None => self.place,
        }
    }
}

/// The variables of a map `NAME: value` or a list of `NAME=value`.
pub fn of_block(block: Option<Node<'_>>, origin: EnvOrigin) -> Vec<EnvVar<'_>> {
    let Some(block) = block else { return Vec::new() };
    let entries = block.own_entries().filter_map(|entry| EnvVar::of_node(entry.key.text(), entry.value, origin));
    let items = block.items().filter(|item| item.is_scalar()).filter_map(|item| EnvVar::of_assignment(item, origin));
    entries.chain(items).collect()
}

/// The variables of a container of a pod: `env` with `name` and `value`.
pub fn of_container(container: Node<'_>) -> Vec<EnvVar<'_>> {
    let items = container.get("env").into_iter().flat_map(Node::items);
    items
        .filter_map(|item| EnvVar::of_node(item.get("name")?.as_str()?, item.get("value")?, EnvOrigin::Container))
        .collect()
}

/// The data of a `ConfigMap`: words and whole files.
pub fn of_config_map(object: Node<'_>) -> Vec<EnvVar<'_>> {
    let entries = object.get("data").into_iter().flat_map(Node::own_entries);
    entries.filter_map(|entry| EnvVar::of_node(entry.key.text(), entry.value, EnvOrigin::Configuration)).collect()
}

/// The variables in a chart's values, under the keys that charts have for them: a map, or a list of `name` and `value`.
pub fn of_helm_values<'t>(tree: &'t Tree<'_>) -> Vec<EnvVar<'t>> {
    let named =
        |item: Node<'t>| EnvVar::of_node(item.get("name")?.as_str()?, item.get("value")?, EnvOrigin::Configuration);
    let blocks = tree.all().flat_map(|node| HELM_KEYS.into_iter().filter_map(move |key| node.get(key)));
    blocks
        .flat_map(|block| {
            let map = block.is_map().then_some(block);
            of_block(map, EnvOrigin::Configuration).into_iter().chain(block.items().filter_map(named))
        })
        .collect()
}

/// The variables that a definition of a Compose service sets, for its containers and for the build of its image.
pub fn of_compose_service(service: Node<'_>) -> Vec<EnvVar<'_>> {
    let mut found = of_block(service.get("environment"), EnvOrigin::Service);
    found.extend(of_block(service.at(&["build", "args"]), EnvOrigin::BuildArgument));
    found
}

/// The variables of a workflow, without those of its jobs.
pub fn of_workflow(workflow: Workflow<'_>) -> Vec<EnvVar<'_>> {
    of_block(workflow.get("env"), EnvOrigin::Pipeline)
}

/// The variables of a job, of its container and of its service containers, without those of its steps.
pub fn of_job(job: Job<'_>) -> Vec<EnvVar<'_>> {
    let mut found = of_block(job.get("env"), EnvOrigin::Pipeline);
    let services = job.get("services").into_iter().flat_map(Node::own_entries).map(|entry| entry.value);
    for container in job.get("container").into_iter().chain(services) {
        found.extend(of_block(container.get("env"), EnvOrigin::Pipeline));
    }
    found
}

/// The variables of a step.
pub fn of_step(step: Step<'_>) -> Vec<EnvVar<'_>> {
    of_block(step.get("env"), EnvOrigin::Pipeline)
}

/// The variables of a GitLab job, or of a whole file: plain values and maps with `value`.
pub fn of_gitlab<'t>(definition: Node<'t>) -> Vec<EnvVar<'t>> {
    let entries = definition.get("variables").into_iter().flat_map(Node::own_entries);
    let value = |node: Node<'t>| if node.is_map() { node.get("value") } else { Some(node) };
    entries.filter_map(|entry| EnvVar::of_node(entry.key.text(), value(entry.value)?, EnvOrigin::Pipeline)).collect()
}

/// The variables of a file of `CircleCI`: `environment` of jobs, steps and images.
pub fn of_circleci<'t>(tree: &'t Tree<'_>) -> Vec<EnvVar<'t>> {
    tree.all().flat_map(|node| of_block(node.get("environment"), EnvOrigin::Pipeline)).collect()
}

/// The variables of a file of Azure Pipelines: `variables` as a map or as a list of `name` and `value`, and `env` of steps.
pub fn of_azure<'t>(tree: &'t Tree<'_>) -> Vec<EnvVar<'t>> {
    let named = |item: Node<'t>| EnvVar::of_node(item.get("name")?.as_str()?, item.get("value")?, EnvOrigin::Pipeline);
    let lists = tree.all().filter_map(|node| node.get("variables")).flat_map(Node::items).filter_map(named);
    let maps = tree.all().flat_map(|node| ["variables", "env"].into_iter().filter_map(move |key| node.get(key)));
    let maps = maps.filter(|block| block.is_map()).flat_map(|block| of_block(Some(block), EnvOrigin::Pipeline));
    lists.chain(maps).collect()
}

/// The variables of `ENV` or `ARG` in a Dockerfile.
pub fn of_instruction(instruction: Instruction<'_>) -> Vec<EnvVar<'_>> {
    let (pairs, origin) = match instruction.triggered().command() {
        Command::Env(pairs) => (pairs, EnvOrigin::Image),
        Command::Arg(pairs) => (pairs, EnvOrigin::BuildArgument),
        _ => return Vec::new(),
    };
    pairs.iter().filter_map(|pair| of_pair(pair, origin)).collect()
}

/// What a variable is expanded in is not known, nor is what has an escape in it.
fn of_pair<'t>(pair: &'t Pair<'t>, origin: EnvOrigin) -> Option<EnvVar<'t>> {
    let value = pair.value.as_ref()?;
    let written = value.as_str();
    let quoted = |quote: char| written.len() > 1 && written.starts_with(quote) && written.ends_with(quote);
    let range = if quoted('"') || quoted('\'') { 1..written.len() - 1 } else { 0..written.len() };
    let text = &written[range.clone()];
    let is_known = !text.contains(['$', '\\', '"', '\'']);
    Some(EnvVar { name: pair.name.as_str(), text, is_known, place: value.span_of(range).into(), origin, node: None })
}
