use crate::model::docker::Variable;
use crate::model::script::Position;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains('=') || !text.contains('$') || script.variables().is_open {
        return;
    }
    let variables = script.variables();
    for command in
        script.commands().iter().filter(|command| !command.settings.is_empty() && !command.arguments.is_empty())
    {
        for setting in &command.settings {
            let is_here = |start: u32| command.range.start <= start && start < command.range.end;
            let from = variables.uses.partition_point(|used| used.range.start < setting.range.end);
            let uses = variables.uses[from..].iter().take_while(|used| is_here(used.range.start));
            let mut uses = uses.filter(|used| {
                let is_argument = matches!(used.position, Position::Argument | Position::Assignment);
                used.name == setting.name && is_argument && used.operator.is_empty() && !used.is_indirect
            });
            let Some(early) = uses.next() else { continue };
            // Another place may have set it before, and so may the environment.
            let is_elsewhere = variables.settings_of(setting.name).nth(1).is_some()
                || !matches!(script.variable(setting.name), Variable::Unknown)
                || matches!(setting.name, "PATH" | "HOME" | "USER" | "PWD")
                || is_in_environment(script, setting.name, cx);
            if !is_elsewhere {
                cx.report(
                    script.place_of(early.range),
                    format!("`{}` is set for the program only, and not yet here", setting.name),
                )
                .label(script.span_of(setting.range.range()), "set here")
                .help("set it in a command of its own before");
            }
        }
    }
}

/// Whether the file that the script is in may put a variable into its environment: it has a key of that name.
fn is_in_environment(script: &Script<'_>, name: &str, cx: &Cx<'_>) -> bool {
    let file = script.span_of(0..0).file;
    script.instruction().is_none() && cx.project.files().get(file).text().contains(&format!("{name}:"))
}
