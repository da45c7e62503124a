use crate::model::command::{RedirectOperator, Redirection};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains(['<', '>']) {
        return;
    }
    for command in script.commands().iter().filter(|command| command.redirections.len() > 1) {
        // Two in a row: what is between them may save where the first went (`3>&1`).
        for pair in command.redirections.windows(2) {
            let (Some(one), Some(other)) = (end(&pair[0]), end(&pair[1])) else { continue };
            let first = pair[0].target.range.of(script.text());
            // `pip install a>=1 b>=2` means to compare, which is another finding.
            if one == other && !first.starts_with('=') {
                let message = match one {
                    0 => format!("only the last input counts: nothing is read from `{first}`"),
                    _ => format!("only the last redirection counts: nothing is written to `{first}`"),
                };
                cx.report(script.place_of(pair[1].target.range), message)
                    .label(script.span_of(pair[0].target.range.range()), "opened for nothing")
                    .help("use `tee` to write to several files");
            }
        }
    }
}

/// The descriptor that is connected with a file.
fn end(redirection: &Redirection<'_>) -> Option<u32> {
    match redirection.operator {
        RedirectOperator::Output | RedirectOperator::Append => Some(redirection.descriptor.unwrap_or(1)),
        RedirectOperator::Input | RedirectOperator::HereDocument | RedirectOperator::HereString => {
            Some(redirection.descriptor.unwrap_or(0))
        }
        _ => None,
    }
}
