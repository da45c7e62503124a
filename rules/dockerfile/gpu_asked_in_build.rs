use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if run.instruction.syntax().flag("device").is_some() {
        return;
    }
    for command in run.commands().iter().filter(|command| !command.context.tested && !command.context.conditional) {
        let asks = |text: &str| text.contains("cuda.is_available()") || text.contains("cuda.device_count()");
        let is_question = command.is_any(&["nvidia-smi"])
            || command.name().is_some_and(|name| name.starts_with("python"))
                && command.arguments.iter().any(|word| asks(&word.prefix));
        if is_question {
            cx.report(
                run.span_of(command.range),
                format!("`{}` asks for a graphics card, which a build has not", run.shown(command.range)),
            )
            .help("ask when the container starts, or give the build one: `RUN --device=nvidia.com/gpu=all`");
        }
    }
}
