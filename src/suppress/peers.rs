//! The comments and annotations by which other tools are told to be silent. Each counts for the rules whose pages name the tool's check
//! under `also:`. What silences nothing of ours is no fault: it may serve the other tool.

mod ids;
mod kics;
#[cfg(test)]
mod tests;
mod validity;

use super::cover::Outline;
use super::{Ignore, Name, Target};
use crate::model::kubernetes::{self, Object, PodSpec};
use crate::source::Span;
use crate::syntax::dockerfile::Command;
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// What every such comment or annotation has one of: cheap to look for, and absent from most files.
const HINTS: [&str; 6] = ["ignore", "skip", "disable", "enable", "nosem", "exempt"];

/// What names the tools.
const NAMES: [&str; 17] = [
    "hadolint",
    "check",
    "checkov",
    "bridgecrew",
    "trivy:",
    "tfsec:",
    "tflint-",
    "kics-scan",
    "zizmor:",
    "shellcheck",
    "nosem",
    "dclint",
    "tally",
    "kube-linter.io/",
    "kube-score/",
    "polaris.fairwinds.com/",
    "droast",
];

/// How far a comment reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The whole file.
    File,
    /// The stage of a Dockerfile that it stands in or above.
    Stage,
    /// What starts on its line, or next if the line is its own.
    Item,
    /// The line, or the next one if the line is its own.
    Line,
    /// The resource that it stands in or above.
    Resource,
}

/// How the checks are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// None: all of them.
    All,
    /// Between commas, up to white space, a colon or `;`; `all` for all of them.
    Commas,
    /// As with commas, and all others are meant.
    Others,
    /// Between commas after `skip=`, which stands among other settings between semicolons.
    Skipped,
    /// Between commas or white space to the end; none for all of them.
    Words,
}

/// A form of comment: the tool, what it begins with (a blank stands for any white space), its reach and its list.
type Form = (&'static str, &'static str, Reach, List);

/// A comment is of the first form of a tool that it has. Sources: the tools' own documentation of inline configuration.
const FORMS: [Form; 29] = [
    ("hadolint", "hadolint global ignore =", Reach::File, List::Commas),
    ("hadolint", "hadolint stage ignore =", Reach::Stage, List::Commas),
    ("hadolint", "hadolint ignore =", Reach::Item, List::Commas),
    ("droast", "droast global ignore =", Reach::File, List::Commas),
    ("droast", "droast ignore =", Reach::Item, List::Commas),
    ("tally", "tally global ignore =", Reach::File, List::Commas),
    ("tally", "tally ignore =", Reach::Item, List::Commas),
    ("buildkit", "check =", Reach::Item, List::Skipped),
    ("checkov", "checkov:skip=", Reach::Resource, List::Commas),
    ("checkov", "bridgecrew:skip=", Reach::Resource, List::Commas),
    ("trivy", "trivy:ignore:", Reach::Item, List::Commas),
    ("tfsec", "tfsec:ignore:", Reach::Item, List::Commas),
    ("tflint", "tflint-ignore-file:", Reach::File, List::Words),
    ("tflint", "tflint-ignore:", Reach::Item, List::Words),
    ("kics", "kics-scan ignore-line", Reach::Line, List::All),
    ("kics", "kics-scan ignore-block", Reach::Item, List::All),
    ("kics", "kics-scan ignore", Reach::File, List::All),
    ("kics", "kics-scan disable=", Reach::File, List::Commas),
    ("kics", "kics-scan enable=", Reach::File, List::Others),
    ("zizmor", "zizmor: ignore[", Reach::Item, List::Commas),
    ("shellcheck", "shellcheck disable=", Reach::Item, List::Commas),
    ("semgrep", "nosemgrep:", Reach::Line, List::Words),
    ("semgrep", "nosemgrep", Reach::Line, List::All),
    ("semgrep", "nosem:", Reach::Line, List::Words),
    ("semgrep", "nosem", Reach::Line, List::All),
    ("dclint", "dclint disable-file", Reach::File, List::Words),
    ("dclint", "dclint disable-line", Reach::Line, List::Words),
    ("dclint", "dclint disable-next-line", Reach::Line, List::Words),
    ("dclint", "dclint disable", Reach::File, List::Words),
];

/// Whether a text may have such a comment.
pub(super) fn may_be_in(text: &str) -> bool {
    HINTS.iter().any(|hint| text.contains(hint)) && NAMES.iter().any(|name| text.contains(name))
}

/// Reads the comments and annotations of a document.
pub(super) fn read(outline: &Outline<'_>, document: &Document<'_>, today: Option<&str>) -> Vec<Ignore> {
    let mut found = Vec::new();
    for comment in outline.comments() {
        found.extend(of_comment(outline, document, *comment, today));
    }
    if let Syntax::Tree(tree) = &document.syntax {
        found.extend(in_scripts(outline));
        let objects = kubernetes::objects(tree);
        found.extend(objects.into_iter().flat_map(of_annotations));
    }
    found
}

