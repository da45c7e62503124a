use crate::fix::{Edit, Safety};
use crate::model::docker::{Dockerfile, Instruction};
use crate::rule::{Check, Cx, OptionValue};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(OptionValue::Text(style)) = cx.option("style").cloned() else { return };
    let syntax = dockerfile.syntax();
    let files = cx.project.files();
    let is_embedded = files.find(files.get(dockerfile.file()).path()) != Some(dockerfile.file());
    if is_embedded || syntax.is_template || syntax.source.contains('\r') {
        return;
    }
    let instructions: Vec<Instruction<'_>> = dockerfile.instructions().collect();
    let (mut edits, mut first) = (Vec::new(), None);
    for pair in instructions.windows(2) {
        let Some(edit) = edit(pair[0], pair[1], &style) else { continue };
        first =
            first.or(Some((pair[1], if edit.text.is_empty() { "there is one too many" } else { "one is missing" })));
        edits.push(edit);
    }
    let Some((first, what)) = first else { return };
    let keyword = first.syntax().keyword.as_str();
    let places = if edits.len() == 1 { String::new() } else { format!("the first of {} places: ", edits.len()) };
    cx.report(first.keyword_span(), format!("blank lines between instructions are not as in the style `{style}`"))
        .help(format!("{places}{what} above this `{keyword}`"))
        .fix("add and remove blank lines", Safety::Safe, edits);
}

/// What brings the lines between two instructions into a style.
fn edit(before: Instruction<'_>, after: Instruction<'_>, style: &str) -> Option<Edit> {
    let syntax = before.dockerfile().syntax();
    let (start, end) = (before.span().end as usize, after.span().start as usize);
    let between = syntax.source.get(start..end).filter(|text| text.contains('\n'))?;
    let keyword = |it: Instruction<'_>| it.syntax().keyword.as_str().to_ascii_uppercase();
    let is_wanted = match style {
        "always" => true,
        "never" => false,
        _ => keyword(before) != keyword(after),
    };
    // The first line is the end of the instruction's own, the last the indentation of the next.
    let lines: Vec<&str> = between.split('\n').collect();
    let [first, inner @ .., last] = lines.as_slice() else { return None };
    let has_blank = inner.iter().any(|line| line.trim().is_empty());
    let has_comment = inner.iter().any(|line| !line.trim().is_empty());
    let own_line = start + first.len() + 1;
    match (is_wanted, has_blank) {
        (true, false) => Some(Edit::replace(Span::new(syntax.file, own_line..own_line), "\n")),
        (false, true) if !has_comment => Some(Edit::replace(Span::new(syntax.file, own_line..end - last.len()), "")),
        _ => None,
    }
}
