use std::collections::HashMap;

use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut set: HashMap<&str, Span> = HashMap::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Env(pairs) => set.extend(pairs.iter().map(|pair| (pair.name.as_str(), pair.name.span()))),
            Command::Arg(pairs) => {
                for pair in pairs {
                    let name = pair.name.as_str();
                    let Some(place) = set.get(name) else { continue };
                    cx.report(
                        pair.name.span(),
                        format!("argument `{name}` has no effect, because `ENV` sets it already"),
                    )
                    .label(*place, "this wins")
                    .help(format!("declare it first, and write `ENV {name}=${{{name}}}` below"));
                }
            }
            _ => {}
        }
    }
}
