use crate::model::command::{Command, TextRange};
use crate::model::docker::{Instruction, Run};
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    // One that the base image brings is no choice: both are installed, or both are used.
    report(run, installed, cx);
    report(run, used, cx);
}

fn report(run: Run<'_>, find: impl Fn(Run<'_>, &str) -> Option<TextRange>, cx: &mut Cx<'_>) {
    for (name, other) in [("curl", "wget"), ("wget", "curl")] {
        let Some(found) = find(run, name) else { continue };
        let is_first = find(run, other).is_none_or(|range| range.start > found.start);
        // Stages below are left out: what they fetch with is not what this one needs.
        let own = run.stage().map_or(0, |stage| stage.from().index());
        let is_own = |instruction: &Instruction<'_>| instruction.index() >= own;
        let mut before = run.before().take_while(is_own).filter_map(Run::of);
        let is_second = !is_first || before.any(|run| find(run, other).is_some() && find(run, name).is_none());
        if is_second {
            cx.report(run.span_of(found), format!("`{name}` is here although `{other}` is"))
                .help(format!("download with `{other}` alone"));
        }
    }
}

/// The word with which a package is installed.
fn installed(run: Run<'_>, name: &str) -> Option<TextRange> {
    let mut installs = calls(run.commands()).filter(|call| call.task == Task::Install);
    let is_name = |word: &str| word.split('=').next() == Some(name);
    installs.find_map(|call| {
        let word = call.arguments.operands.iter().find(|word| word.as_str().is_some_and(is_name))?;
        Some(word.range)
    })
}

/// The word with which a program is started.
fn used(run: Run<'_>, name: &str) -> Option<TextRange> {
    let command = run.commands().iter().find(|command: &&Command<'_>| command.is_any(&[name]))?;
    Some(command.program.as_ref()?.range)
}
