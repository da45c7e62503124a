use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command, TextRange};
use crate::model::docker::{self, Instruction, Run};
use crate::model::packages::{self, Manager, NO, YES};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

const HELP: &str = "let the image trust the authority that signed the certificate";

/// Variables that turn the check off, and whether they do so by saying no.
const VARIABLES: [(&str, bool); 8] = [
    ("GIT_SSL_NO_VERIFY", false),
    ("NODE_TLS_REJECT_UNAUTHORIZED", true),
    ("NPM_CONFIG_STRICT_SSL", true),
    ("PYTHONHTTPSVERIFY", true),
    ("npm_config_strict_ssl", true),
    ("YARN_ENABLE_STRICT_SSL", true),
    ("YARN_STRICT_SSL", true),
    ("CARGO_HTTP_CHECK_REVOKE", true),
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    if let docker::Command::Env(pairs) | docker::Command::Arg(pairs) = instruction.command() {
        for pair in pairs {
            let Some(value) = &pair.value else { continue };
            let known = instruction.evaluate(value);
            if known.as_str().is_some_and(|value| turns_off(pair.name.as_str(), value)) {
                let edit = (pairs.len() == 1 && instruction.syntax().heredocs.is_empty())
                    .then(|| fix::remove(instruction.dockerfile().syntax(), instruction.syntax()));
                report(pair.name.span(), &format!("{}={}", pair.name.as_str(), value.as_str()), edit, cx);
            }
        }
        return;
    }
    let Some(run) = Run::of(instruction) else { return };
    for command in run.commands() {
        for setting in &command.settings {
            if setting.value.as_str().is_some_and(|value| turns_off(setting.name, value)) {
                let span = run.span_of(setting.range);
                let edit = command.program.as_ref().map(|_| fix::remove_word(instruction.dockerfile().syntax(), span));
                report(span, setting.range.of(run.text()), edit, cx);
            }
        }
        for word in command.arguments.iter().filter(|_| command.is_any(&["export"])) {
            let pair = word.as_str().and_then(|text| text.split_once('='));
            if pair.is_some_and(|(name, value)| turns_off(name, value)) {
                report(run.span_of(word.range), word.range.of(run.text()), None, cx);
            }
        }
        if let Some(range) = unchecked(command) {
            let what = run.shown(command.range);
            cx.report(run.span_of(range), format!("no certificate is checked because of `{what}`")).help(HELP).fix(
                "check it",
                Safety::Unsafe,
                checked(run, command, range),
            );
        }
    }
}

fn report(span: Span, what: &str, edit: Option<Edit>, cx: &mut Cx<'_>) {
    cx.report(span, format!("no certificate is checked because of `{what}`")).help(HELP).fix(
        "check it",
        Safety::Unsafe,
        edit,
    );
}

/// Takes the option of curl or wget away.
fn checked(run: Run<'_>, command: &Command<'_>, range: TextRange) -> Option<Edit> {
    let word = range.of(run.text());
    let (name, place) = (command.name()?, run.span_of(range));
    match word {
        "-k" | "--insecure" | "--no-check-certificate" if matches!(name, "curl" | "wget") => {
            Some(fix::remove_word(run.instruction.dockerfile().syntax(), place))
        }
        // One letter among others that take no value.
        _ if name == "curl" && word.len() > 2 && word[1..].bytes().all(|letter| b"fsSLkgI".contains(&letter)) => {
            Some(Edit::replace(place, word.replacen('k', "", 1)))
        }
        _ => None,
    }
}

fn turns_off(name: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    if name == "PIP_TRUSTED_HOST" {
        return !value.is_empty() && !is_local(&value);
    }
    VARIABLES.iter().any(|(known, by_no)| {
        *known == name && if *by_no { NO.contains(&value.as_str()) } else { YES.contains(&value.as_str()) }
    })
}

/// Whether an address or the name of a host is that of the machine itself.
fn is_local(text: &str) -> bool {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
    host == "localhost" || host == "[" || host.starts_with("127.") || host == "0.0.0.0"
}

/// What in a command turns the check off.
fn unchecked(command: &Command<'_>) -> Option<TextRange> {
    let arguments = command.parsed();
    let option = |names: &[&str]| arguments.option(names).map(|option| option.range);
    let setting = |name: &str, values: &[&str]| {
        let mut words = command.arguments.iter().zip(command.arguments.iter().skip(1));
        let apart =
            words.find(|(key, value)| key.is(name) && value.as_str().is_some_and(|value| values.contains(&value)));
        let together = command.arguments.iter().find(|word| {
            let pair = word.as_str().and_then(|text| text.trim_start_matches('-').split_once('='));
            pair.is_some_and(|(key, value)| key.eq_ignore_ascii_case(name) && values.contains(&value.trim_matches('"')))
        });
        apart.map(|(key, _)| key.range).or(together.map(|word| word.range))
    };
    match command.name()? {
        "curl" | "wget" => {
            let names: &[&str] = if command.is_any(&["curl"]) { &["k", "insecure"] } else { &["no-check-certificate"] };
            let web = |word: &str| word.contains("://") && !is_local(word);
            let is_remote = arguments.operands.iter().any(|word| web(&word.prefix) || word.value.is_none());
            option(names).filter(|_| is_remote)
        }
        "pip" | "pip3" | "uv" => {
            let hosts = arguments.option(&["trusted-host", "allow-insecure-host"])?;
            hosts.value.is_some_and(|host| host.text.is_some_and(|host| !is_local(host))).then_some(hosts.range)
        }
        "git" => setting("http.sslVerify", &NO),
        "npm" | "yarn" | "pnpm" => setting("strict-ssl", &NO).or_else(|| setting("enableStrictSsl", &NO)),
        "conda" | "mamba" => setting("ssl_verify", &NO),
        "composer" => setting("disable-tls", &YES),
        _ => match Manager::of(command)? {
            Manager::Dnf => setting("sslverify", &NO).or_else(|| {
                let calls = packages::calls(std::slice::from_ref(command)).any(|call| call.sets("sslverify", &NO));
                calls.then_some(command.range)
            }),
            Manager::Apt => setting("Acquire::https::Verify-Peer", &NO),
            _ => None,
        },
    }
}
