use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Stage, program_name};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Official images that set no stop signal of their own.
const WITHOUT_SIGNAL: [&str; 10] = [
    "almalinux",
    "alpine",
    "amazonlinux",
    "archlinux",
    "centos",
    "debian",
    "fedora",
    "oraclelinux",
    "rockylinux",
    "ubuntu",
];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_final() || stage.last(|command| matches!(command, Command::Stopsignal(_))).is_some() {
        return;
    }
    let official = stage.external_reference().and_then(Reference::library);
    let Some(start) = stage.start().filter(|start| start.stage() == Some(stage)) else { return };
    if !official.is_some_and(|name| WITHOUT_SIGNAL.contains(&name)) || start.syntax().command_line.is_none() {
        return;
    }
    let Some((commands, _)) = stage.entrypoint().unwrap_or(start).started() else { return };
    let Some((program, text)) = commands.first().and_then(|it| Some((it.name()?, it.program.as_ref()?.as_str()?)))
    else {
        return;
    };
    let signal = match program {
        "nginx" | "openresty" => "SIGQUIT",
        "httpd" | "apache2" | "apache2ctl" | "apachectl" | "httpd-foreground" => "SIGWINCH",
        "systemd" => "SIGRTMIN+3",
        "init" if text == "/sbin/init" && official != Some("alpine") => "SIGRTMIN+3",
        _ => return,
    };
    let edit = fix::insert_before(stage.dockerfile().syntax(), start.syntax(), &format!("STOPSIGNAL {signal}"));
    cx.report(
        start.keyword_span(),
        format!("`{}` is stopped with SIGTERM, which cuts its work off", program_name(text)),
    )
    .help(format!("add `STOPSIGNAL {signal}`"))
    .fix("send what it waits for", Safety::Unsafe, edit);
}
