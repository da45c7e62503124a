use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    check_kind(stage, |command| matches!(command, Command::Cmd(_)), cx);
    check_kind(stage, |command| matches!(command, Command::Entrypoint(_)), cx);
    check_kind(stage, |command| matches!(command, Command::Healthcheck(_)), cx);
}

fn check_kind(stage: Stage<'_>, is_kind: fn(&Command<'_>) -> bool, cx: &mut Cx<'_>) {
    let mut all: Vec<Instruction<'_>> = stage.instructions().filter(|it| is_kind(it.command())).collect();
    let Some(last) = all.pop() else { return };
    for dead in all {
        let keyword = dead.syntax().keyword.as_str().to_ascii_uppercase();
        cx.report(
            dead.keyword_span(),
            format!("this `{keyword}` has no effect, because the stage has another one below"),
        )
        .label(last.keyword_span(), "only this one counts")
        .help("keep one; to run several programs, start them from a script or in containers of their own")
        .fix(
            "remove what has no effect",
            Safety::Safe,
            fix::remove(stage.dockerfile().syntax(), dead.syntax()),
        );
    }
}
