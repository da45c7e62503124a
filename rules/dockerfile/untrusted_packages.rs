use crate::diagnostic::Severity;
use crate::fix::{Safety, dockerfile as fix};
use crate::model::command::{Arguments, Command, CommandOption};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, NO};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let arguments = command.parsed();
        let Some(option) = unchecked(command, &arguments) else { continue };
        let packages = || arguments.operands.iter().filter(|word| !word.prefix.starts_with('-'));
        let is_file = |path: &str| {
            let is_package = [".apk", ".rpm"].iter().any(|extension| path.ends_with(extension));
            is_package && !path.contains("://")
        };
        let are_local = packages().next().is_some() && packages().all(|word| is_file(word.range.of(run.text())));
        let written = option.range.of(run.text());
        let shown = run.shown(command.range);
        let edit = written
            .starts_with("--")
            .then(|| fix::remove_word(run.instruction.dockerfile().syntax(), run.span_of(option.range)));
        let reported = cx
            .report(run.span_of(option.range), format!("`{shown}` checks no signatures because of `{written}`"))
            .help("import the key of whoever signs the packages")
            .fix("look at the signatures", Safety::Unsafe, edit.filter(|_| option.value.is_none()));
        if are_local {
            reported.severity(Severity::Info);
        }
    }
}

/// The option with which a command does not look at signatures.
fn unchecked<'c>(command: &Command<'_>, arguments: &Arguments<'c, '_>) -> Option<CommandOption<'c>> {
    let names: &[&str] = match packages::Manager::of(command) {
        Some(Manager::Apk) => &["allow-untrusted"],
        Some(Manager::Dnf) => &["nogpgcheck", "no-gpgchecks"],
        Some(Manager::Zypper) => &["no-gpg-checks", "allow-unsigned-rpm"],
        None if command.is_any(&["rpm"]) => &["nodigest", "nosignature", "noverify", "nofiledigest"],
        _ => return None,
    };
    let is_off = |option: &&CommandOption<'_>| {
        let setting = option.value.and_then(|value| value.text).and_then(|text| text.split_once('='));
        option.name == "setopt" && setting.is_some_and(|(key, value)| key.ends_with("gpgcheck") && NO.contains(&value))
    };
    arguments.option(names).or_else(|| arguments.options.iter().find(is_off)).cloned()
}
