use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Form, Stage, Text, plain_words};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let own = |picks: fn(&Command<'_>) -> bool| stage.instructions().rev().find(|it| picks(it.command()));
    let cmd = own(|command| matches!(command, Command::Cmd(_)));
    let entrypoint = own(|command| matches!(command, Command::Entrypoint(_)));
    let (Some(cmd), Some(entrypoint)) = (cmd, entrypoint) else { return };
    let Command::Entrypoint(Form::Shell(text)) = entrypoint.command() else { return };
    // `sh -c` gets them as `$0`, `$1` and so on. Another shell may do otherwise.
    let takes_arguments =
        ["$@", "$*", "$0", "$1", "${@", "${0", "${1", "${*"].iter().any(|it| text.as_str().contains(it));
    if takes_arguments || text.is_empty() || entrypoint.shell().is_some() || stage.is_windows() {
        return;
    }
    // In shell form the words of CMD would be those of another shell.
    let is_exec = matches!(cmd.command(), Command::Cmd(Form::Exec(_)));
    let line = text.as_str().trim();
    let form = plain_words(line).map(|words| fix::exec_form(&words)).or_else(|| fix::by_shell(line, true));
    let edit = form.filter(|_| is_exec).and_then(|form| fix::replace(&Text::trim(text), &form));
    cx.report(cmd.keyword_span(), "`CMD` is never used, because `ENTRYPOINT` is in shell form")
        .label(entrypoint.keyword_span(), "it runs as `sh -c \"...\"` and drops its arguments")
        .help("write `ENTRYPOINT` as `[\"program\", \"argument\"]`, or leave `CMD` out")
        .fix("write it in exec form", Safety::Unsafe, edit);
}
