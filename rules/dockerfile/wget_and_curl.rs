use crate::model::command::{Command, TextRange};
use crate::model::docker::{Run, Stage};
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    // One that the base image brings is no choice: both are installed, or both are used.
    report(stage, installed, cx);
    report(stage, used, cx);
}

fn report(stage: Stage<'_>, find: impl Fn(Run<'_>, &str) -> Option<TextRange>, cx: &mut Cx<'_>) {
    const NAMES: [(&str, &str); 2] = [("curl", "wget"), ("wget", "curl")];
    // The ones that a RUN before has without the other. Stages below are left out: what they fetch with is not what this one needs.
    let mut had: Vec<&str> = Vec::new();
    for run in stage.instructions().filter_map(Run::of) {
        for (name, other) in NAMES {
            let Some(found) = find(run, name) else { continue };
            let is_first = find(run, other).is_none_or(|range| range.start > found.start);
            if !is_first || had.contains(&other) {
                cx.report(run.span_of(found), format!("`{name}` is here although `{other}` is"))
                    .help(format!("download with `{other}` alone"));
            }
        }
        for (name, other) in NAMES {
            if !had.contains(&name) && find(run, name).is_some() && find(run, other).is_none() {
                had.push(name);
            }
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
