use crate::model::dockerignore::IgnoreFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::IgnoreFile(check);

fn check(ignore: &IgnoreFile<'_>, cx: &mut Cx<'_>) {
    for entry in ignore.entries.iter().filter(|entry| entry.pattern.is_none()) {
        cx.report(entry.span, format!("`{}` is no pattern, so nothing can be built with this file", entry.written))
            .help("close `[`, and write a `\\` before a character that is meant as it stands");
    }
}
