use crate::fix::{Safety, dockerfile as fix};
use crate::model::command::created_user;
use crate::model::docker::{Command, Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    if cx.project.docker.is_tool(dockerfile.file(), cx.project.files()) {
        return;
    }
    let Some(stage) = dockerfile.final_stage() else { return };
    let Some(start) = stage.start() else { return };
    let is_other = stage.is_windows() || stage.is_for_development() || stage.is_interactive();
    // A script may change the user, and so may a program with a setting for it.
    if stage.user().is_some() || is_other || stage.changes_user_at_start() || names_user(stage, start) {
        return;
    }
    let Some((run, Created { name, number, span })) = created(stage) else { return };
    if mentions(stage, run, &name) || start.stage() != Some(stage) {
        return;
    }
    let first = stage.instructions().find(|it| it.is_start() && it.index() > run.index());
    // Kubernetes understands only a number (`runAsNonRoot`).
    let user = number.unwrap_or_else(|| name.clone());
    let edit = first.map(|first| fix::insert_before(dockerfile.syntax(), first.syntax(), &format!("USER {user}")));
    cx.report(span, format!("user `{name}` is created, but the program runs as root"))
        .help(format!("add `USER {user}` before CMD or ENTRYPOINT"))
        .fix("run as that user", Safety::Unsafe, edit);
}

/// A user that a command creates.
struct Created {
    name: String,
    /// Its number, if the command says so.
    number: Option<String>,
    span: Span,
}

/// The first user that a RUN of the stage creates, with its place.
fn created(stage: Stage<'_>) -> Option<(Instruction<'_>, Created)> {
    stage.instructions().find_map(|run| {
        let text = run.script()?;
        let user = run.commands().iter().filter_map(created_user).find(|user| !user.name.is("root"))?;
        let number = user.known_number().map(str::to_owned);
        Some((
            run,
            Created { name: user.name.as_str()?.to_owned(), number, span: text.span_of(user.name.range.range()) },
        ))
    })
}

/// Whether anything else than the RUN that creates it and changes of owners speaks of the user.
fn mentions(stage: Stage<'_>, run: Instruction<'_>, name: &str) -> bool {
    let has =
        |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').any(|word| word == name);
    stage.instructions().filter(|it| it.index() != run.index()).any(|it| match it.command() {
        Command::Run(_) => {
            let mut lines = it.commands().iter().filter(|command| !command.is_any(&["chown", "install", "chgrp"]));
            it.script().is_some_and(|text| {
                lines.any(|command| has(&text.as_str()[command.range.start as usize..command.range.end as usize]))
            })
        }
        Command::Env(_) | Command::Cmd(_) | Command::Entrypoint(_) => has(it.syntax().arguments.as_str()),
        _ => false,
    })
}

/// Whether what starts is a daemon that changes its user by itself, or a script that may do so.
fn names_user(stage: Stage<'_>, start: Instruction<'_>) -> bool {
    const DAEMONS: [&str; 14] = [
        "sshd", "nginx", "apache2", "httpd", "php-fpm", "init", "systemd", "cron", "crond", "vsftpd", "named",
        "dovecot", "postfix", "haproxy",
    ];
    let entry = stage.entrypoint().unwrap_or(start);
    let text = format!("{} {}", start.syntax().arguments.as_str(), entry.syntax().arguments.as_str());
    text.contains(".sh")
        || text.contains("entrypoint")
        || text.contains("sudo")
        || text
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .any(|word| DAEMONS.contains(&word) || matches!(word, "su" | "--user" | "--uid" | "--setuid"))
}
