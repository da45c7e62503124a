use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains('=') || text.contains("-i ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.program.is_none()) {
        for setting in &command.settings {
            let written = setting.value.range.of(text);
            let operand = written.strip_prefix('$').unwrap_or(written).strip_prefix(setting.name);
            let Some(rest) = operand.and_then(|rest| rest.strip_prefix(['+', '*'])) else { continue };
            if !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) {
                let span = script.span_of(setting.value.range.range());
                let sum = written.strip_prefix('$').unwrap_or(written);
                cx.report(
                    script.place_of(setting.range),
                    format!("`{}` becomes the text `{written}`, and nothing is computed", setting.name),
                )
                .help("write `$(( ))` around it")
                .fix(
                    "write `$(( ))` around it",
                    Safety::Unsafe,
                    Edit::replace(span, format!("$(({sum}))")),
                );
            }
        }
    }
}
