//! What an ignore comment needs to know of a document: where its comments are and what each of them can cover.

use super::hcl::{Body, Item};
use super::{Document, Syntax};
use crate::source::{Files, Span};
use crate::tree::{Comment, Node};

impl Document<'_> {
    /// The comments, with their marks and without line endings, in the order of the text.
    pub fn comments(&self, files: &Files) -> Vec<Span> {
        let spans = |comments: &[Comment]| comments.iter().map(|comment| comment.span).collect();
        match &self.syntax {
            Syntax::Tree(tree) => spans(tree.comments()),
            Syntax::Dockerfile(dockerfile) => spans(&dockerfile.comments),
            Syntax::Hcl(configuration) => configuration.file.comments().map(|comment| comment.span).collect(),
            Syntax::Opaque => template_comments(Span::new(self.file, 0..files.get(self.file).text().len()), files),
        }
    }

    /// The parts that a comment can cover: entries of maps, items of lists, attributes and blocks of HCL, instructions; in no
    /// particular order.
    pub fn items(&self, files: &Files) -> Vec<Span> {
        match &self.syntax {
            Syntax::Tree(tree) => tree.items().collect(),
            Syntax::Dockerfile(dockerfile) => {
                dockerfile.instructions.iter().map(|instruction| instruction.span).collect()
            }
            Syntax::Hcl(configuration) => {
                let (mut items, attributes) = hcl_items(configuration.file.body());
                // Of the tree only what is within values: its maps of blocks gather what is written in many places.
                let is_in_value = |item: &Span| {
                    let at = attributes.partition_point(|attribute| attribute.start <= item.start);
                    at > 0 && attributes[at - 1].contains(*item)
                };
                items.extend(configuration.tree.items().filter(is_in_value));
                items
            }
            Syntax::Opaque => indented_items(Span::new(self.file, 0..files.get(self.file).text().len()), files),
        }
    }

    /// The whole documents of a file of YAML, each of which a comment above it can cover.
    pub fn roots(&self) -> Vec<Span> {
        match &self.syntax {
            Syntax::Tree(tree) => tree.roots().map(Node::span).collect(),
            Syntax::Dockerfile(_) | Syntax::Hcl(_) | Syntax::Opaque => Vec::new(),
        }
    }
}

/// Attributes and blocks at any depth, and of these the attributes alone, sorted.
fn hcl_items(file: Body<'_>) -> (Vec<Span>, Vec<Span>) {
    let mut items = Vec::new();
    let mut attributes = Vec::new();
    let mut pending = vec![file];
    while let Some(body) = pending.pop() {
        for item in body.items() {
            items.push(item.span());
            match item {
                Item::Block(block) => pending.push(block.body()),
                Item::Attribute(_) => attributes.push(item.span()),
            }
        }
    }
    attributes.sort_unstable();
    (items, attributes)
}

/// Comments of Go templates, `{{/* ... */}}` with or without the dashes that trim white space, and lines of `#`, in a text that is not
/// parsed.
fn template_comments(whole: Span, files: &Files) -> Vec<Span> {
    let text = files.text(whole);
    let mut comments = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start().len();
        if line[indentation..].starts_with('#') {
            comments.push(whole.part(at + indentation..at + line.trim_end().len()));
        }
        at += line.len();
    }
    at = 0;
    while let Some(start) = text[at..].find("{{").map(|found| at + found) {
        let rest = &text[start..];
        at = start + 2;
        if rest.starts_with("{{/*") || rest.starts_with("{{- /*") {
            let Some(end) = rest.find("*/") else { break };
            let Some(brace) = rest[end..].find("}}") else { break };
            at = start + end + brace + 2;
            comments.push(whole.part(start..at));
        }
    }
    comments.sort_unstable();
    comments
}

/// For each line of a text that is not parsed, the block that it opens by indentation: the line and those below that are indented more.
fn indented_items(whole: Span, files: &Files) -> Vec<Span> {
    let mut items: Vec<Span> = Vec::new();
    // The items that are still open, with their indentation.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in files.text(whole).split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t']);
        let shown = content.trim_end();
        let indentation = line.len() - content.len();
        if !shown.is_empty() && !shown.starts_with('#') {
            let end = at + indentation + shown.len();
            while open.last().is_some_and(|(other, _)| *other >= indentation) {
                open.pop();
            }
            for (_, item) in &open {
                items[*item].end = whole.start + end as u32;
            }
            open.push((indentation, items.len()));
            items.push(whole.part(at + indentation..end));
        }
        at += line.len();
    }
    items
}
