use crate::model::command::RedirectOperator;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("ssh ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["ssh"])) {
        let parsed = command.parsed();
        for word in parsed.operands.iter().skip(1).filter(|word| word.value.is_none()) {
            let written = word.range.of(text);
            // Whoever escapes some of them knows of it.
            if written.contains('$') && !written.contains("${{") && !written.contains("\\$") {
                let what = if written.contains('\n') { "the lines".to_owned() } else { format!("`{written}`") };
                cx.report(script.place_of(word.range), format!("the variables of {what} are those of this machine"))
                    .stands_for(["shellcheck:SC2029"])
                    .help("put it in single quotes if they are to be the other's");
                break;
            }
        }
        let documents = command.redirections.iter().filter(|it| it.operator == RedirectOperator::HereDocument);
        for document in documents {
            let word = document.target.range.of(text);
            let body = document.body.map(|body| body.of(text)).unwrap_or_default();
            if !word.starts_with(['\'', '"', '\\']) && !body.contains("\\$") && body.replace("${{", "").contains('$') {
                cx.report(
                    script.place_of(document.target.range),
                    format!("the variables in the lines to `{word}` are those of this machine"),
                )
                .stands_for(["shellcheck:SC2087"])
                .help(format!("write `<<'{word}'` if they are to be the other's"));
            }
        }
    }
}
