use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, Task};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let upgrades = |run: Run<'_>| {
        packages::calls(run.commands()).any(|call| {
            let is_upgrade = call.task == Task::Upgrade || call.arguments.has(&["u", "sysupgrade"]);
            call.manager == Manager::Pacman && is_upgrade
        })
    };
    // The new keys of `archlinux-keyring` have to be there before the upgrade.
    if upgrades(run) || run.after().any(upgrades) {
        return;
    }
    for call in packages::calls(run.commands()) {
        let arguments = &call.arguments;
        let is_partial = arguments.has(&["y", "refresh"]) && !arguments.has(&["u", "sysupgrade"]);
        if call.manager != Manager::Pacman || call.task != Task::Install || !is_partial {
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
