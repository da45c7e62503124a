use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that answer, and those with which nothing is done.
const ANSWERS: [&str; 6] = ["n", "non-interactive", "y", "no-confirm", "dry-run", "D"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in packages::calls(run.commands()) {
        let is_answered = !call.arguments.lacks(&ANSWERS) || call.is_answered(run.commands());
        let Some(verb) = call.verb().filter(|_| call.manager == Manager::Zypper && call.asks() && !is_answered) else {
            continue;
        };
        let span = run.span_of(verb.range);
        cx.report(span, format!("`{}` waits for an answer that nobody gives", run.shown(call.command.range)))
            .help("say `--non-interactive` before the sub-command")
            .fix("add `--non-interactive`", Safety::Safe, Edit::replace(span.at_start(), "--non-interactive "));
    }
}
