use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    for comment in &dockerfile.syntax().comments {
        let text = dockerfile.syntax().source[comment.span.range()].trim_start_matches('#').trim();
        let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if matches!(word, "TODO" | "FIXME" | "XXX" | "HACK") {
            let shown: String = text.chars().take(60).collect();
            cx.report(comment.span, format!("left to do: `{shown}`")).help("do it, or track it elsewhere");
        }
    }
}
