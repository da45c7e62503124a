use crate::model::script::{CommandKind, List, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("()") && !text.contains("function") {
        return;
    }
    for command in script.lists().iter().flat_map(List::commands) {
        let CommandKind::Function { name, body } = &command.kind else { continue };
        let CommandKind::Group(body) = &body.kind else { continue };
        let Some(first) = body.items.first() else { continue };
        for stage in &first.chain.first.stages {
            let CommandKind::Simple(simple) = &stage.kind else { continue };
            if let Some(program) = simple.words.first().filter(|word| word.range.of(text) == name.of(text)) {
                cx.report(
                    script.place_of(program.range),
                    format!("`{0}` calls itself, and so without end", name.of(text)),
                )
                .help(format!("`command {}` is the program of that name", name.of(text)));
            }
        }
    }
}
