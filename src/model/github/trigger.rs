//! The events that start a workflow.

use crate::tree::Node;

/// An event that starts a workflow.
#[derive(Clone, Copy, Debug)]
pub struct Event<'t> {
    /// Its name.
    pub name: Node<'t>,
    /// What is said about it: types, branches, inputs.
    pub filter: Option<Node<'t>>,
}

/// All events that start a workflow.
#[derive(Clone, Debug)]
pub struct Triggers<'t> {
    /// The events.
    pub events: Vec<Event<'t>>,
    /// Whether these are surely all.
    pub known: bool,
}

impl<'t> Triggers<'t> {
    /// What stands under `on` of a workflow: a name, a list of names or a map.
    pub(super) fn new(root: Node<'t>) -> Self {
        let Some(on) = root.get("on") else { return Self { events: Vec::new(), known: false } };
        let of_map = on.entries().map(|entry| Event { name: entry.key, filter: Some(entry.value) });
        let of_list = on.items().map(|name| Event { name, filter: None });
        let mut events: Vec<Event<'t>> = of_map.chain(of_list).collect();
        if on.is_scalar() {
            events.push(Event { name: on, filter: None });
        }
        let known = !events.is_empty() && events.iter().all(|event| event.name.as_str().is_some());
        Self { events, known }
    }

    /// The event of this name.
    pub fn get(&self, name: &str) -> Option<Event<'t>> {
        self.events.iter().copied().find(|event| event.name.text() == name)
    }

    /// Whether one of these events starts the workflow.
    pub fn has_any(&self, names: &[&str]) -> bool {
        self.events.iter().any(|event| names.contains(&event.name.text()))
    }

    /// Whether the workflow runs only when another one calls it.
    pub fn only_called(&self) -> bool {
        self.known && self.events.iter().all(|event| event.name.text() == "workflow_call")
    }
}