fn of_comment(outline: &Outline<'_>, document: &Document<'_>, comment: Span, today: Option<&str>) -> Vec<Ignore> {
    let text = outline.text(comment);
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<Ignore> = Vec::new();
    let mut done = "";
    for (tool, mark, reach, list) in FORMS {
        let mut at = 0;
        while let Some(start) = (tool != done || at > 0).then(|| find(&lower, mark, at)).flatten() {
            done = tool;
            at = start;
            let (named, reason) = listed(text[start..].trim_start(), list);
            if named.is_empty() && !matches!(list, List::All | List::Words) {
                break;
            }
            // Only these two may be said several times in a comment; the rest of any other is prose.
            let is_repeated = matches!(tool, "trivy" | "tfsec");
            let reach = if tool == "buildkit" && is_head(outline, comment) { Reach::File } else { reach };
            let covers = match reach {
                Reach::File => Some(outline.whole()),
                Reach::Stage => Some(stage(outline, document, comment)),
                Reach::Item => outline.covered_by(comment),
                Reach::Line => Some(outline.own_or_next_line(comment)),
                Reach::Resource => resource(outline, document, comment),
            };
            if !validity::has_ended(tool, &text[start..], today) {
                let targets = if list == List::Others { ids::others(tool, &named) } else { ids::all_of(tool, &named) };
                found.extend(ignore(tool, targets, covers, comment, reason));
            }
            if !is_repeated {
                break;
            }
        }
    }
    found
}

/// Where what follows the mark begins, in a text of lower case after `from`.
fn find(lower: &str, mark: &str, from: usize) -> Option<usize> {
    let mut words = mark.split(' ');
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    for (start, _) in lower[from..].match_indices(first) {
        let start = from + start;
        let is_word = !lower[..start].ends_with(|c: char| c.is_alphanumeric() || "/-_.`'\"".contains(c));
        let mut end = start + first.len();
        let fits = rest.iter().all(|word| {
            let after = lower[end..].trim_start();
            let has = after.starts_with(word);
            end = lower.len() - after.len() + word.len();
            has
        });
        // `ignored` is no `ignore`.
        let is_whole = || {
            let is_mark = !mark.ends_with(char::is_alphanumeric);
            is_mark || !lower[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        };
        if is_word && fits && is_whole() {
            return Some(end);
        }
    }
    None
}

/// The checks that a text begins with, and the reason that follows. No check stands for all of them.
fn listed(text: &str, list: List) -> (Vec<&str>, Option<String>) {
    if list == List::Skipped {
        // Blanks may stand around the names, and a comment after them.
        let (text, reason) = text.split_once("//").unwrap_or((text, ""));
        let setting =
            |setting: &'_ str| setting.split_once('=').is_some_and(|(key, _)| key.trim().eq_ignore_ascii_case("skip"));
        let skipped = text.split(';').find(|text| setting(text)).and_then(|text| text.split_once('='));
        let named = skipped.map_or("", |(_, list)| list).split(',').map(str::trim).filter(|name| !name.is_empty());
        let reason = reason.trim();
        return (named.collect(), (!reason.is_empty()).then(|| reason.to_owned()));
    }
    let end = match list {
        List::All => 0,
        List::Commas | List::Others | List::Skipped => {
            let mut end = text.len();
            for (at, c) in text.char_indices() {
                // A list may have blanks after its commas.
                let goes_on = text[..at].trim_end().ends_with(',') || text[at..].trim_start().starts_with(',');
                if matches!(c, ':' | ';' | ']' | '[' | '#') || c.is_whitespace() && !goes_on {
                    end = at;
                    break;
                }
            }
            end
        }
        List::Words => text.find(['#', '*']).unwrap_or(text.len()),
    };
    let named = text[..end].split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty());
    let reason = text[end..].trim_start_matches(|c: char| !c.is_alphanumeric()).trim();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    (named.collect(), (!reason.is_empty()).then_some(reason))
}

/// What silences the findings that a tool's checks stand for, if they stand for any.
fn ignore(
    tool: &str,
    targets: Vec<Target>,
    covers: Option<Span>,
    span: Span,
    reason: Option<String>,
) -> Option<Ignore> {
    let name = Name { text: tool.to_owned(), span, removal: span, targets, used: false };
    (!name.targets.is_empty()).then(|| Ignore { covers, names: vec![name], reason, removal: None, span, is_own: false })
}

/// Whether a comment is one of the lines at the head of a Dockerfile that are for its parser.
fn is_head(outline: &Outline<'_>, comment: Span) -> bool {
    let before = outline.text(Span { start: 0, end: comment.start, ..comment });
    // There are three such lines at most, and what is longer is no head.
    before.len() < 1024
        && before
            .lines()
            .all(|line| line.trim_start_matches(['#', '\u{feff}', ' ', '\t']).split_once('=').is_some_and(is_directive))
}

