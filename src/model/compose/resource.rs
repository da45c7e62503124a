//! What services share: networks, volumes, secrets, configs and models (specification, the top-level elements).

use crate::model::layers::Layers;
use crate::tree::Node;

/// A sort of thing that services share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ResourceKind {
    /// A network.
    Network,
    /// A named volume.
    Volume,
    /// A secret.
    Secret,
    /// A file of configuration.
    Config,
    /// A language model.
    Model,
}

impl ResourceKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Network, Self::Volume, Self::Secret, Self::Config, Self::Model];

    /// The top-level key under which they are declared.
    pub fn section(self) -> &'static str {
        match self {
            Self::Network => "networks",
            Self::Volume => "volumes",
            Self::Secret => "secrets",
            Self::Config => "configs",
            Self::Model => "models",
        }
    }

    /// One of them, in words.
    pub fn word(self) -> &'static str {
        self.section().trim_end_matches('s')
    }
}

/// A declaration of something that services share.
#[derive(Clone, Debug)]
pub struct Resource<'t> {
    /// What it is.
    pub kind: ResourceKind,
    /// Its name, where it is first declared.
    pub key: Node<'t>,
    /// What is said about it, the strongest first.
    pub layers: Layers<'t>,
}

impl<'t> Resource<'t> {
    /// Its name in the file.
    pub fn name(&self) -> &'t str {
        self.key.text()
    }

    /// The value that surely counts at a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<Node<'t>> {
        self.layers.at(path)
    }

    /// Whether nothing surely stands at a path of keys. A declaration without a value says nothing.
    pub fn absent(&self, path: &[&str]) -> bool {
        self.layers.absent(path)
    }

    /// Whether something outside of the project made it; `None` if that is not known.
    pub fn is_external(&self) -> Option<bool> {
        match self.at(&["external"]) {
            Some(node) if node.is_map() => Some(true),
            Some(node) => node.as_bool(),
            None => self.absent(&["external"]).then_some(false),
        }
    }
}
