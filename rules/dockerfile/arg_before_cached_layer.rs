use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command as Call, installation};
use crate::model::docker::{Command, Instruction, Pair, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Words in the names of arguments that are different for each build.
const CHANGING: [&str; 9] = ["sha", "commit", "revision", "ref", "date", "timestamp", "build", "buildnumber", "hash"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut open: Vec<(Instruction<'_>, &Pair<'_>)> = Vec::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Arg(pairs) => {
                let changing = pairs.iter().filter(|pair| pair.value.is_none() && is_changing(pair.name.as_str()));
                open.extend(changing.map(|pair| (instruction, pair)));
            }
            Command::Run(_) if installs(instruction) => {
                for (declaration, pair) in open.drain(..) {
                    let name = pair.name.as_str();
                    cx.report(pair.name.span(), format!("every new value of `{name}` installs the dependencies again"))
                        .label(instruction.keyword_span(), "this runs again")
                        .help("declare it below, just before what uses it")
                        .fix("declare it below", Safety::Unsafe, moved(stage, declaration, instruction, name));
                }
            }
            _ => {}
        }
    }
}

/// Moves a declaration on a line of its own below an instruction, if nothing between them uses it.
fn moved(stage: Stage<'_>, declaration: Instruction<'_>, below: Instruction<'_>, name: &str) -> Option<Vec<Edit>> {
    let file = stage.dockerfile().syntax();
    let text = &file.source[declaration.span().range()];
    let is_single = text.split_whitespace().count() == 2 && !text.contains('\n');
    let between = stage.instructions().filter(|it| (declaration.index() + 1..=below.index()).contains(&it.index()));
    let is_used = between.map(|it| it.syntax().arguments.as_str()).any(|text| text.contains(name));
    (is_single && !is_used)
        .then(|| vec![fix::remove(file, declaration.syntax()), fix::insert_after(file, below.syntax(), text)])
}

fn is_changing(name: &str) -> bool {
    name.to_ascii_lowercase().split('_').any(|word| CHANGING.contains(&word))
}

/// Whether a RUN installs dependencies, and does not use the argument that it would be about.
fn installs(instruction: Instruction<'_>) -> bool {
    !instruction.syntax().arguments.as_str().contains('$')
        && instruction.commands().iter().any(|it: &Call<'_>| installation(it).is_some())
}
