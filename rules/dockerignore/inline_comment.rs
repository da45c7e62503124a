use crate::fix::{Edit, Safety};
use crate::model::dockerignore::IgnoreFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::IgnoreFile(check);

fn check(ignore: &IgnoreFile<'_>, cx: &mut Cx<'_>) {
    for entry in &ignore.entries {
        // With a `#` at its start it is a comment that someone indented.
        if entry.written.starts_with('#') {
            cx.report(
                entry.span,
                format!("`{}` is taken for a pattern, because blanks stand before it", entry.written),
            )
            .help("a comment has its `#` at the very start of the line");
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
