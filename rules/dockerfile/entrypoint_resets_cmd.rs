use crate::model::docker::{Base, Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Base::Stage(parent) = stage.base() else { return };
    let own = |picks: fn(&Command<'_>) -> bool| stage.instructions().rev().find(|it| picks(it.command()));
    let Some(entry) = own(|command| matches!(command, Command::Entrypoint(_))) else { return };
    let has_own = own(|command| matches!(command, Command::Cmd(_))).is_some();
    let Some(lost) = parent.cmd().filter(|_| !has_own) else { return };
    cx.report(entry.keyword_span(), "this `ENTRYPOINT` takes away the `CMD` of the stage that it builds on")
        .label(lost.span(), "this does not count any more")
        .help("write the `CMD` again below it");
}
