use crate::model::docker::Run;
use crate::rule::{Check, Cx, OptionValue};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let least = match cx.option("commands") {
        Some(OptionValue::Int(commands)) => usize::try_from(*commands).unwrap_or_default(),
        _ => return,
    };
    let is_text = !run.is_exec() && run.instruction.syntax().heredocs.is_empty();
    let joints = run.text().matches("&&").count();
    if is_text && run.commands().len() >= least && joints + 1 >= least && !run.is_trigger() {
        let count = run.commands().len();
        cx.report(run.instruction.keyword_span(), format!("`RUN` chains {count} commands"))
            .help("write them one below the other in a here-document that begins with `set -e`");
    }
}
