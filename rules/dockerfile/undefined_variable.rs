use std::collections::HashSet;

use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Dockerfile, Instruction, Pair, Reference, Stage, references};
use crate::rule::{Check, Cx};
use crate::source::Span;
use crate::spelling;

pub const CHECK: Check = Check::Dockerfile(check);

/// How many variables of a stage are reported; nobody forgets so many.
const MOST_NAMES: usize = 100;

/// What ARG or ENV assigns somewhere, and the stage.
type Definition<'d> = (&'d Pair<'d>, Option<Stage<'d>>);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let assigned = dockerfile.instructions().flat_map(|it| it.assignments().iter().map(move |pair| (pair, it.stage())));
    let definitions: Vec<Definition<'_>> = assigned.collect();
    for stage in dockerfile.stages() {
        let mut reported = HashSet::new();
        for instruction in stage.instructions() {
            check_lines(instruction, stage, cx);
            for text in instruction.expanded_texts() {
                for reference in references(text.as_str(), dockerfile.syntax().escape) {
                    let is_open = !reference.has_alternative
                        && !instruction.may_have_variable(reference.name)
                        && !is_added_to(instruction, reference.name);
                    if is_open && reported.len() < MOST_NAMES && reported.insert(reference.name.to_owned()) {
                        judge(stage, &reference, text.span_of(reference.range.clone()), &definitions, cx);
                    }
                }
            }
        }
    }
}

/// Looks at the lines of COPY's here-documents, in which the builder expands variables too: those of `nginx.conf`, say, get lost. What
/// has small letters in its name is set by no official image.
fn check_lines(instruction: Instruction<'_>, stage: Stage<'_>, cx: &mut Cx<'_>) {
    let is_official = || stage.external_reference().is_some_and(|reference| reference.official().is_some());
    if instruction.copy().is_none() || !stage.is_from_scratch() && !is_official() {
        return;
    }
    for heredoc in instruction.syntax().heredocs.iter().filter(|heredoc| heredoc.expands) {
        let all = references(heredoc.raw.as_str(), instruction.dockerfile().syntax().escape);
        let is_open = |it: &&Reference<'_>| {
            let is_lower = it.name.bytes().any(|byte| byte.is_ascii_lowercase()) && !it.name.ends_with("_proxy");
            is_lower && !it.has_alternative && !instruction.is_declared(it.name)
        };
        // One finding says it: who mends it sees the rest.
        let Some(first) = all.iter().find(is_open) else { continue };
        let mark = if heredoc.strips_tabs { "<<-" } else { "<<" };
        let quoted = format!("{mark}'{}'", heredoc.name);
        let is_wanted = all.iter().any(|it| instruction.is_declared(it.name));
        let edit = (!is_wanted).then(|| Edit::replace(heredoc.word, quoted.clone()));
        let message = format!("variable `{}` is not defined here, so it is empty", first.name);
        cx.report(heredoc.raw.span_of(first.range.clone()), message)
            .label(heredoc.word, "in these lines the builder expands variables")
            .help(format!("write `{quoted}` to keep them as they are, or `\\$` for one of them"))
            .fix("keep the lines as they are", Safety::Unsafe, edit);
    }
}

fn judge(stage: Stage<'_>, reference: &Reference<'_>, span: Span, definitions: &[Definition<'_>], cx: &mut Cx<'_>) {
    let name = reference.name;
    let of_name = || definitions.iter().filter(|(pair, _)| pair.name == *name);
    // What is declared before the first stage is another rule's.
    if of_name().any(|(_, stage)| stage.is_none()) {
        return;
    }
    let chain: Vec<Stage<'_>> = stage.chain().collect();
    let is_in_reach = |(_, stage): &&Definition<'_>| stage.is_some_and(|stage| chain.contains(&stage));
    let in_reach = definitions.iter().filter(is_in_reach).map(|(pair, _)| pair.name.as_str());
    let nearest = spelling::nearest(name, in_reach.chain(["PATH"]));
    let nearest = nearest.filter(|nearest| name.len() > 3 && *nearest != name);
    let same = of_name().next();
    if same.is_none() && nearest.is_none() && !stage.has_bare_base() {
        return;
    }
    let message = format!("variable `{name}` is not defined here, so it is empty");
    let reported = cx.report(span, message);
    match (same, nearest) {
        (Some(definition), _) if is_in_reach(&definition) => {
            reported.label(definition.0.name.span(), "it is defined only here").help("move the definition up");
        }
        (Some((pair, _)), _) => {
            reported
                .label(pair.name.span(), "this one holds only in its own stage")
                .help(format!("define `{name}` in this stage too, or build the stage on the other one"));
        }
        (None, Some(nearest)) => {
            let edit = renamed(span, name, nearest);
            reported.help(format!("did you mean `{nearest}`?")).fix(
                "name the variable that there is",
                Safety::Unsafe,
                edit,
            );
        }
        (None, None) => {
            reported.help(format!("define it with `ARG` or `ENV`, or say what to take instead: `${{{name}:-...}}`"));
        }
    }
}

/// Whether an instruction adds to a variable, which may well begin with nothing: `ENV NAME=$NAME:more`.
fn is_added_to(instruction: Instruction<'_>, name: &str) -> bool {
    matches!(instruction.command(), Command::Env(pairs) if pairs.iter().any(|pair| pair.name == *name))
}

/// Writes another name into a reference, with braces where it has them.
fn renamed(span: Span, name: &str, new: &str) -> Option<Edit> {
    match span.len().checked_sub(name.len())? {
        1 => Some(Edit::replace(span, format!("${new}"))),
        3 => Some(Edit::replace(span, format!("${{{new}}}"))),
        _ => None,
    }
}
