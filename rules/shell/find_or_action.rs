use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// What `find` does with what it finds, so that it does not only print it.
const ACTIONS: [&str; 9] = ["-delete", "-exec", "-execdir", "-ok", "-okdir", "-print", "-print0", "-printf", "-ls"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("find ") || !script.text().contains(" -o") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["find"])) {
        let words: Vec<&str> = command.arguments.iter().map(|word| word.as_str().unwrap_or_default()).collect();
        let Some(or) = words.iter().rposition(|word| matches!(*word, "-o" | "-or")) else { continue };
        let is_grouped = words.iter().any(|word| matches!(*word, "(" | "-prune" | "-quit" | ","));
        let Some(action) = words[or..].iter().position(|word| ACTIONS.contains(word)) else { continue };
        if !is_grouped && !words[..or].iter().any(|word| ACTIONS.contains(word)) {
            let word = &command.arguments[or + action];
            cx.report(
                script.place_of(word.range),
                format!("`{}` is only for what the test after `-o` finds", words[or + action]),
            )
            .label(script.span_of(command.arguments[or].range.range()), "nothing is done for what is found before")
            .help("put the tests in `\\(` and `\\)`");
        }
    }
}
