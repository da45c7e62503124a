use crate::model::script::{CommandKind, List, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("[ ") && !text.contains("test ") {
        return;
    }
    let is_test = |kind: &CommandKind| match kind {
        CommandKind::Test(_) => true,
        CommandKind::Simple(simple) => {
            simple.words.first().is_some_and(|word| matches!(word.range.of(text), "[" | "test"))
        }
        _ => false,
    };
    for List { sequence, .. } in script.lists() {
        for item in &sequence.items {
            for pipeline in item.pipelines() {
                let Some((_, before)) = pipeline.stages.split_last() else { continue };
                if let Some(test) = before.iter().find(|stage| is_test(&stage.kind)) {
                    cx.report(
                        script.place_of(test.range),
                        "the outcome of this test is lost: `|` is a pipe, not an or",
                    )
                    .stands_for(["shellcheck:SC2266"])
                    .help("write `||`");
                }
            }
            let last = item.pipelines().last().and_then(|pipeline| pipeline.stages.last());
            if let Some(test) = last.filter(|last| item.background && is_test(&last.kind)) {
                cx.report(script.place_of(test.range), "nobody waits for this test: `&` is no and")
                    .stands_for(["shellcheck:SC2265"])
                    .help("write `&&`");
            }
        }
    }
}