fn is_directive((name, _): (&str, &str)) -> bool {
    ["syntax", "escape", "check"].contains(&name.trim().to_ascii_lowercase().as_str())
}

/// The stage that begins below a comment, else the one that it stands in.
fn stage(outline: &Outline<'_>, document: &Document<'_>, comment: Span) -> Span {
    let whole = outline.whole();
    let Syntax::Dockerfile(dockerfile) = &document.syntax else { return whole };
    let instructions = &dockerfile.instructions;
    let next = instructions.partition_point(|instruction| instruction.span.start < comment.start);
    let is_from = |at: &usize| matches!(instructions[*at].command, Command::From(_));
    let begins_below = next < instructions.len() && is_from(&next);
    let first = if begins_below { Some(next) } else { (0..next).rev().find(is_from) };
    let from = first.map_or(0, |first| first + 1);
    let last = (from..instructions.len()).find(is_from);
    Span {
        start: first.map_or(whole.start, |first| instructions[first].span.start),
        end: last.map_or(whole.end, |last| instructions[last].span.start.saturating_sub(1)),
        ..whole
    }
}

/// The resource that a comment stands in, else the one below it; in a Dockerfile all of it.
fn resource(outline: &Outline<'_>, document: &Document<'_>, comment: Span) -> Option<Span> {
    match document.syntax {
        Syntax::Hcl(_) => outline.block_around(comment).or_else(|| outline.covered_by(comment)),
        _ => Some(outline.root_around(comment)),
    }
}

/// `shellcheck` comments in scripts that are texts of YAML: for the command below.
fn in_scripts(outline: &Outline<'_>) -> Vec<Ignore> {
    let whole = outline.whole();
    let text = outline.text(whole);
    let mut found = Vec::new();
    for (at, _) in text.match_indices("shellcheck") {
        let line = outline.line(at as u32);
        let shown = outline.text(line).trim_start();
        if outline.is_in_comment(at as u32) || !shown.starts_with('#') {
            continue;
        }
        let Some(start) = find(&shown.to_ascii_lowercase(), "shellcheck disable=", 0) else { continue };
        let (named, reason) = listed(&shown[start..], List::Commas);
        found.extend(ignore(
            "shellcheck",
            ids::all_of("shellcheck", &named),
            Some(command_below(outline, line)),
            line,
            reason,
        ));
    }
    found
}

/// How many lines of comments and of a continued command are looked at.
const LONGEST: usize = 64;

/// The lines of the command below a line, with those that continue it.
fn command_below(outline: &Outline<'_>, line: Span) -> Span {
    let mut below = Span { start: line.end, ..outline.whole() };
    let mut length = 0;
    for written in outline.text(below).split_inclusive('\n').take(LONGEST) {
        length += written.len() as u32;
        let shown = written.trim();
        if !shown.is_empty() && !shown.starts_with('#') && !shown.ends_with('\\') {
            break;
        }
    }
    below.end = below.start + length;
    below
}

/// What the annotations of an object silence in it, and those of its pods in them.
fn of_annotations(object: Object<'_>) -> Vec<Ignore> {
    let templates = object.pods().into_iter().map(PodSpec::template).filter(|template| *template != object.node());
    std::iter::once(object.node()).chain(templates).flat_map(annotated).collect()
}

fn annotated(node: Node<'_>) -> Vec<Ignore> {
    let mut found = Vec::new();
    for entry in node.at(&["metadata", "annotations"]).into_iter().flat_map(Node::entries) {
        let (Some(key), value) = (entry.key.as_str(), entry.value.as_text().unwrap_or_default()) else { continue };
        let Some((tool, named)) = annotation(key, value) else { continue };
        let reason = (tool == "kube-linter" && !value.is_empty()).then(|| value.to_owned());
        found.extend(ignore(tool, ids::all_of(tool, &named), Some(node.span()), entry.key.span(), reason));
    }
    found
}

/// The tool that an annotation is for, and the checks that it names.
fn annotation<'t>(key: &'t str, value: &'t str) -> Option<(&'static str, Vec<&'t str>)> {
    if key == "kube-linter.io/ignore-all" {
        return Some(("kube-linter", Vec::new()));
    }
    if let Some(check) = key.strip_prefix("ignore-check.kube-linter.io/") {
        return Some(("kube-linter", vec![check]));
    }
    if key == "kube-score/ignore" {
        let named: Vec<&str> = value.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        return (!named.is_empty()).then_some(("kube-score", named));
    }
    if let Some(check) = key.strip_prefix("polaris.fairwinds.com/") {
        let is_on = value.eq_ignore_ascii_case("true");
        let named = if check == "exempt" { Vec::new() } else { vec![check.strip_suffix("-exempt")?] };
        return is_on.then_some(("polaris", named));
    }
    let number = key.strip_prefix("checkov.io/skip")?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| ("checkov", vec![value.split_once('=').map_or(value, |(id, _)| id).trim()]))
}
