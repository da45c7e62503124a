use std::collections::HashMap;

use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Dockerfile, Instruction, Stage, is_set_by_builder, is_stage_name, references};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    // A further stage would change the numbers of the others.
    let is_number = |it: Instruction<'_>| it.source_names().any(|(name, _)| name.parse::<usize>().is_ok());
    let has_numbers = dockerfile.instructions().any(is_number);
    let mut first_use: HashMap<&str, usize> = HashMap::new();
    for instruction in dockerfile.instructions() {
        for (name, span) in instruction.source_names().filter(|(name, _)| name.contains('$')) {
            let stage = instruction.stage();
            let is_first = |stage: &Stage<'_>| *first_use.entry(name).or_insert(stage.index()) == stage.index();
            let edits = stage.filter(|_| !has_numbers).filter(is_first).and_then(|stage| named(name, span, stage));
            cx.report(span, format!("variable in `from={name}` is not expanded"))
                .help("name the image in a stage of its own, `FROM image:$VERSION AS name`, and copy from that")
                .fix("name it in a stage of its own", Safety::Unsafe, edits);
        }
    }
}

/// Puts the image into a stage above, if FROM sees all of its variables there, or takes the one that there is.
fn named(name: &str, span: Span, stage: Stage<'_>) -> Option<Vec<Edit>> {
    let dockerfile = stage.dockerfile();
    let all = references(name, dockerfile.syntax().escape);
    let is_visible = |name| is_set_by_builder(name) || dockerfile.global_argument(name).is_some();
    if all.is_empty() || !all.iter().all(|it| is_visible(it.name)) {
        return None;
    }
    let mut above = dockerfile.stages().take(stage.index());
    if let Some(same) = above.find(|it| it.name().is_some() && it.base_text().is_some_and(|base| *base == *name)) {
        return Some(vec![Edit::replace(span, same.name()?)]);
    }
    let last = name.rsplit('/').next()?;
    let last = last.split([':', '@']).find(|part| !part.is_empty())?.to_ascii_lowercase();
    let words: Vec<&str> = last.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let new = words.join("-");
    let is_free = is_stage_name(&new) && dockerfile.target(&new).is_none() && new != "scratch" && new != "context";
    let line = format!("FROM {name} AS {new}");
    let from = stage.from();
    is_free.then(|| vec![fix::insert_before(dockerfile.syntax(), from.syntax(), &line), Edit::replace(span, new)])
}
