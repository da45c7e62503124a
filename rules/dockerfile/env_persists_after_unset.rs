use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["unset"])) {
        for word in &command.arguments {
            let Some(name) = word.as_str().filter(|name| run.instruction.is_environment(name)) else { continue };
            cx.report(
                run.span_of(word.range),
                format!("`{name}` is set again after this `RUN`, because `ENV` sets it"),
            )
            .help("set it in the command that needs it, or with `ARG`");
        }
    }
}
