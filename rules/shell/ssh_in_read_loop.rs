use crate::model::script::CommandKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("ssh ") && !text.contains("ffmpeg ") || !text.contains("read") || !text.contains("while") {
        return;
    }
    let mut loops: Vec<(u32, u32)> = Vec::new();
    for command in script.lists().iter().flat_map(|list| list.commands()) {
        let CommandKind::Loop { condition, .. } = &command.kind else { continue };
        let first = condition.items.first().and_then(|item| item.chain.first.stages.first());
        let Some(CommandKind::Simple(simple)) = first.map(|first| &first.kind) else { continue };
        let mut words = simple.words.iter().map(|word| word.range.of(text));
        if words.next() == Some("read") && !words.any(|word| word.starts_with("-u")) {
            loops.push((command.range.start, command.range.end));
        }
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["ssh", "ffmpeg"])) {
        let is_inside = loops.iter().any(|(start, end)| *start < command.range.start && command.range.end < *end);
        let starts_with = |names: &[char]| {
            command.arguments.iter().any(|word| {
                word.prefix.starts_with('-') && !word.prefix.starts_with("--") && word.prefix.contains(names)
            })
        };
        let is_told = command.is_any(&["ssh"]) && starts_with(&['n', 'f', 'N', 'G', 'V'])
            || command.arguments.iter().any(|it| it.is("-nostdin"));
        // Within the loop's own pipe it has another input only if it is fed by a command of the loop.
        let is_fed = command.context.input.clone().any(|at| {
            let feeder = script.commands()[at].range;
            loops.iter().any(|(start, end)| *start < feeder.start && feeder.end < *end)
        });
        if is_inside && !is_told && !is_fed && command.redirections.iter().all(|it| it.operator.is_output()) {
            let name = command.name().unwrap_or_default();
            cx.report(script.place_of(command.range), format!("`{name}` reads the lines that the loop is to read"))
                .help(format!("write `{name} ... < /dev/null`, or `ssh -n`"));
        }
    }
}
