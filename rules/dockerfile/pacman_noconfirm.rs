use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in packages::calls(run.commands()) {
        let is_answered = !call.arguments.lacks(&["noconfirm"]) || call.is_answered(run.commands());
        let Some(operation) = call.command.arguments.first().filter(|_| call.manager == Manager::Pacman) else {
            continue;
        };
        if !call.asks() || is_answered {
            continue;
        }
        let span = run.span_of(operation.range);
        cx.report(span, format!("`{}` waits for an answer that nobody gives", run.shown(call.command.range)))
            .help("confirm beforehand with `--noconfirm`")
            .fix("add `--noconfirm`", Safety::Safe, Edit::replace(span.at_end(), " --noconfirm"));
    }
}
