use crate::model::command::{Command as Call, installation};
use crate::model::docker::{Command, Instruction, Pair, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Words in the names of arguments that are different for each build.
const CHANGING: [&str; 9] = ["sha", "commit", "revision", "ref", "date", "timestamp", "build", "buildnumber", "hash"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut open: Vec<&Pair<'_>> = Vec::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Arg(pairs) => {
                open.extend(pairs.iter().filter(|pair| pair.value.is_none() && is_changing(pair.name.as_str())));
            }
            Command::Run(_) if installs(instruction) => {
                for pair in open.drain(..) {
                    let name = pair.name.as_str();
                    cx.report(pair.name.span(), format!("every new value of `{name}` installs the dependencies again"))
                        .label(instruction.keyword_span(), "this runs again")
                        .help("declare it below, just before what uses it");
                }
            }
            _ => {}
        }
    }
}

fn is_changing(name: &str) -> bool {
    name.to_ascii_lowercase().split('_').any(|word| CHANGING.contains(&word))
}

/// Whether a RUN installs dependencies, and does not use the argument that it would be about.
fn installs(instruction: Instruction<'_>) -> bool {
    !instruction.syntax().arguments.as_str().contains('$')
        && instruction.commands().iter().any(|it: &Call<'_>| installation(it).is_some())
}
