use crate::model::command::{Command, SubstitutionKind};
use crate::model::distribution;
use crate::model::docker::{Command as Kind, Instruction, Stage, exec_words};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Programs that leave the foreground by themselves, the options with which they stay or do something else and end, and how to say so.
///
/// Facts: the manual pages of the programs.
const LEAVING: [(&str, &[&str], &str); 16] = [
    ("nginx", &["c", "t", "T", "v", "V", "s", "h", "?"], "`-g 'daemon off;'`"),
    ("apache2", &["X", "t", "v", "V", "l", "L", "M", "S", "h"], "`-D FOREGROUND`"),
    ("apache2ctl", &["X", "t", "v", "V", "l", "L", "M", "S", "h"], "`-D FOREGROUND`"),
    ("apachectl", &["X", "t", "v", "V", "l", "L", "M", "S", "h"], "`-D FOREGROUND`"),
    // That of BusyBox stays with `-f`.
    ("httpd", &["X", "t", "v", "V", "l", "L", "M", "S", "h", "f"], "`-D FOREGROUND`"),
    ("sshd", &["D", "d", "i", "t", "T", "G", "V"], "`-D`"),
    ("cron", &["f", "n", "x"], "`-f`"),
    ("crond", &["f", "n", "x", "d", "h", "V"], "`-f`, or `-n` on Red Hat and its relatives"),
    ("rsyslogd", &["n", "N", "v"], "`-n`"),
    ("lighttpd", &["D", "t", "tt", "v", "V", "h", "1"], "`-D`"),
    ("squid", &["N", "foreground", "z", "k", "v", "h"], "`--foreground`"),
    ("varnishd", &["F", "d", "C", "V", "x", "I"], "`-F`"),
    ("named", &["f", "g", "v", "V", "h"], "`-g`"),
    ("smbd", &["F", "foreground", "i", "interactive", "b", "V", "h"], "`--foreground`"),
    ("nmbd", &["F", "foreground", "i", "interactive", "V", "h"], "`--foreground`"),
    ("php-fpm", &["F", "nodaemonize", "t", "test", "v", "version", "m", "i", "h", "help", "y", "fpm-config"], "`-F`"),
];

/// Programs that start something and end: with these words.
const STARTING: [(&str, &[&str], &str); 12] = [
    ("service", &["start", "restart"], "start the program itself, in the foreground"),
    ("rc-service", &["start", "restart"], "start the program itself, in the foreground"),
    ("postfix", &["start"], "`postfix start-fg` stays"),
    ("catalina.sh", &["start"], "`catalina.sh run` stays"),
    ("pm2", &["start"], "`pm2-runtime` stays"),
    ("pg_ctl", &["start"], "start `postgres` itself"),
    ("caddy", &["start"], "`caddy run` stays"),
    ("mongod", &["--fork"], "leave `--fork` out"),
    ("memcached", &["-d", "--daemon"], "leave `-d` out"),
    ("gunicorn", &["-D", "--daemon"], "leave `--daemon` out"),
    ("mysqld", &["-D", "--daemonize"], "leave `--daemonize` out"),
    ("celery", &["--detach"], "leave `--detach` out"),
];

/// Programs whose configuration may keep them in the foreground, and what that says.
const CONFIGURED: [(&str, &str); 2] = [("nginx", "daemon off"), ("php-fpm", "daemonize")];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(start) = decided(stage) else { return };
    let Some((commands, text)) = start.started() else { return };
    let Some(last) = last_to_run(commands) else { return };
    let Some((name, help)) = leaves(last).filter(|(name, _)| !may_be_configured(stage, name)) else { return };
    let range = last.range.start as usize..last.range.end as usize;
    cx.report(text.span_of(range), format!("`{name}` goes on in the background, and the container ends at once"))
        .help(help);
}

