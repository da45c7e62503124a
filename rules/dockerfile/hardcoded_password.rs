use crate::diagnostic::Severity;
use crate::model::command::{Argument, Command, RedirectOperator, feeders};
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let found = match command.name() {
            Some("chpasswd") => given(run, command, |text| text.split_once(':').map(|(_, password)| password)),
            Some("passwd") if command.parsed().has(&["stdin"]) => given(run, command, Some),
            Some("passwd") if command.parsed().has(&["d", "delete"]) => {
                command.arguments.first().map(|word| (word, ""))
            }
            Some("useradd" | "usermod") => as_option(command),
            _ => None,
        };
        let Some((word, password)) = found else { continue };
        let name = command.name().unwrap_or_default();
        let message = if password.is_empty() {
            format!("`{name}` leaves an account that needs no password")
        } else {
            format!("`{name}` gets a password that is written down, and is the same in every container")
        };
        let is_meant = run.stage().is_none_or(Stage::is_for_development) || !run.is_shipped();
        cx.report(run.span_of(word.range), message)
            .severity(if is_meant { Severity::Info } else { Severity::Error })
            .help("leave the account locked; where somebody has to log in, use a key that is given to the container");
    }
}

/// The password that another command, or the shell, writes to the input of this one.
fn given<'r, 't>(
    run: Run<'t>,
    command: &'r Command<'t>,
    password: impl Fn(&'r str) -> Option<&'r str>,
) -> Option<(&'r Argument<'t>, &'r str)>
where
    't: 'r,
{
    // Hashes are as good as passwords only after some work.
    if command.arguments.iter().any(|word| word.as_str().is_none_or(|text| matches!(text, "-e" | "--encrypted"))) {
        return None;
    }
    let strings = command.redirections.iter().filter(|it| it.operator == RedirectOperator::HereString);
    let written = feeders(run.commands(), command).filter(|it| it.is_any(&["echo", "printf"]));
    let words = strings.map(|it| &it.target).chain(written.flat_map(|it| &it.arguments));
    words.filter(|word| !word.prefix.starts_with('-')).find_map(|word| {
        let text = word.as_str()?;
        let password = password(text)?.trim_end_matches("\\n").trim();
        (!password.is_empty() && !password.contains('%') && !password.contains('$')).then_some((word, password))
    })
}

/// The password in an option: in these programs a hash, of which some lock the account.
fn as_option<'r>(command: &'r Command<'_>) -> Option<(&'r Argument<'r>, &'r str)> {
    let at = command.arguments.iter().position(|word| word.is("-p") || word.is("--password"))?;
    let word = command.arguments.get(at + 1)?;
    let text = word.as_str().filter(|text| !text.starts_with(['!', '*']) && !matches!(*text, "x" | "NP"))?;
    Some((word, text))
}
