use crate::fix::{Edit, Safety};
use crate::model::docker::{Instruction, Run};
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // The new keys of `archlinux-keyring` have to be there before the upgrade.
    let last = || run.stage().and_then(|stage| stage.last_that(upgrades, ""));
    let is_upgraded = || last().is_some_and(|last| last.index() >= run.instruction.index());
    for call in packages::calls(run.commands()) {
        let arguments = &call.arguments;
        let is_partial = arguments.has(&["y", "refresh"]) && !arguments.has(&["u", "sysupgrade"]);
        if call.manager != Manager::Pacman || call.task != Task::Install || !is_partial || is_upgraded() {
            continue;
        }
        let Some(operation) = arguments.option(&["y", "refresh"]) else { continue };
        let span = run.span_of(operation.range);
        let is_cluster = !operation.range.of(run.text()).starts_with("--");
        cx.report(span, format!("`{}` upgrades only some packages", run.shown(call.command.range)))
            .help("upgrade all of them with `-Syu`: Arch does not support anything else")
            .fix("upgrade all packages", Safety::Unsafe, is_cluster.then(|| Edit::replace(span.at_end(), "u")));
    }
}

/// Whether an instruction brings all packages up to date.
fn upgrades(instruction: Instruction<'_>, _: &str) -> bool {
    let is_upgrade =
        |call: &packages::Call<'_, '_>| call.task == Task::Upgrade || call.arguments.has(&["u", "sysupgrade"]);
    Run::of(instruction).is_some_and(|run| {
        packages::calls(run.commands()).any(|call| call.manager == Manager::Pacman && is_upgrade(&call))
    })
}
