use crate::model::command::TextRange;
use crate::model::docker::Run;
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped() {
        return;
    }
    for (name, other) in [("curl", "wget"), ("wget", "curl")] {
        let Some(found) = installs(run, name) else { continue };
        let is_first = installs(run, other).is_some_and(|range| range.start > found.start);
        let is_before = run.before().filter_map(Run::of).any(|before| installs(before, other).is_some());
        if !is_first && (is_before || installs(run, other).is_some()) {
            cx.report(run.span_of(found), format!("`{name}` is installed although `{other}` is"))
                .help(format!("download with `{other}` alone"));
        }
    }
}

/// The word with which a package is installed.
fn installs(run: Run<'_>, name: &str) -> Option<TextRange> {
    let mut installs = calls(run.commands()).filter(|call| call.task == Task::Install);
    let is_name = |word: &str| word.split('=').next() == Some(name);
    installs.find_map(|call| {
        let word = call.arguments.operands.iter().find(|word| word.as_str().is_some_and(is_name))?;
        Some(word.range)
    })
}
