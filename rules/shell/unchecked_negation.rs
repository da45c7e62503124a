use crate::model::script::CommandKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("! ") || !script.stops_at_failure() {
        return;
    }
    for list in script.lists().iter().filter(|list| !list.is_condition) {
        for (at, item) in list.sequence.items.iter().enumerate() {
            // The outcome of the last one may be that of the whole.
            if at + 1 == list.sequence.items.len() && list.is_outcome_used {
                continue;
            }
            let pipeline = &item.chain.first;
            let is_alone = item.chain.rest.is_empty() && pipeline.negated && !item.background;
            let is_command = pipeline.stages.iter().all(|stage| matches!(stage.kind, CommandKind::Simple(_)));
            if is_alone && is_command {
                cx.report(script.place_of(pipeline.range), "the script goes on after `!`, whatever comes out")
                    .help("write `if command; then exit 1; fi`, or add `|| exit 1`");
            }
        }
    }
}
