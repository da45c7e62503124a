use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Pair, Stage, is_set_by_builder, references};
use crate::rule::{Check, Cx};
use crate::spelling;

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
            let global = dockerfile.global_arguments().map(|pair| pair.name.as_str());
            let nearest = spelling::nearest(name, global).filter(|_| name.len() > 3);
            let is_given = cx.project.docker.builds_of(dockerfile.file()).any(|build| build.args.has(name));
            let place = text.span_of(reference.range);
            let reported = cx.report(place, format!("argument `{name}` is not declared, so it is empty here"));
            match (declared_in_stage(dockerfile, name), nearest) {
                (Some(declared), _) => reported
                    .label(declared.name.span(), "this one is seen only in its own stage")
                    .help(format!("declare it with `ARG {name}` before the first `FROM`"))
                    .fix("declare it for all of the file", Safety::Unsafe, edit(dockerfile, declared)),
                (None, Some(nearest)) => reported.help(format!("did you mean `{nearest}`?")).fix(
                    "name the argument that there is",
                    Safety::Unsafe,
                    text.is_verbatim().then(|| Edit::replace(place, format!("${{{nearest}}}"))),
                ),
                // Without a default that helps only where a build gives it a value.
                (None, None) => reported.help(format!("declare it with `ARG {name}` before the first `FROM`")).fix(
                    "declare it",
                    Safety::Unsafe,
                    is_given.then(|| declaration(dockerfile, name)).flatten(),
                ),
            };
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
    let declared = format!("{}={default}", declared.name.as_str());
    if default.contains(['$', '\n']) { None } else { declaration(dockerfile, &declared) }
}

/// Declares an argument before the first stage.
fn declaration(dockerfile: &Dockerfile<'_>, what: &str) -> Option<Edit> {
    let first = dockerfile.stages().next()?.from();
    Some(fix::insert_before(dockerfile.syntax(), first.syntax(), &format!("ARG {what}")))
}