/// What a container of the stage runs, if that is written in it and not put together from two instructions or with what users add.
fn decided(stage: Stage<'_>) -> Option<Instruction<'_>> {
    let start = match stage.entrypoint() {
        None => stage.cmd(),
        Some(entry) => Some(entry).filter(|entry| exec_words(entry.command()).is_none()),
    };
    start.filter(|start| start.stage() == Some(stage))
}

/// The command that a script ends with.
fn last_to_run<'c, 't>(commands: &'c [Command<'t>]) -> Option<&'c Command<'t>> {
    let script = |command: &Command<'_>| {
        command.context.substitution.filter(|it| it.kind == SubstitutionKind::Script).map(|it| it.of)
    };
    let outer: Vec<usize> = commands.iter().filter_map(script).collect();
    let is_run = |(at, command): &(usize, &Command<'_>)| {
        !outer.contains(at) && (command.context.substitution.is_none() || script(command).is_some())
    };
    let (_, last) = commands.iter().enumerate().filter(is_run).last()?;
    let context = &last.context;
    let is_sure = !context.conditional && !context.tested && !context.background && !context.in_function;
    (is_sure && context.input.is_empty() && context.output.is_empty()).then_some(last)
}

/// The program of a command that surely leaves the foreground, and what to do about it.
fn leaves(command: &Command<'_>) -> Option<(String, String)> {
    let name = command.name()?;
    let words: Vec<&str> = command.arguments.iter().map(|word| word.as_str()).collect::<Option<_>>()?;
    let is_script = command.program.as_ref()?.as_str()?.starts_with("/etc/init.d/");
    if is_script && matches!(words.as_slice(), ["start" | "restart"]) {
        return Some((name.to_owned(), "start the program itself, in the foreground".to_owned()));
    }
    if let Some((_, starts, help)) = STARTING.iter().find(|(known, _, _)| *known == name) {
        let stays = words.iter().any(|word| matches!(*word, "--no-daemon" | "--attach" | "stop"));
        let begins = !stays && words.iter().any(|word| starts.contains(word));
        return begins.then(|| (name.to_owned(), (*help).to_owned()));
    }
    // `php-fpm8.2`.
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end_matches('-');
    let (_, staying, how) = LEAVING.iter().find(|(known, _, _)| *known == plain)?;
    let stays = |word: &&str| {
        let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        staying.iter().any(|option| match option.len() {
            1 => short.is_some_and(|rest| rest.starts_with(option) || rest.len() <= 4 && rest.contains(option)),
            _ => word.strip_prefix("--").is_some_and(|rest| rest == *option),
        }) || word.to_ascii_lowercase().contains("foreground")
            || word.contains("NO_DETACH")
            || word.contains("daemon")
            || matches!(*word, "stop" | "graceful-stop" | "status" | "configtest")
    };
    (!words.iter().any(stays)).then(|| (name.to_owned(), format!("add {how}")))
}

/// Whether a file that is not seen here may say that a program stays: it has a configuration, and that is the base image's own or comes
/// from elsewhere.
fn may_be_configured(stage: Stage<'_>, name: &str) -> bool {
    let Some((program, says)) = CONFIGURED.iter().find(|(program, _)| name.starts_with(program)) else { return false };
    let reference = stage.external_reference();
    let is_known = reference.and_then(distribution::of).is_some()
        && !reference.and_then(|it| it.official()).is_some_and(|official| official == "php");
    let brings = |instruction: Instruction<'_>| {
        let text = instruction.syntax().arguments.as_str();
        match instruction.command() {
            Kind::Copy(copy) | Kind::Add(copy) => {
                let destination = instruction.evaluate(&copy.destination);
                text.contains(program)
                    || text.contains("conf")
                    || destination.as_str().is_none_or(|path| path == "/" || path.contains("/etc"))
            }
            Kind::Run(_) => {
                text.contains(says)
                    || text.contains(&format!("{program}.conf"))
                    || text.contains("/etc/") && text.contains(program)
            }
            _ => false,
        }
    };
    !is_known || stage.chain().flat_map(Stage::instructions).any(brings)
}
