use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("\\\n") || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    for comment in script.ast().comments.iter().copied() {
        let (before, line) = text[..comment.start as usize].rsplit_once('\n').unwrap_or_default();
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        if !line.trim().is_empty() || backslashes % 2 == 0 {
            continue;
        }
        let after = text[comment.end as usize..].trim_start_matches('\r');
        let next = after.strip_prefix('\n').and_then(|rest| rest.lines().next()).unwrap_or_default().trim_start();
        let goes_on = comment.of(text).ends_with('\\') && !next.is_empty() && !next.starts_with('#');
        if goes_on || next.starts_with(['-', '|', '&']) {
            let shown = comment.of(text).chars().take(30).collect::<String>();
            let start = comment.end as usize + after.find(next).unwrap_or_default();
            cx.report(
                script.place_of(comment),
                format!("the command ends at `{shown}`, and the next line is a command of its own"),
            )
            .label(script.span_of(start..start + next.trim_end().len()), "no part of the command above")
            .help("put the comment above the whole command");
        }
    }
}
