use std::collections::HashMap;

use crate::model::command::Command;
use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut first = HashMap::new();
    for instruction in stage.instructions() {
        let Some(text) = instruction.script() else { continue };
        // Of the branches of an `if` only one is taken.
        let makes = |it: &&Command<'_>| it.is_any(&["useradd", "adduser"]) && !it.context.conditional;
        for command in instruction.commands().iter().filter(makes) {
            let words = &command.arguments;
            let option = words.iter().position(|word| word.is("-u") || word.is("--uid"));
            let Some(word) = option.and_then(|at| words.get(at + 1)) else { continue };
            let Some(number) = word.as_str() else { continue };
            let span = text.span_of(word.range.range());
            match first.get(number) {
                Some(before) => {
                    cx.report(span, format!("user id `{number}` is that of another user already"))
                        .label(*before, "the other user")
                        .help("give each user a number of its own");
                }
                None => drop(first.insert(number, span)),
            }
        }
    }
}
