//! Dockerfiles that are written within Compose files: `dockerfile_inline` (specification, "Compose Build").

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::kind::FileKind;
use crate::model::compose::Build;
use crate::model::compose::dotenv::Variables;
use crate::model::compose::interpolation;
use crate::source::{Embedded, FileId, Files, SourceFile, Stretch};
use crate::syntax::{self, Syntax};
use crate::tree::{Node, OffsetMap, Style};

/// Makes a file of its own of each Dockerfile that a Compose file holds. Those with variables that have no default are left out: what
/// the builder will read is not known.
#[must_use]
pub fn embed_dockerfiles(files: Files) -> Files {
    let holds = |file: &SourceFile| file.kind() == FileKind::Compose && file.text().contains("dockerfile_inline");
    let hosts: Vec<FileId> = files.iter().filter(|(_, file)| holds(file)).map(|(id, _)| id).collect();
    let found = hosts.into_iter().flat_map(|host| of_file(&files, host)).collect();
    files.with_embedded(found)
}

/// The Dockerfile that a build reads, if it is read.
pub(in crate::project) fn dockerfile_of(build: &Build<'_>, files: &Files) -> Option<FileId> {
    match build.get("dockerfile_inline") {
        Some(text) => files.embedded_at(text.span()),
        None => files.find(&build.dockerfile()?),
    }
}

fn of_file(files: &Files, host: FileId) -> Vec<(SourceFile, Embedded)> {
    let document = syntax::parse(files, host);
    let Syntax::Tree(tree) = &document.syntax else { return Vec::new() };
    let values = tree.all().filter(|node| node.is_map()).filter_map(|map| map.get("dockerfile_inline"));
    let mut seen = FxHashSet::default();
    let values = values.filter(|node| node.is_scalar() && !node.is_null() && seen.insert(node.span().start));
    values.filter_map(|node| of_value(files, host, node)).collect()
}

fn of_value(files: &Files, host: FileId, node: Node<'_>) -> Option<(SourceFile, Embedded)> {
    let source = files.get(host);
    let map = OffsetMap::new(node);
    let (mut text, mut stretches) = (String::new(), Vec::new());
    for (part, value) in parts(node.text(), node.style() == Style::Literal)? {
        let outer = map.span_of(part);
        let start = text.len() as u32;
        text.push_str(&value);
        if !value.trim().is_empty() || value.is_empty() {
            let inner = start..text.len() as u32;
            stretches.push(Stretch { inner, outer: outer.start..outer.end });
        }
    }
    let first = stretches.iter().find(|stretch| !stretch.inner.is_empty())?.outer.start;
    let indentation = source.text()[..first as usize].rsplit('\n').next().unwrap_or_default();
    let is_plain = node.style() == Style::Literal && indentation.bytes().all(|byte| byte == b' ');
    let indentation = is_plain.then_some(indentation.len());
    let mut file = SourceFile::new(source.path(), FileKind::Dockerfile, text);
    if !source.is_selected() {
        file = file.as_context();
    }
    Some((file, Embedded { host, start: node.span().start, stretches, indentation }))
}

/// The parts of a value that are each written in one piece, with what Compose makes of them: lines, or words where lines are joined, and
/// variables. `None` if a variable has no default.
fn parts(text: &str, by_line: bool) -> Option<Vec<(Range<usize>, String)>> {
    let (variables, wrong) = interpolation::variables(text);
    if !wrong.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    let mut at = 0;
    for variable in variables {
        plain(text, at..variable.range.start, by_line, &mut found);
        let value = Variables::default().fill(&text[variable.range.clone()])?;
        at = variable.range.end;
        found.push((variable.range, value));
    }
    plain(text, at..text.len(), by_line, &mut found);
    Some(found)
}

/// The parts of a text without variables.
fn plain(text: &str, range: Range<usize>, by_line: bool, found: &mut Vec<(Range<usize>, String)>) {
    let is_end = |c: char| if by_line { c == '\n' } else { c.is_whitespace() };
    let mut start = range.start;
    while start < range.end {
        let rest = &text[start..range.end];
        let is_between = rest.starts_with(is_end);
        let length = if rest.starts_with("$$") {
            2
        } else if is_between {
            rest.chars().next().map_or(1, char::len_utf8)
        } else {
            rest.find(|c: char| is_end(c)).unwrap_or(rest.len()).min(rest.find("$$").unwrap_or(rest.len()))
        };
        let part = start..start + length;
        if is_between && by_line {
            // The end of a line stands where the line ends.
            found.push((part.start..part.start, String::new()));
        }
        let value = if rest.starts_with("$$") { "$".to_owned() } else { text[part.clone()].to_owned() };
        found.push((part, value));
        start += length;
    }
}
