use crate::model::distribution::Distribution;
use crate::model::docker::{Instruction, Run};
use crate::model::packages::{self, Manager};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let Some(distribution) = run.distribution() else { return };
    let (own, name) = match distribution {
        Distribution::Debian => (Manager::Apt, "apt-get"),
        Distribution::Alpine => (Manager::Apk, "apk"),
        Distribution::RedHat => (Manager::Dnf, "dnf or yum"),
        Distribution::Suse => (Manager::Zypper, "zypper"),
        Distribution::Arch => (Manager::Pacman, "pacman"),
    };
    // One finding says it: who mends it sees the rest.
    let wrong = packages::calls(run.commands()).find(|call| {
        let context = &call.command.context;
        call.manager != own && !context.conditional && !context.tested && !context.in_function
    });
    let Some(call) = wrong.filter(|call| !is_brought(run, call.command.name().unwrap_or_default())) else { return };
    let Some(program) = &call.command.program else { return };
    let base = run.stage().and_then(|stage| stage.root().base_text());
    let (written, image) = (program.range.of(run.text()), base.map_or("", |text| text.as_str()));
    let mut reported = cx
        .report(run.span_of(program.range), format!("`{written}` is not in the base image `{image}`"))
        .help(format!("its package manager is {name}"));
    if let Some(base) = base {
        reported = reported.label(base.span(), "the base image");
    }
    let _ = reported;
}

/// Whether something before, or in the same script, may install the program.
fn is_brought(run: Run<'_>, program: &str) -> bool {
    copies(run.text()) || installs(run, program) || run.last_before(brings, program).is_some()
}

fn brings(instruction: Instruction<'_>, program: &str) -> bool {
    let arguments = instruction.syntax().arguments.as_str();
    Run::of(instruction).is_some_and(|run| installs(run, program))
        || copies(arguments)
        || instruction.copy().is_some() && arguments.contains(program)
}

fn installs(run: Run<'_>, program: &str) -> bool {
    packages::calls(run.commands())
        .any(|call| call.arguments.is_open || call.arguments.operands.iter().any(|word| word.prefix.contains(program)))
}

/// Whether a text speaks of a package manager that is brought by hand.
fn copies(text: &str) -> bool {
    text.contains("apk-tools") || text.contains("apk.static")
}
