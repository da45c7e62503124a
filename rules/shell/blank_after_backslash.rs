use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("\\ ") && !text.contains("\\\t") {
        return;
    }
    for command in script.commands() {
        let Some(last) = command.arguments.last() else { continue };
        let written = last.range.of(text);
        let rest = &text[last.range.end as usize..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let ends_line = rest[blanks..].starts_with('\n') && !rest[blanks + 1..].trim().is_empty();
        if matches!(written, "\\ " | "\\\t") && ends_line {
            let end = last.range.end as usize + blanks;
            let span = script.span_of(last.range.start as usize..end);
            cx.report(script.place_of(last.range), "a blank follows `\\`, so that the line ends here")
                .help("take the blank away")
                .fix("take the blank away", Safety::Safe, Edit::replace(span, "\\"));
        }
    }
}
