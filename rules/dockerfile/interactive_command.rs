use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::command::{Command, RedirectOperator, feeders};
use crate::model::distribution::Distribution;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (at, command) in run.commands().iter().enumerate() {
        let reads = |operator| {
            matches!(operator, RedirectOperator::Input | RedirectOperator::HereDocument | RedirectOperator::HereString)
        };
        let is_fed = feeders(run.commands(), command).next().is_some()
            || command.redirections.iter().any(|redirection| reads(redirection.operator));
        let Some((help, answer)) = question(run, at, command).filter(|_| !is_fed && !command.context.tested) else {
            continue;
        };
        let shown = run.shown(command.range);
        // Where nobody answers it goes on, with a locked password.
        let goes_on = command.is_any(&["adduser"]);
        let does = if goes_on { "asks for what nobody answers" } else { "waits for input that nobody gives" };
        let severity = if goes_on { Severity::Info } else { Severity::Warning };
        cx.report(run.span_of(command.range), format!("`{shown}` {does}")).severity(severity).help(help).fix(
            "answer beforehand",
            Safety::Unsafe,
            answered(run, command, answer),
        );
    }
}

/// Puts the options that answer behind the program, or its sub-command. Not within a script that is a word of another command, which has
/// quotes of its own.
fn answered(run: Run<'_>, command: &Command<'_>, answer: &str) -> Option<Edit> {
    let verb = command.parsed().subcommand.last().map(|word| word.range);
    let place = verb.or(command.program.as_ref().map(|program| program.range))?;
    let is_plain = !answer.is_empty() && command.context.substitution.is_none();
    is_plain.then(|| Edit::replace(run.span_of(place).at_end(), format!(" {answer}")))
}

/// How to answer beforehand what a command surely asks, and the options that do so.
fn question(run: Run<'_>, at: usize, command: &Command<'_>) -> Option<(&'static str, &'static str)> {
    let arguments = command.parsed();
    let lacks = |names: &[&str]| arguments.lacks(names);
    let operands = arguments.operands.len();
    match command.name()? {
        "adduser" if run.distribution() == Some(Distribution::Debian) && operands == 1 => {
            let answers = ["disabled-password", "disabled-login", "system", "group", "gecos", "comment", "S", "D", "H"];
            lacks(&answers).then_some(("add `--disabled-password --gecos \"\"`", "--disabled-password --gecos \"\""))
        }
        "ssh-keygen" => {
            let other = [
                "N", "P", "A", "y", "l", "R", "F", "H", "e", "i", "s", "Y", "M", "K", "c", "p", "B", "r", "D", "Q",
                "k", "L", "?",
            ];
            (lacks(&other) && arguments.has(&["t", "b", "f", "q"]))
                .then_some(("add `-N \"\"` for a key without a passphrase", "-N \"\""))
        }
        "npm" if arguments.subcommand(0) == Some("init") => {
            (operands == 0 && lacks(&["y", "yes", "f", "force"])).then_some(("add `--yes`", "--yes"))
        }
        "passwd" if arguments.options.is_empty() && !arguments.is_open => {
            Some(("write the password to `chpasswd`, or lock it with `--lock`", ""))
        }
        "mysql_secure_installation" => Some(("run the SQL statements that it would run", "")),
        "dpkg-reconfigure" => {
            let is_quiet = run.has_variable(at, "DEBIAN_FRONTEND")
                || !lacks(&["f", "frontend"])
                || command.arguments.iter().any(|word| word.prefix.starts_with("-f"));
            (!is_quiet).then_some(("add `-f noninteractive`", "-f noninteractive"))
        }
        _ => None,
    }
}
