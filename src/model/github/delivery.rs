//! What a job does for delivery: whether it tests, or puts something where others use it.

mod actions;
mod commands;

use super::{Job, Step};
use crate::tree::Node;

/// A step that deploys or publishes.
#[derive(Clone, Debug)]
pub struct Delivery<'t> {
    /// The script or the action.
    pub place: Node<'t>,
    /// What does it: `helm upgrade`, `pypa/gh-action-pypi-publish`.
    pub by: String,
}

/// Words of a job's id or name that say that it tests.
const TEST_WORDS: [&str; 12] = [
    "test",
    "tests",
    "testing",
    "unit",
    "unittest",
    "unittests",
    "lint",
    "linter",
    "linting",
    "typecheck",
    "pytest",
    "e2e",
];
/// Words that say that what it deploys is for trying things out.
const TRIAL_WORDS: [&str; 14] = [
    "test",
    "tests",
    "testing",
    "e2e",
    "example",
    "examples",
    "sandbox",
    "terratest",
    "integration",
    "smoke",
    "demo",
    "preview",
    "bench",
    "benchmark",
];

impl<'t> Job<'t> {
    /// The first step that surely deploys or publishes something for others. What goes to a cluster or registry that the job itself
    /// has started is a test.
    pub fn delivery(self) -> Option<Delivery<'t>> {
        if self.has_word(&TRIAL_WORDS) || self.is_ephemeral() {
            return None;
        }
        self.steps().find_map(|step| {
            if let Some(action) = step.action() {
                return actions::delivers(step, action).then(|| Delivery { place: action.node, by: action.slug() });
            }
            let run = step.run()?;
            commands::delivery(run.text()).map(|by| Delivery { place: run, by })
        })
    }

    /// Whether it surely tests or lints.
    pub fn is_test(self) -> bool {
        self.has_word(&TEST_WORDS) || self.steps().any(Step::is_test)
    }

    /// Whether its id or its name has one of these words.
    fn has_word(self, words: &[&str]) -> bool {
        let name = self.get("name").map_or("", Node::text);
        let parts = [self.id(), name];
        let mut all = parts.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
        all.any(|part| words.contains(&part.to_ascii_lowercase().as_str()))
    }

    /// Whether it starts a cluster, a registry or a cloud of its own.
    fn is_ephemeral(self) -> bool {
        let mut images = self.images().into_iter().map(Node::text);
        images.any(actions::is_local_image)
            || self.steps().any(|step| {
                step.action().is_some_and(actions::starts_cluster)
                    || step.run().is_some_and(|run| commands::starts_cluster(run.text()))
            })
    }
}

impl Step<'_> {
    /// Whether it surely tests or lints.
    pub fn is_test(self) -> bool {
        self.action().is_some_and(actions::tests) || self.run().is_some_and(|run| commands::tests(run.text()))
    }
}
