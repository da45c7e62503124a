//! Blocks, of both syntaxes.

use rustc_hash::FxHashMap;

use crate::source::Span;
use crate::syntax::hcl;
use crate::tree::Node;

/// A block: a resource, a backend, a `lifecycle`.
#[derive(Clone, Copy, Debug)]
pub struct Block<'t> {
    /// The first word: `resource`.
    pub keyword: &'t str,
    /// The labels; empty where there are fewer than two.
    pub labels: [&'t str; 2],
    /// The arguments and nested blocks as values: blocks of one kind are a list of maps under their keyword.
    pub body: Node<'t>,
    /// The keyword with its labels; in JSON, the last label.
    pub header: Span,
    /// The block in the native syntax; nothing in JSON.
    pub syntax: Option<hcl::Block<'t>>,
}

/// How many labels the blocks of a keyword have (language reference, "Syntax").
fn label_count(keyword: &str) -> usize {
    match keyword {
        "resource" | "data" | "ephemeral" => 2,
        "module" | "provider" | "variable" | "output" | "check" | "backend" | "provisioner" => 1,
        _ => 0,
    }
}

/// The maps that a node of JSON stands for: itself, or those in a list.
fn maps(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.is_map().then_some(node).into_iter().chain(node.items().filter(|item| item.is_map()))
}

impl<'t> Block<'t> {
    /// The blocks of a body of the native syntax, in order. `node` is what the body became as a value.
    pub fn in_body(body: hcl::Body<'t>, node: Node<'t>) -> Vec<Self> {
        let mut values: FxHashMap<&str, std::vec::IntoIter<Node<'t>>> = FxHashMap::default();
        let mut found = Vec::new();
        for block in body.blocks() {
            let keyword = block.kind();
            let items =
                || node.get(keyword).map(|list| list.items().collect::<Vec<_>>()).unwrap_or_default().into_iter();
            if let Some(value) = values.entry(keyword).or_insert_with(items).next() {
                found.push(Self::native(block, value));
            }
        }
        found
    }

    fn native(block: hcl::Block<'t>, body: Node<'t>) -> Self {
        let label = |index| block.label(index).unwrap_or_default();
        Self {
            keyword: block.kind(),
            labels: [label(0), label(1)],
            body,
            header: block.header_span(),
            syntax: Some(block),
        }
    }

    /// The blocks of a keyword in a map of JSON.
    pub fn in_json(map: Node<'t>, keyword: &'t str) -> Vec<Self> {
        let Some(entry) = map.entry(keyword) else { return Vec::new() };
        let start = Self { keyword, labels: ["", ""], body: entry.value, header: entry.key.span(), syntax: None };
        let mut found: Vec<Self> = maps(entry.value).map(|body| Self { body, ..start }).collect();
        for level in 0..label_count(keyword) {
            let labelled = found.iter().flat_map(|outer| {
                outer.body.entries().filter(|entry| entry.key.text() != "//").flat_map(move |entry| {
                    let mut labels = outer.labels;
                    labels[level] = entry.key.text();
                    maps(entry.value).map(move |body| Self { labels, body, header: entry.key.span(), ..*outer })
                })
            });
            found = labelled.collect();
        }
        found
    }

    /// The value of an argument that is surely there.
    pub fn get(self, name: &str) -> Option<Node<'t>> {
        self.body.get(name)
    }

    /// How other places refer to it: `aws_s3_bucket.logs`, `data.aws_ami.base`, `provider.aws`.
    pub fn address(self) -> String {
        let labels = self.labels.into_iter().filter(|label| !label.is_empty());
        let keyword = if self.keyword == "resource" { None } else { Some(self.keyword) };
        keyword.into_iter().chain(labels).collect::<Vec<_>>().join(".")
    }

    /// The blocks of a keyword within this one that are surely there.
    pub fn blocks(self, keyword: &'t str) -> Vec<Block<'t>> {
        match self.syntax {
            Some(syntax) => {
                let values = self.body.get(keyword).map(|list| list.items().collect::<Vec<_>>()).unwrap_or_default();
                syntax.body().blocks_of(keyword).zip(values).map(|(block, body)| Self::native(block, body)).collect()
            }
            None => Self::in_json(self.body, keyword),
        }
    }

    /// The only block of a keyword within this one.
    pub fn block(self, keyword: &'t str) -> Option<Block<'t>> {
        self.blocks(keyword).into_iter().next()
    }

    /// Whether surely neither an argument nor a block, static or dynamic, has this name.
    pub fn lacks(self, name: &str) -> bool {
        self.body.lacks(name)
    }

    /// The expression of an argument in the native syntax.
    pub fn expression(self, name: &str) -> Option<hcl::Expression<'t>> {
        Some(self.syntax?.body().attribute(name)?.value())
    }

    /// The expression of a value that lies anywhere within the block, in the native syntax.
    pub fn expression_of(self, value: Node<'_>) -> Option<hcl::Expression<'t>> {
        let span = value.span();
        let covers = |other: Span| other.file == span.file && other.start <= span.start && span.end <= other.end;
        let mut body = self.syntax?.body();
        while let Some(block) = body.blocks().find(|block| covers(block.span())) {
            body = block.body();
        }
        let argument = body.attributes().find(|argument| covers(argument.value().span()))?;
        argument.value().descendants().rev().find(|part| part.span() == span)
    }

    /// The arguments, nested blocks left out: name and value.
    pub fn arguments(self) -> impl Iterator<Item = crate::tree::Entry<'t>> + use<'t> {
        let syntax = self.syntax;
        self.body
            .own_entries()
            .filter(move |entry| syntax.is_none_or(|block| block.body().blocks_of(entry.key.text()).next().is_none()))
    }
}
