use crate::fix::{Edit, Safety};
use crate::model::command::Argument;
use crate::model::docker::Run;
use crate::model::packages::{Manager, Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for call in calls(run.commands()).filter(|call| call.task == Task::Install) {
        let words = &call.arguments.operands;
        if call.manager == Manager::Pacman || call.arguments.is_open || words.iter().any(|word| word.value.is_none()) {
            continue;
        }
        let name = |word: &Argument<'_>| word.as_str().unwrap_or_default().to_ascii_lowercase();
        let Some(pair) = words.windows(2).find(|pair| name(pair[0]) > name(pair[1])) else { continue };
        let mut sorted = words.clone();
        sorted.sort_by_key(|word| name(word));
        let edits = words.iter().zip(&sorted).filter(|(old, new)| old.range != new.range);
        let edits: Vec<Edit> =
            edits.map(|(old, new)| Edit::replace(run.span_of(old.range), new.range.of(run.text()))).collect();
        let (first, second) = (pair[0].as_str().unwrap_or_default(), pair[1].as_str().unwrap_or_default());
        cx.report(run.span_of(pair[1].range), format!("`{second}` stands after `{first}`"))
            .help("sort the packages, so that a change of them is one line and none comes twice")
            .fix("sort the packages", Safety::Safe, edits);
    }
}
