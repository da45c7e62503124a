use crate::model::command::Command;
use crate::model::distribution::Distribution;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(distribution) = run.distribution() else { return };
    for command in run.commands() {
        let context = &command.context;
        if context.conditional || context.tested || context.in_function {
            continue;
        }
        match distribution {
            Distribution::Debian => of_busybox(run, command, cx),
            Distribution::Alpine => of_shadow(run, command, cx),
            _ => return,
        }
    }
}

fn of_busybox(run: Run<'_>, command: &Command<'_>, cx: &mut Cx<'_>) {
    let Some(name) = command.name().filter(|name| matches!(*name, "adduser" | "addgroup")) else { return };
    let is_installed =
        run.text().contains("busybox") || run.before().any(|it| it.syntax().arguments.as_str().contains("busybox"));
    let arguments = command.parsed();
    let Some(option) = arguments.options.iter().find(|option| matches!(option.name, "D" | "S" | "H")) else { return };
    if is_installed || option.range.of(run.text()).starts_with("--") {
        return;
    }
    let (better, letter) = (if name == "adduser" { "useradd" } else { "groupadd" }, option.name);
    let message = format!("`{name}` of Debian does not know `-{letter}`, which is an option of BusyBox");
    cx.report(run.span_of(option.range), message)
        .help(format!("use `{better}`, or the long options of Debian's `{name}`"));
}

fn of_shadow(run: Run<'_>, command: &Command<'_>, cx: &mut Cx<'_>) {
    let Some(name) = command.name().filter(|name| matches!(*name, "useradd" | "usermod" | "groupadd" | "groupmod"))
    else {
        return;
    };
    // Any package may depend on `shadow`, so nothing may be installed whose name is not seen.
    let is_brought = |text: &str| text.contains("shadow") || text.contains("apk add $") || text.contains("xargs");
    let copies = |instruction: crate::model::docker::Instruction<'_>| instruction.copied_from().is_some();
    if is_brought(run.text())
        || run.before().any(|it| is_brought(it.syntax().arguments.as_str()) || copies(it))
        || run.commands().iter().any(Command::is_script)
    {
        return;
    }
    let Some(program) = &command.program else { return };
    cx.report(run.span_of(program.range), format!("`{name}` is not in the base image"))
        .help("use `adduser` and `addgroup` of BusyBox, or install the package `shadow` before");
}
