//! A job of a workflow.

use rustc_hash::FxHashSet;

use super::{Step, Uses, Workflow, steps};
use crate::tree::Node;

/// A job of a workflow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job<'t> {
    /// The workflow.
    pub workflow: Workflow<'t>,
    /// Its id.
    pub key: Node<'t>,
    /// The job's map.
    pub node: Node<'t>,
}

/// The jobs that one waits for.
#[derive(Clone, Debug)]
pub struct Needs<'t> {
    /// Their ids, as written.
    pub ids: Vec<Node<'t>>,
    /// Whether these are surely all.
    pub known: bool,
}

impl<'t> Job<'t> {
    /// Its id.
    pub fn id(self) -> &'t str {
        self.key.text()
    }

    /// A value of the job.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.node.get(key)
    }

    /// Whether it surely has no such key.
    pub fn lacks(self, key: &str) -> bool {
        self.node.lacks(key)
    }

    /// The steps in their order.
    pub fn steps(self) -> impl Iterator<Item = Step<'t>> + use<'t> {
        steps(self.node.get("steps"), Some(self))
    }

    /// The reusable workflow that it calls instead of having steps.
    pub fn uses(self) -> Option<Uses<'t>> {
        Uses::parse(self.node.get("uses")?)
    }

    /// Whether it calls a reusable workflow.
    pub fn is_call(self) -> bool {
        self.node.get("uses").is_some()
    }

    /// The jobs that it waits for itself.
    pub fn needs(self) -> Needs<'t> {
        match self.node.get("needs") {
            Some(list) if list.is_seq() => {
                let ids: Vec<Node<'t>> = list.items().filter(|item| item.as_text().is_some()).collect();
                let known = ids.len() == list.items().len();
                Needs { ids, known }
            }
            Some(one) => Needs { ids: one.as_text().map(|_| one).into_iter().collect(), known: !one.is_unknown() },
            None => Needs { ids: Vec::new(), known: self.node.lacks("needs") },
        }
    }

    /// All jobs that have to end before it starts; `None` if that cannot be known.
    pub fn ancestors(self) -> Option<Vec<Job<'t>>> {
        let mut found: Vec<Job<'t>> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut pending = vec![self];
        while let Some(job) = pending.pop() {
            let needs = job.needs();
            if !needs.known {
                return None;
            }
            for id in needs.ids {
                if !seen.insert(id.text()) {
                    continue;
                }
                let needed = self.workflow.job(id.text())?;
                found.push(needed);
                pending.push(needed);
            }
        }
        Some(found)
    }

    /// Whether what it deploys to is named, so that its rules of protection hold.
    pub fn environment(self) -> Option<Node<'t>> {
        self.node.get("environment")
    }

    /// The labels of the runner that are known.
    pub fn runner_labels(self) -> Vec<&'t str> {
        let Some(runs_on) = self.node.get("runs-on") else { return Vec::new() };
        let labels = if runs_on.is_map() { runs_on.get("labels") } else { Some(runs_on) };
        match labels {
            Some(list) if list.is_seq() => list.items().filter_map(Node::as_str).collect(),
            Some(label) => label.as_str().into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The images of its container and its services.
    pub fn images(self) -> Vec<Node<'t>> {
        let image = |node: Node<'t>| if node.is_map() { node.get("image") } else { Some(node) };
        let container = self.node.get("container").and_then(image);
        let services = self.node.get("services").into_iter().flat_map(Node::entries);
        container.into_iter().chain(services.filter_map(|entry| image(entry.value))).filter(|n| n.is_scalar()).collect()
    }
}
