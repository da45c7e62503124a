use crate::model::command::Command;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let chooses = |command: &Command<'_>| {
        command.is_any(&["git"])
            && matches!(command.parsed().subcommand(0), Some("checkout" | "reset" | "switch" | "fetch"))
    };
    let last_choice = run.commands().iter().rposition(chooses);
    for (at, command) in run.commands().iter().enumerate().filter(|(_, command)| command.is_any(&["git"])) {
        let arguments = command.parsed();
        let is_clone = arguments.subcommand(0) == Some("clone");
        if !is_clone || !arguments.lacks(&["b", "branch", "revision", "n", "no-checkout", "mirror", "bare"]) {
            continue;
        }
        let Some(address) = arguments.operands.first().filter(|_| last_choice.is_none_or(|last| last < at)) else {
            continue;
        };
        let Some(written) = address.as_str().filter(|text| text.contains("://") || text.contains('@')) else {
            continue;
        };
        cx.report(run.span_of(address.range), format!("whatever is the newest commit of `{written}` gets cloned"))
            .help("name a tag with `--branch`, or check out a commit");
    }
}
