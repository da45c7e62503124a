//! Whether a service has a health check of its own.

use super::Service;
use crate::tree::Node;

/// What the Compose files say about a service's health check (specification, `healthcheck`).
#[derive(Clone, Copy, Debug)]
pub enum Health<'t> {
    /// There is one.
    Given(Node<'t>),
    /// It is switched off, even if the image has one.
    Disabled(Node<'t>),
    /// The files say surely nothing about a test: the image decides.
    FromImage,
    /// It cannot be known.
    Unknown,
}

impl<'t> Service<'t> {
    /// What the files say about its health check.
    pub fn health(&self) -> Health<'t> {
        if let Some(disable) = self.at(&["healthcheck", "disable"]) {
            match disable.as_bool() {
                Some(true) => return Health::Disabled(disable),
                Some(false) => {}
                None => return Health::Unknown,
            }
        }
        let path = ["healthcheck", "test"];
        match self.at(&path) {
            Some(test) if is_none(test) => Health::Disabled(test),
            Some(test) => Health::Given(test),
            None if self.absent(&path) => Health::FromImage,
            None => Health::Unknown,
        }
    }
}

/// Whether a test is `NONE` or `["NONE"]`.
fn is_none(test: Node<'_>) -> bool {
    test.as_str() == Some("NONE") || test.items().next().is_some_and(|first| first.as_str() == Some("NONE"))
}
