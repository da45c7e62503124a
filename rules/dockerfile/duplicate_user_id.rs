use std::collections::HashMap;

use crate::model::command::{Command, created_user};
use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut first = HashMap::new();
    for instruction in stage.instructions() {
        let Some(text) = instruction.script() else { continue };
        // Of the branches of an `if` only one is taken.
        let sure = |command: &&Command<'_>| !command.context.conditional;
        for user in instruction.commands().iter().filter(sure).filter_map(created_user) {
            let Some((place, number)) = user.number.and_then(|number| Some((number.range, number.text?))) else {
                continue;
            };
            let span = text.span_of(place.range());
            match first.get(number) {
                Some(before) => {
                    cx.report(span, format!("user id `{number}` is that of another user already"))
                        .label(*before, "the other user")
                        .help("give each user a number of its own");
                }
                None => {
                    first.insert(number, span);
                    if user.shares_number {
                        cx.report(span, format!("user id `{number}` may be that of another user, because of `-o`"))
                            .help("give each user a number of its own");
                    }
                }
            }
        }
    }
}
