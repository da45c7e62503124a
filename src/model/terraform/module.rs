//! What a directory's files together declare.

use super::block::Block;
use super::source::ModuleSource;
use crate::source::{FileId, Span};
use crate::tree::Node;

/// The configuration files of one directory.
#[derive(Clone, Debug)]
pub struct Module<'t> {
    /// The directory, relative to the root of the repository.
    pub folder: &'t str,
    /// The files.
    pub files: Vec<FileId>,
    /// The blocks of all files that are not overrides, file by file.
    pub blocks: Vec<Block<'t>>,
    /// The blocks of `override.tf` and `*_override.tf`, which change those of the same name (language reference, "Override Files").
    pub overrides: Vec<Block<'t>>,
    /// Whether everything in it was understood. If not, any declaration may be missing.
    pub is_complete: bool,
}

impl<'t> Module<'t> {
    /// The blocks of a keyword.
    pub fn blocks_of(&self, keyword: &str) -> impl Iterator<Item = Block<'t>> {
        self.blocks.iter().copied().filter(move |block| block.keyword == keyword)
    }

    /// Whether an override file changes a block.
    pub fn is_overridden(&self, block: Block<'_>) -> bool {
        self.overrides.iter().any(|other| other.keyword == block.keyword && other.labels == block.labels)
    }

    /// The managed resources that no override file changes.
    pub fn resources(&self) -> impl Iterator<Item = Resource<'_>> {
        let blocks = self.blocks_of("resource").filter(|block| !self.is_overridden(*block));
        blocks.map(|block| Resource { module: self, block })
    }

    /// The data sources that no override file changes.
    pub fn data_sources(&self) -> impl Iterator<Item = Resource<'_>> {
        let blocks = self.blocks_of("data").filter(|block| !self.is_overridden(*block));
        blocks.map(|block| Resource { module: self, block })
    }

    /// The resource of a type and name.
    pub fn resource<'m>(&'m self, kind: &str, name: &str) -> Option<Resource<'m>> {
        let block = self.blocks_of("resource").find(|block| block.labels == [kind, name])?;
        Some(Resource { module: self, block })
    }

    /// The calls of modules that no override file changes.
    pub fn calls(&self) -> impl Iterator<Item = ModuleCall<'_>> {
        let blocks = self.blocks_of("module").filter(|block| !self.is_overridden(*block));
        blocks.map(|block| ModuleCall { module: self, block })
    }

    /// The configurations of providers.
    pub fn providers(&self) -> impl Iterator<Item = Provider<'_>> {
        let blocks = self.blocks_of("provider").filter(|block| !self.is_overridden(*block));
        blocks.map(|block| Provider { module: self, block })
    }

    /// Where the state is kept, if a `backend` block says so and no override file may say otherwise.
    pub fn backend(&self) -> Option<Backend<'_>> {
        if self.overrides.iter().any(|block| block.keyword == "terraform") {
            return None;
        }
        let block = self.blocks_of("terraform").find_map(|block| block.block("backend"))?;
        Some(Backend { module: self, block })
    }

    /// Whether a `terraform` block, of an override file or not, surely or perhaps has a nested block or argument.
    pub fn may_have_setting(&self, name: &str) -> bool {
        let blocks = self.blocks_of("terraform").chain(self.overrides.iter().copied());
        !self.is_complete || blocks.filter(|block| block.keyword == "terraform").any(|block| !block.lacks(name))
    }

    /// The first place of the module: its first block.
    pub fn span(&self) -> Option<Span> {
        self.blocks.first().map(|block| block.header)
    }
}

/// A managed resource, or where it is said so a data source.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'m> {
    /// The module that declares it.
    pub module: &'m Module<'m>,
    /// The block.
    pub block: Block<'m>,
}

impl<'m> Resource<'m> {
    /// Its type: `aws_s3_bucket`.
    pub fn kind(self) -> &'m str {
        self.block.labels[0]
    }

    /// Its name in the module.
    pub fn name(self) -> &'m str {
        self.block.labels[1]
    }

    /// Its address in the module: `aws_s3_bucket.logs`.
    pub fn address(self) -> String {
        format!("{}.{}", self.kind(), self.name())
    }

    /// The value of an argument that is surely there.
    pub fn get(self, name: &str) -> Option<Node<'m>> {
        self.block.get(name)
    }

    /// Whether it is surely created not even once: `count = 0`.
    pub fn is_disabled(self) -> bool {
        self.get("count").is_some_and(|count| count.as_i64() == Some(0))
    }

    /// Whether it is, by its name, the store that states are kept in.
    pub fn is_state_storage(self) -> bool {
        let is_store = matches!(
            self.kind(),
            "aws_s3_bucket" | "google_storage_bucket" | "azurerm_storage_container" | "azurerm_storage_account"
        );
        let written = ["bucket", "name"].iter().filter_map(|name| self.get(name)).map(Node::text);
        is_store
            && written.chain([self.name()]).any(|name| {
                let name = name.to_ascii_lowercase().replace(['-', '_'], "");
                name.contains("tfstate") || name.contains("terraformstate") || name.contains("remotestate")
            })
    }
}

/// A `module` block.
#[derive(Clone, Copy, Debug)]
pub struct ModuleCall<'m> {
    /// The module that calls.
    pub module: &'m Module<'m>,
    /// The block.
    pub block: Block<'m>,
}

impl<'m> ModuleCall<'m> {
    /// Its name.
    pub fn name(self) -> &'m str {
        self.block.labels[0]
    }

    /// The node of the source address.
    pub fn source_node(self) -> Option<Node<'m>> {
        self.block.get("source")
    }

    /// Where the called module comes from, if that is written out.
    pub fn source(self) -> Option<ModuleSource<'m>> {
        Some(ModuleSource::parse(self.source_node()?.as_str()?))
    }
}

/// A `provider` block.
#[derive(Clone, Copy, Debug)]
pub struct Provider<'m> {
    /// The module that configures it.
    pub module: &'m Module<'m>,
    /// The block.
    pub block: Block<'m>,
}

impl<'m> Provider<'m> {
    /// Its local name: `aws`.
    pub fn name(self) -> &'m str {
        self.block.labels[0]
    }
}

/// A `backend` block.
#[derive(Clone, Copy, Debug)]
pub struct Backend<'m> {
    /// The module that has it.
    pub module: &'m Module<'m>,
    /// The block.
    pub block: Block<'m>,
}

impl<'m> Backend<'m> {
    /// Its type: `s3`.
    pub fn kind(self) -> &'m str {
        self.block.labels[0]
    }
}
