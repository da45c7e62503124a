use crate::fix::{Edit, Safety};
use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};
use crate::source::Span;

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
            .help("move it to the top of the file, before all other comments, blank lines and instructions")
            .fix("move it to the top", Safety::Unsafe, moved(dockerfile, comment.span, &name, value));
    }
}

/// Moves a comment on a line of its own, outside of instructions, to the top. Another escape character than the one that counts now would
/// make other lines of it all: that is done only where none goes on with a backslash.
fn moved(dockerfile: &Dockerfile<'_>, comment: Span, name: &str, value: &str) -> Option<Vec<Edit>> {
    let syntax = dockerfile.syntax();
    let (source, start, end) = (syntax.source, comment.start as usize, comment.end as usize);
    let is_inside = syntax.instructions.iter().any(|instruction| instruction.span.contains(comment));
    let is_own_line = start == 0 || source[..start].ends_with('\n');
    let is_head = source.starts_with(['\u{feff}']) || source.starts_with("#!") || source.contains('\r');
    let line_end = source[end..].starts_with('\n').then_some(end + 1)?;
    let is_harmless = name == "syntax" || value == "\\" || !source.lines().any(|line| line.trim_end().ends_with('\\'));
    if is_inside || !is_own_line || is_head || !is_harmless || syntax.directive(name).is_some() {
        return None;
    }
    let top = Span::new(syntax.file, 0..0);
    Some(vec![
        Edit::replace(top, format!("{}\n", &source[start..end])),
        Edit::replace(Span::new(syntax.file, start..line_end), ""),
    ])
}
