use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx, OptionValue};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let most = match cx.option("lines") {
        Some(OptionValue::Int(lines)) => usize::try_from(*lines).unwrap_or_default(),
        _ => return,
    };
    let is_counted = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let count = dockerfile.syntax().source.lines().filter(is_counted).count();
    let Some(first) = dockerfile.instructions().next().filter(|_| count > most) else { return };
    cx.report(
        first.keyword_span(),
        format!("the file has {count} lines without blank ones and comments, more than {most}"),
    )
    .help("take scripts out of it, or build several images from several files");
}
