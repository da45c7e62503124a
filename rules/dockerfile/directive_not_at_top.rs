use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let syntax = dockerfile.syntax();
    for comment in &syntax.comments {
        let is_directive = syntax.directives.iter().any(|directive| directive.span == comment.span);
        let text = &syntax.source[comment.span.range()];
        let Some((name, value)) = text.trim_start_matches('#').split_once('=') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let has_effect = match name.as_str() {
            "syntax" => !value.contains(' ') && value.contains("docker/dockerfile"),
            "escape" => matches!(value, "\\" | "`"),
            _ => false,
        };
        if is_directive || !has_effect {
            continue;
        }
        cx.report(comment.span, format!("`{name}={value}` has no effect here"))
            .help("move it to the top of the file, before all other comments, blank lines and instructions");
    }
}
