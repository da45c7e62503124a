use super::sudo_in_run::{is_in_vain, names_user};
use crate::model::command::Command;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.text().contains("sudo") {
        return;
    }
    let is_in_vain = is_in_vain(run.instruction);
    let range = run.commands().iter().find_map(|command| {
        let sudo = command.wrappers.iter().find(|wrapper| wrapper.name == "sudo")?.range;
        // Where it changes nothing another rule says so.
        (!is_in_vain || changes_user(run, command, sudo.end as usize)).then_some(sudo)
    });
    let Some(range) = range else { return };
    cx.report(run.span_of(range), "`sudo` changes the user for a part of this RUN").help(
        "say who runs it with `USER` before, and set it back after: then the image needs no `sudo` and no rights for it",
    );
}

/// Whether a command that `sudo` starts is one for another user than root.
fn changes_user(run: Run<'_>, command: &Command<'_>, from: usize) -> bool {
    let program = command.program.as_ref().map_or(from, |program| program.range.start as usize);
    run.text().get(from..program).is_some_and(names_user)
}
