use crate::model::script::CommandKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("exit") && !text.contains("exec ") && !text.contains("return") {
        return;
    }
    for list in script.lists() {
        for pair in list.sequence.items.windows(2) {
            let ([only], []) = (&*pair[0].chain.first.stages, pair[0].chain.rest.as_slice()) else { continue };
            let CommandKind::Simple(simple) = &only.kind else { continue };
            let mut words = simple.words.iter().map(|word| word.range.of(text));
            let name = words.next().unwrap_or_default();
            let ends = match name {
                "exit" => true,
                "return" => list.in_function,
                "exec" => words.next().is_some_and(|program| program != "$SHELL"),
                _ => false,
            };
            let next = &pair[1].chain.first;
            // A function behind the end is no command that was to run.
            let is_function = next.stages.iter().any(|stage| matches!(stage.kind, CommandKind::Function { .. }));
            if ends && !pair[0].background && !pair[0].chain.first.negated && !is_function {
                cx.report(script.place_of(next.range), format!("nothing after `{name}` runs"))
                    .stands_for([if name == "exec" { "shellcheck:SC2093" } else { "shellcheck:SC2317" }])
                    .label(script.span_of(only.range.range()), "the end of the script")
                    .help("leave it out, or put what is to happen together in `{ ...; }`");
                break;
            }
        }
    }
}
