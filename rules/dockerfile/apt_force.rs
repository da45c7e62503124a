use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::Run;
use crate::model::packages::{Call, Manager, YES, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that turn the check of signatures off.
const OPTIONS: [&str; 3] = ["force-yes", "allow-unauthenticated", "allow-insecure-repositories"];
const SETTINGS: [&str; 2] = ["APT::Get::AllowUnauthenticated", "Acquire::AllowInsecureRepositories"];
const HELP: &str = "put the key of the repository below /etc/apt/keyrings and name it with `signed-by`";

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.manager == Manager::Apt) {
        let option = call.arguments.option(&OPTIONS);
        let setting = SETTINGS.iter().any(|name| call.sets(name, &YES));
        let range = option.map(|option| option.range).or_else(|| setting.then_some(call.command.range));
        let Some(range) = range else { continue };
        let shown = run.shown(call.command.range);
        cx.report(run.span_of(range), format!("`{shown}` installs packages without a look at their signatures"))
            .help(HELP)
            .fix("look at the signatures", Safety::Unsafe, checked(run, &call));
    }
    for command in run.commands().iter().filter(|command| command.is_any(&["echo", "printf"])) {
        for word in &command.arguments {
            let text = word.range.of(run.text());
            let Some((_, source)) = text.split_once("trusted=yes") else { continue };
            let is_local = source.contains("file:") || source.contains("copy:") || source.contains("localhost");
            if text.contains("deb") && source.contains("://") && !is_local {
                let message =
                    "packages of a repository are installed without a look at their signatures: `trusted=yes`";
                cx.report(run.span_of(word.range), message).help(HELP);
            }
        }
    }
}

/// Takes the options away. The old `--force-yes` is an answer, too.
fn checked(run: Run<'_>, call: &Call<'_, '_>) -> Option<Vec<Edit>> {
    let arguments = &call.arguments;
    let is_answered = arguments.has(&["y", "yes", "assume-yes"]);
    let options = arguments.options.iter().filter(|option| OPTIONS.contains(&option.name) && option.value.is_none());
    let edits = options.map(|option| match (option.name, run.span_of(option.range)) {
        ("force-yes", span) if !is_answered => Edit::replace(span, "-y"),
        (_, span) => fix::remove_word(run.instruction.dockerfile().syntax(), span),
    });
    let is_set = SETTINGS.iter().any(|name| call.sets(name, &YES));
    (!is_set).then(|| edits.collect())
}
