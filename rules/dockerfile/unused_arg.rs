use std::collections::HashSet;

use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{
    Base, Command, Dockerfile, Instruction, Pair, Text, is_set_by_builder, names_after_dollars,
};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    // What a trigger will run in another build cannot be seen.
    let has_triggers = dockerfile.instructions().any(|it| matches!(it.command(), Command::Onbuild(_)));
    if has_triggers {
        return;
    }
    let last_run = last_runs(dockerfile);
    let mut seen_below: HashSet<&str> = HashSet::new();
    let instructions: Vec<Instruction<'_>> = dockerfile.instructions().collect();
    for instruction in instructions.into_iter().rev() {
        if let Command::Arg(pairs) = instruction.command() {
            let is_run = match instruction.stage() {
                Some(stage) => last_run[stage.index()] > instruction.index(),
                None => pairs.len() > 1,
            };
            for pair in pairs.iter().rev() {
                let name = pair.name.as_str();
                if !is_run && !seen_below.contains(name) && !is_special(name) {
                    report(instruction, pair, pairs.len() == 1, cx);
                }
                if instruction.stage().is_some() {
                    seen_below.insert(name);
                }
                note(pair.value.as_ref(), &mut seen_below);
            }
        } else {
            note(Some(&instruction.syntax().arguments), &mut seen_below);
            instruction.syntax().flags.iter().for_each(|flag| note(flag.value.as_ref(), &mut seen_below));
            instruction.syntax().heredocs.iter().for_each(|heredoc| note(Some(&heredoc.raw), &mut seen_below));
        }
    }
}

fn report(instruction: Instruction<'_>, pair: &Pair<'_>, is_alone: bool, cx: &mut Cx<'_>) {
    let name = pair.name.as_str();
    let where_to = if instruction.stage().is_some() { "in its stage" } else { "in the file" };
    let edit = is_alone.then(|| fix::remove(instruction.dockerfile().syntax(), instruction.syntax()));
    cx.report(pair.name.span(), format!("argument `{name}` is used nowhere {where_to} after this"))
        .help("remove it, or declare it in the stage that needs it")
        .fix("remove it", Safety::Unsafe, edit);
}

/// For each stage the last RUN of it or of a stage that builds on it: 0 if there is none.
fn last_runs(dockerfile: &Dockerfile<'_>) -> Vec<usize> {
    let last = dockerfile.last_built_on(|it| matches!(it.command(), Command::Run(_)));
    // A base that depends on an argument may be any of the stages.
    let with_open_base = dockerfile.stages().filter(|stage| stage.base() == Base::Image(None));
    let open = with_open_base.map(|stage| last[stage.index()]).max().unwrap_or(0);
    last.into_iter().map(|run| run.max(open)).collect()
}

/// Notes the names that follow a `$` in a text.
fn note<'d>(text: Option<&'d Text<'_>>, names: &mut HashSet<&'d str>) {
    let Some(text) = text else { return };
    names.extend(names_after_dollars(text.as_str()));
}

/// Whether an argument means something by itself: to the builder, or because it is there to be changed.
fn is_special(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    is_set_by_builder(name)
        || name.starts_with("BUILDKIT_")
        || name == "SOURCE_DATE_EPOCH"
        || lower.ends_with("_proxy")
        || lower.contains("cache")
        || lower.contains("bust")
}
