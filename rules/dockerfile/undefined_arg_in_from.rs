use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Pair, Stage, is_set_by_builder, references};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let dockerfile = stage.dockerfile();
    let from = stage.from().syntax();
    let platform = from.flag("platform").and_then(|flag| flag.value.as_ref());
    for text in stage.base_text().into_iter().chain(platform) {
        for reference in references(text.as_str(), dockerfile.syntax().escape) {
            let name = reference.name;
            if reference.has_alternative || is_set_by_builder(name) || dockerfile.global_argument(name).is_some() {
                continue;
            }
            let reported = cx
                .report(
                    text.span_of(reference.range),
                    format!("argument `{name}` is not declared, so it is empty here"),
                )
                .help(format!("declare it with `ARG {name}` before the first `FROM`"));
            if let Some(declared) = declared_in_stage(dockerfile, name) {
                reported.label(declared.name.span(), "this one is seen only in its own stage").fix(
                    "declare it for all of the file",
                    Safety::Unsafe,
                    edit(dockerfile, declared),
                );
            }
        }
    }
}

/// The name of an argument where some stage declares it.
fn declared_in_stage<'d>(dockerfile: &'d Dockerfile<'d>, name: &str) -> Option<&'d Pair<'d>> {
    let pairs = dockerfile.instructions().map(Instruction::command).filter_map(|command| match command {
        Command::Arg(pairs) => Some(pairs),
        _ => None,
    });
    pairs.flatten().find(|pair| pair.name.as_str() == name)
}

/// Declares an argument of a stage, with its default, before the first stage.
fn edit(dockerfile: &Dockerfile<'_>, declared: &Pair<'_>) -> Option<Edit> {
    let default = declared.value.as_ref()?.as_str();
    let first = dockerfile.stages().next()?.from();
    let line = format!("ARG {}={default}", declared.name.as_str());
    (!default.contains(['$', '\n'])).then(|| fix::insert_before(dockerfile.syntax(), first.syntax(), &line))
}
