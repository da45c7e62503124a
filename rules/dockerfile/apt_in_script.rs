use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// What both programs understand.
const OF_APT_GET: [&str; 12] = [
    "update",
    "install",
    "upgrade",
    "remove",
    "purge",
    "autoremove",
    "clean",
    "autoclean",
    "build-dep",
    "source",
    "download",
    "satisfy",
];
const OF_APT_CACHE: [&str; 4] = ["search", "show", "policy", "depends"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // One finding for each RUN: all of its calls are mended alike.
    let calls = run.commands().iter().filter(|command| command.is_any(&["apt"]));
    let mut edits = Vec::new();
    let mut first = None;
    for command in calls {
        let Some(program) = &command.program else { continue };
        let arguments = command.parsed();
        let better = match arguments.subcommand(0) {
            Some(verb) if OF_APT_GET.contains(&verb) => "apt-get",
            Some(verb) if OF_APT_CACHE.contains(&verb) => "apt-cache",
            Some(_) => {
                first.get_or_insert((program.range, "apt-get` or `dpkg"));
                continue;
            }
            None => continue,
        };
        first.get_or_insert((program.range, better));
        if program.is("apt") {
            edits.push(Edit::replace(run.span_of(program.range), better));
        }
    }
    let Some((range, better)) = first else { return };
    cx.report(run.span_of(range), "`apt` has no stable command line for scripts")
        .help(format!("use `{better}` instead"))
        .fix("use apt-get and apt-cache", Safety::Safe, edits);
}
