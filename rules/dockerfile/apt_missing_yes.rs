use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Call, Manager, YES};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that answer, and those with which nothing is done.
const ANSWERS: [&str; 10] =
    ["y", "yes", "assume-yes", "assume-no", "s", "simulate", "dry-run", "just-print", "no-act", "print-uris"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let mut is_configured = None;
    for call in packages::calls(run.commands()) {
        let is_answered = !call.arguments.lacks(&ANSWERS) || is_very_quiet(&call) || call.is_answered(run.commands());
        if call.manager != Manager::Apt || !call.asks() || is_answered || call.sets("APT::Get::Assume-Yes", &YES) {
            continue;
        }
        let Some(verb) =
            call.verb().filter(|_| !*is_configured.get_or_insert_with(|| run.is_configured("Assume-Yes", "/etc/apt")))
        else {
            continue;
        };
        let span = run.span_of(verb.range);
        cx.report(span, format!("`{}` may ask a question that nobody answers", run.shown(call.command.range)))
            .help("answer beforehand with `-y`")
            .fix("add `-y`", Safety::Safe, Edit::replace(span.at_end(), " -y"));
    }
}

/// `-qq` means yes, too.
fn is_very_quiet(call: &Call<'_, '_>) -> bool {
    let quiet = call.arguments.options.iter().filter(|option| matches!(option.name, "q" | "quiet"));
    quiet.count() > 1 || call.arguments.options.iter().any(|option| option.name == "=")
}
