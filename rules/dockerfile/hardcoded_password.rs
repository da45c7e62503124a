use crate::diagnostic::Severity;
use crate::model::command::{Command, RedirectOperator, TextRange, feeders};
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let found = match command.name() {
            Some("chpasswd") => given(run, command, |text| text.split_once(':').map(|(_, password)| password)),
            Some("passwd") if command.parsed().has(&["d", "delete"]) => {
                command.arguments.first().map(|word| (word.range, ""))
            }
            // Without a terminal it reads the new password, and once more to be sure, from its input.
            Some("passwd") => given(run, command, |text| text.split(['\n', '\\']).next()),
            Some("useradd" | "usermod") => as_option(command),
            _ => None,
        };
        let Some((range, password)) = found else { continue };
        let name = command.name().unwrap_or_default();
        let message = if password.is_empty() {
            format!("`{name}` leaves an account that needs no password")
        } else {
            format!("`{name}` gets a password that is written down, and is the same in every container")
        };
        let is_meant = run.stage().is_none_or(Stage::is_for_development) || !run.is_shipped();
        cx.report(run.span_of(range), message)
            .severity(if is_meant { Severity::Info } else { Severity::Error })
            .help("leave the account locked; where somebody has to log in, use a key that is given to the container");
    }
}

/// The password that another command, or the shell, writes to the input of this one.
fn given<'r>(
    run: Run<'r>,
    command: &'r Command<'_>,
    password: impl Fn(&'r str) -> Option<&'r str>,
) -> Option<(TextRange, &'r str)> {
    // Hashes are as good as passwords only after some work.
    if command.arguments.iter().any(|word| word.as_str().is_none_or(|text| matches!(text, "-e" | "--encrypted"))) {
        return None;
    }
    let is_written = |text: &str| !text.is_empty() && !text.contains(['%', '$', '`']);
    let lines = command.redirections.iter().filter_map(|it| it.body);
    let mut in_lines = lines.flat_map(|body| {
        let text = body.of(run.text());
        text.split_inclusive('\n').scan(body.start as usize, move |at, line| {
            let start = *at;
            *at += line.len();
            Some((TextRange::new(start, start + line.trim_end().len()), line.trim()))
        })
    });
    let in_lines = in_lines.find_map(|(range, line)| {
        let password = password(line).filter(|password| is_written(password) && !line.contains(['$', '`']))?;
        Some((range, password))
    });
    let strings = command.redirections.iter().filter(|it| it.operator == RedirectOperator::HereString);
    let written = feeders(run.commands(), command).filter(|it| it.is_any(&["echo", "printf"]));
    let mut words = strings.map(|it| &it.target).chain(written.flat_map(|it| &it.arguments));
    let in_words = || {
        words.by_ref().filter(|word| !word.prefix.starts_with('-')).find_map(|word| {
            let password = password(word.as_str()?)?.trim_end_matches("\\n").trim();
            is_written(password).then_some((word.range, password))
        })
    };
    in_lines.or_else(in_words)
}

/// The password in an option: in these programs a hash, of which some lock the account.
fn as_option<'r>(command: &'r Command<'_>) -> Option<(TextRange, &'r str)> {
    let arguments = command.parsed();
    let value = arguments.option(&["p", "password"])?.value?;
    let text = value.text.filter(|text| !text.starts_with(['!', '*']) && !matches!(*text, "x" | "NP"))?;
    Some((value.range, text))
}
