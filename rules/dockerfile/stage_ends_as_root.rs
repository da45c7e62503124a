use super::last_user_root;
use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if stage.is_final() {
        return;
    }
    let is_own =
        |(instruction, _): &(crate::model::docker::Instruction<'_>, String)| instruction.stage() == Some(stage);
    let Some((instruction, name)) = last_user_root::root_at_last(stage).filter(is_own) else { return };
    let which = stage.name().map_or_else(|| format!("stage {}", stage.index()), |name| format!("stage `{name}`"));
    cx.report(instruction.syntax().arguments.span(), format!("{which} ends as `{name}`"))
        .help("end every stage that could be an image of its own as an unprivileged user");
}
