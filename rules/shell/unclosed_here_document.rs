use crate::model::command::RedirectOperator;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("<<") {
        return;
    }
    for command in script.commands() {
        for redirection in &command.redirections {
            let (RedirectOperator::HereDocument, Some(body)) = (redirection.operator, redirection.body) else {
                continue;
            };
            // The end is behind the text; where there is none, the text is all there is.
            let Some(word) = redirection.target.as_str().filter(|_| text[body.end as usize..].trim().is_empty()) else {
                continue;
            };
            if body.end as usize != text.len() || word.is_empty() {
                continue;
            }
            let near = body.of(text).lines().find(|line| line.trim() == word);
            let label = near.map(|line| {
                let start = line.as_ptr().addr() - text.as_ptr().addr();
                script.span_of(start..start + line.len())
            });
            let reported =
                cx.report(script.place_of(redirection.target.range), format!("no line is just `{word}`")).help(
                    "all lines to the end of the script are its text: put the word on a line of its own, without blanks",
                );
            if let Some(span) = label {
                reported.label(span, "there are blanks around it");
            }
        }
    }
}
