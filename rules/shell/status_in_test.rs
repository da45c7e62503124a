use crate::model::command::Argument;
use crate::model::script::Script;
use crate::model::script::conditions;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("$?") {
        return;
    }
    let is_status = |word: &Argument<'_>| matches!(word.range.of(script.text()), "$?" | "\"$?\"" | "${?}");
    for condition in conditions(script) {
        let [left, operator, right] = condition.words.as_slice() else { continue };
        let compares = matches!(operator.as_str(), Some("=" | "==" | "!=" | "-eq" | "-ne" | "-gt"));
        let of_status = is_status(left) && right.is("0") || is_status(right) && left.is("0");
        if compares && of_status {
            let written = condition.range.of(script.text());
            let why = if script.stops_at_failure() { ": the shell stops where it fails (`-e`)" } else { "" };
            let message = format!("`{written}` asks for the outcome of the command before");
            cx.report(script.place_of(condition.range), message)
                .help(format!("make that command the condition, `if command; then`{why}"));
        }
    }
}
