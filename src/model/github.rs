//! Workflows and actions of GitHub Actions:
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>.

mod delivery;
mod guard;
mod injection;
mod job;
mod quoting;
mod shell;
mod taint;
mod trigger;
mod uses;

pub use delivery::Delivery;
pub use injection::{Caller, Injection};
pub use job::{Job, Needs};
pub use quoting::{Quoting, quoting};
pub use shell::Shell;
pub use taint::Reach;
pub use trigger::{Event, Triggers};
pub use uses::{Repository, Uses};

use crate::source::FileId;
use crate::tree::{Entry, Node};

/// A workflow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Workflow<'t> {
    /// The root map.
    pub root: Node<'t>,
}

impl<'t> Workflow<'t> {
    /// The file that it is written in.
    pub fn file(self) -> FileId {
        self.root.span().file
    }

    /// Its name: what is written under `name`, else the file's.
    pub fn name(self) -> &'t str {
        let file = || self.root.tree().files().get(self.file()).name();
        self.root.get("name").and_then(Node::as_str).unwrap_or_else(file)
    }

    /// A top-level value.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.root.get(key)
    }

    /// The events that start it.
    pub fn triggers(self) -> Triggers<'t> {
        Triggers::new(self.root)
    }

    /// The jobs in the order of the text.
    pub fn jobs(self) -> impl Iterator<Item = Job<'t>> + use<'t> {
        let jobs = self.root.get("jobs").into_iter();
        jobs.flat_map(Node::entries).filter(|entry| entry.value.is_map()).map(move |entry| Job {
            workflow: self,
            key: entry.key,
            node: entry.value,
        })
    }

    /// The job with this id.
    pub fn job(self, id: &str) -> Option<Job<'t>> {
        self.jobs().find(|job| job.id().eq_ignore_ascii_case(id))
    }
}

/// A step of a job or of a composite action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step<'t> {
    /// The step's map.
    pub node: Node<'t>,
    /// Its job; none in a composite action.
    pub job: Option<Job<'t>>,
    /// Its place among the steps, from 0.
    pub index: usize,
}

impl<'t> Step<'t> {
    /// A value of the step.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.node.get(key)
    }

    /// The script that it runs. Its text may contain expressions: then its value is unknown, the text is what is written.
    pub fn run(self) -> Option<Node<'t>> {
        self.node.get("run").filter(|run| run.is_scalar() && !run.is_null())
    }

    /// The action that it uses, if it is written without expressions.
    pub fn uses(self) -> Option<Uses<'t>> {
        Uses::parse(self.node.get("uses")?)
    }

    /// The repository of the action that it uses, if it uses one.
    pub fn action(self) -> Option<Repository<'t>> {
        match self.uses()? {
            Uses::Repository(repository) => Some(repository),
            _ => None,
        }
    }

    /// An input that it gives to its action. Names of inputs do not mind their case.
    pub fn input(self, name: &str) -> Option<Entry<'t>> {
        self.node.get("with")?.entries().find(|entry| entry.key.text().eq_ignore_ascii_case(name))
    }

    /// What to call it: its name, the action, or its number.
    pub fn title(self) -> String {
        let named = ["name", "id", "uses"].iter().find_map(|key| self.get(key)?.as_str());
        match (named, self.job) {
            (Some(name), _) => format!("step `{name}`"),
            (None, Some(job)) => format!("step {} of job `{}`", self.index + 1, job.id()),
            (None, None) => format!("step {}", self.index + 1),
        }
    }
}

/// The steps of a list.
fn steps<'t>(list: Option<Node<'t>>, job: Option<Job<'t>>) -> impl Iterator<Item = Step<'t>> + use<'t> {
    let items = list.into_iter().flat_map(Node::items).enumerate();
    items.filter(|(_, node)| node.is_map()).map(move |(index, node)| Step { node, job, index })
}

/// An action's `action.yml`.
#[derive(Clone, Copy, Debug)]
pub struct Action<'t> {
    /// The root map.
    pub root: Node<'t>,
}

impl<'t> Action<'t> {
    /// The steps of a composite action.
    pub fn steps(self) -> impl Iterator<Item = Step<'t>> + use<'t> {
        steps(self.root.at(&["runs", "steps"]), None)
    }

    /// The image of a container action, if it is pulled from a registry: `docker://image`.
    pub fn image(self) -> Option<Node<'t>> {
        self.root.at(&["runs", "image"]).filter(|image| image.text().starts_with("docker://"))
    }
}
