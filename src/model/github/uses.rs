//! What `uses:` names: an action, a reusable workflow, an image.

use crate::source::Span;
use crate::tree::Node;

/// What `uses:` names (workflow syntax, `jobs.<job_id>.steps[*].uses`).
#[derive(Clone, Copy, Debug)]
pub enum Uses<'t> {
    /// `owner/repository[/path]@ref`.
    Repository(Repository<'t>),
    /// `docker://image`; the node with it.
    Docker(Node<'t>),
    /// `./path` in the same repository.
    Local(&'t str),
}

/// An action or a reusable workflow in a repository.
#[derive(Clone, Copy, Debug)]
pub struct Repository<'t> {
    /// The value of `uses:`.
    pub node: Node<'t>,
    /// Who owns it.
    pub owner: &'t str,
    /// The repository's name.
    pub name: &'t str,
    /// The folder or file in it; empty for its root.
    pub path: &'t str,
    /// The tag, branch or commit.
    pub reference: &'t str,
}

impl<'t> Uses<'t> {
    /// What a value of `uses:` names; `None` where it is unknown or not of a form that there is.
    pub fn parse(node: Node<'t>) -> Option<Self> {
        let text = node.as_str()?.trim();
        if text.starts_with("docker://") {
            return Some(Uses::Docker(node));
        }
        if text.starts_with("./") || text.starts_with("$/") {
            return Some(Uses::Local(text));
        }
        let (place, reference) = text.split_once('@')?;
        let mut parts = place.splitn(3, '/');
        let (owner, name) = (parts.next()?, parts.next()?);
        if owner.is_empty() || name.is_empty() || reference.is_empty() {
            return None;
        }
        Some(Uses::Repository(Repository { node, owner, name, path: parts.next().unwrap_or_default(), reference }))
    }
}

impl Repository<'_> {
    /// Whether it is this repository; names on GitHub do not mind their case.
    pub fn is(self, owner: &str, name: &str) -> bool {
        self.owner.eq_ignore_ascii_case(owner) && self.name.eq_ignore_ascii_case(name)
    }

    /// `owner/name` in lower case, with the path if it has one: `actions/cache/restore`.
    pub fn slug(self) -> String {
        let path = if self.path.is_empty() { String::new() } else { format!("/{}", self.path) };
        format!("{}/{}{path}", self.owner, self.name).to_ascii_lowercase()
    }

    /// Where the reference is written.
    pub fn reference_span(self) -> Span {
        let text = self.node.text();
        let start = text.find('@').map_or(0, |at| at + 1);
        self.node.span_of(start..start + self.reference.len())
    }
}
