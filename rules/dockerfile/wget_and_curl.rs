use crate::model::command::{Command, TextRange};
use crate::model::docker::{Instruction, Run};
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for (name, other) in [("curl", "wget"), ("wget", "curl")] {
        let Some(found) = mentions(run, name) else { continue };
        let is_first = mentions(run, other).is_none_or(|range| range.start > found.start);
        // Stages below are left out: what they fetch with is not what this one needs.
        let own = run.stage().map_or(0, |stage| stage.from().index());
        let is_own = |instruction: &Instruction<'_>| instruction.index() > own || run.stage().is_none();
        let is_before = run
            .before()
            .take_while(is_own)
            .filter_map(Run::of)
            .any(|before| mentions(before, other).is_some() && mentions(before, name).is_none());
        if is_before || !is_first {
            cx.report(run.span_of(found), format!("`{name}` is here although `{other}` is"))
                .help(format!("download with `{other}` alone"));
        }
    }
}

/// The word with which a program is installed or started.
fn mentions(run: Run<'_>, name: &str) -> Option<TextRange> {
    let mut installs = calls(run.commands()).filter(|call| call.task == Task::Install);
    let is_name = |word: &str| word.split('=').next() == Some(name);
    let installed = installs.find_map(|call| {
        let word = call.arguments.operands.iter().find(|word| word.as_str().is_some_and(is_name))?;
        Some(word.range)
    });
    let is_start = |command: &&Command<'_>| command.is_any(&[name]);
    installed.or_else(|| Some(run.commands().iter().find(is_start)?.program.as_ref()?.range))
}
