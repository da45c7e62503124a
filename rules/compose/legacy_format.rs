use crate::fix::{Edit, Safety};
use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};
use crate::source::Span;
use crate::tree::Style;

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let Some(first) = file.root.own_entries().next().filter(|_| file.is_legacy()) else { return };
    cx.report(
        first.key,
        format!("service `{}` stands at the top level, as in the first format of Compose", first.key.text()),
    )
    .help("move all services under `services:`; Compose reads no files of this format any more")
    .fix("move the services under `services:`", Safety::Unsafe, wrapped(file, first.key.span()));
}

/// `services:` above the first key, and everything from there on two blanks further in.
fn wrapped(file: ComposeFile<'_>, first: Span) -> Option<Vec<Edit>> {
    let source = file.root.tree().files().get(first.file);
    let rest = &source.text()[first.start as usize..];
    let has_others = ["\n---", "\n...", "\n%"].iter().any(|mark| rest.contains(mark));
    let starts_line = source.line_starts().binary_search(&first.start).is_ok();
    if file.root.style() != Style::Block || has_others || !starts_line {
        return None;
    }
    let ending = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let insert = |at: usize, text: String| Edit::replace(Span::new(first.file, at..at), text);
    let mut at = first.start as usize;
    let mut edits = vec![insert(at, format!("services:{ending}  "))];
    for line in rest.split_inclusive('\n') {
        if at > first.start as usize && !line.trim().is_empty() {
            edits.push(insert(at, "  ".to_owned()));
        }
        at += line.len();
    }
    Some(edits)
}
