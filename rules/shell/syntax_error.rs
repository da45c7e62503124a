use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if let Some(error) = script.syntax_error() {
        cx.report(script.place_of(error.range), format!("the shell cannot read this: {}", error.message))
            .help("nothing of the script runs, or only what stands before it");
    }
}
