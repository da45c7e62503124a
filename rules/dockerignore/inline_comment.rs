use crate::fix::{Edit, Safety};
use crate::model::dockerignore::IgnoreFile;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::IgnoreFile(check);

fn check(ignore: &IgnoreFile<'_>, cx: &mut Cx<'_>) {
    for entry in &ignore.entries {
        // With a `#` at its start it is a comment that someone indented.
        if entry.written.starts_with('#') {
            let edit = at_line_start(entry.span, cx);
            cx.report(
                entry.span,
                format!("`{}` is taken for a pattern, because blanks stand before it", entry.written),
            )
            .help("a comment has its `#` at the very start of the line")
            .fix("begin the line with it", Safety::Safe, edit);
            continue;
        }
        let Some((pattern, comment)) = entry.written.split_once(" #").or_else(|| entry.written.split_once("\t#"))
        else {
            continue;
        };
        let pattern = pattern.trim_end();
        cx.report(
            entry.span,
            format!("`{}` excludes nothing, because the comment is part of the pattern", entry.written),
        )
        .help("write the comment on a line of its own")
        .fix(
            "write the comment above",
            Safety::Safe,
            Edit::replace(entry.span, format!("#{comment}\n{pattern}")),
        );
    }
}

/// Takes away the blanks that stand before something on its line.
fn at_line_start(place: Span, cx: &Cx<'_>) -> Edit {
    let text = cx.project.files().get(place.file).text();
    let before = &text[..place.start as usize];
    let start = before.trim_end_matches([' ', '\t']).len();
    Edit::replace(Span::new(place.file, start..place.start as usize), "")
}
