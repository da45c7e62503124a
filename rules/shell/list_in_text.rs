use crate::model::script::{Interpreter, Position, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains('@') || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    for used in &script.variables().uses {
        let written = used.range.of(text);
        let is_list = used.name == "@" && used.operator.is_empty() || written.ends_with("[@]}");
        let around = used.word.of(text);
        let is_alone = around.len() <= written.len() + 2 || around.matches('$').count() > 1;
        if is_list && used.is_quoted && !used.is_indirect && !is_alone && used.position == Position::Argument {
            cx.report(
                script.place_of(used.range),
                format!("`{written}` is several words, and only the first goes with this text"),
            )
            .help("`*` instead of `@` makes one text of them");
        }
    }
}
