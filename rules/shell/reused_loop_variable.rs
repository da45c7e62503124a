use crate::model::command::TextRange;
use crate::model::script::Script;
use crate::model::script::{CommandKind, Sequence};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if text.matches("for ").nth(1).is_none() {
        return;
    }
    for command in script.lists().iter().flat_map(|list| list.commands()) {
        let CommandKind::For { variable, body, .. } = &command.kind else { continue };
        if let Some(inner) = loop_over(variable.of(text), body, text) {
            cx.report(
                script.place_of(inner),
                format!("`{}` is the variable of the loop around it, too", inner.of(text)),
            )
            .label(script.span_of(variable.range()), "which goes on with another value")
            .help("give it another name");
        }
    }
}

/// The variable of a loop over this name that stands directly in a list of commands.
fn loop_over(name: &str, body: &Sequence, text: &str) -> Option<TextRange> {
    let commands = body.items.iter().flat_map(|item| item.pipelines().filter(|it| it.stages.len() == 1));
    commands.flat_map(|pipeline| pipeline.stages.iter()).find_map(|command| match &command.kind {
        CommandKind::For { variable, .. } if variable.of(text) == name => Some(*variable),
        _ => None,
    })
}
