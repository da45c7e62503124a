use crate::model::command::RedirectOperator;
use crate::model::script::{CommandKind, List, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains('|') || !text.contains(['<', '>']) {
        return;
    }
    for pipeline in script.lists().iter().flat_map(List::pipelines) {
        let last = pipeline.stages.len().saturating_sub(1);
        for (at, stage) in pipeline.stages.iter().enumerate() {
            // What is sent elsewhere first, or asked for by name, may well come out of or go into the pipe.
            let [only] = stage.redirects.as_slice() else { continue };
            let names_pipe = stage.range.of(text).contains("/dev/") || text_has_dash(stage.range.of(text));
            let descriptor = only.descriptor;
            let file = only.target.range.of(text);
            let is_writer = matches!(only.operator, RedirectOperator::Output | RedirectOperator::Append);
            let is_reader = matches!(
                only.operator,
                RedirectOperator::Input | RedirectOperator::HereDocument | RedirectOperator::HereString
            );
            if at < last && is_writer && descriptor.is_none_or(|it| it == 1) && !only.range.of(text).starts_with('{') {
                if matches!(stage.kind, CommandKind::Simple(_)) {
                    cx.report(
                        script.place_of(only.range),
                        format!("nothing is left for the pipe: all goes to `{file}`"),
                    )
                    .stands_for(["shellcheck:SC2260"])
                    .help("use `tee` for both");
                }
            } else if at > 0 && is_reader && descriptor.is_none_or(|it| it == 0) && !names_pipe {
                cx.report(
                    script.place_of(only.range),
                    format!("what comes through the pipe is not read: the input is `{file}`"),
                )
                .stands_for(["shellcheck:SC2259"])
                .help("give one of them as a file, or join them with `cat`");
            }
        }
    }
}

/// Whether `-` stands there as a word, which is the input that there is.
fn text_has_dash(text: &str) -> bool {
    text.split_ascii_whitespace().any(|word| word == "-")
}
