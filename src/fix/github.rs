//! Edits of workflows.

use super::yaml;
use super::{Edit, Safety};
use crate::model::github::{Injection, Quoting, Step, quoting};
use crate::syntax::actions_expression::fences;
use crate::tree::{Node, Style};

/// Hands a text to a step's shell script as a variable instead of pasting it in. Safe where every place of it is in double quotes;
/// elsewhere it might have been meant to become several words.
pub fn pass_through_env(step: Step<'_>, injection: &Injection<'_>) -> Option<(Safety, Vec<Edit>)> {
    let run = step.run().filter(|run| !run.is_shared() && !run.is_derived())?;
    if !injection.whole || !step.shell().is_posix() || step.node.is_shared() {
        return None;
    }
    let name = variable_name(injection.expression);
    let value = format!("${{{{ {} }}}}", injection.expression);
    let mut edits: Vec<Edit> = match existing(step, &name) {
        Some(node) if node.text() == value || injection.expression.eq_ignore_ascii_case(&format!("env.{name}")) => {
            Vec::new()
        }
        Some(_) => return None,
        None if uses(run.text(), &name) => return None,
        None => vec![declare(step, &name, &value)?],
    };
    let mut safety = Safety::Safe;
    for fence in fences(run.text()) {
        if run.text()[fence.inner.clone()].trim() != injection.expression {
            continue;
        }
        let written = match quoting(run.text(), fence.range.start) {
            Quoting::Double => format!("${{{name}}}"),
            Quoting::Bare if may_hold_quotes(run, fence.range.start) => {
                safety = Safety::Unsafe;
                format!("\"${{{name}}}\"")
            }
            _ => return None,
        };
        edits.push(Edit::replace(run.span_of(fence.range), written));
    }
    Some((safety, edits))
}

/// Whether double quotes may be written at a place of a scalar.
fn may_hold_quotes(scalar: Node<'_>, at: usize) -> bool {
    match scalar.style() {
        Style::Plain => at > 0,
        Style::DoubleQuoted => false,
        _ => true,
    }
}

/// Parts of contexts that say nothing in a variable's name.
const CONTEXTS: [&str; 8] = ["env", "event", "github", "inputs", "matrix", "needs", "outputs", "steps"];

/// A name for a variable, after the last two parts of a context: `ISSUE_TITLE` for `github.event.issue.title`.
fn variable_name(context: &str) -> String {
    let parts: Vec<&str> = context
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
        .filter(|part| !part.is_empty() && !CONTEXTS.contains(part))
        .collect();
    let last = &parts[parts.len().saturating_sub(2)..];
    last.join("_").replace('-', "_").to_ascii_uppercase()
}

/// The variable of this name that the step can see already.
fn existing<'t>(step: Step<'t>, name: &str) -> Option<Node<'t>> {
    let job = step.job;
    let places = [step.get("env"), job.and_then(|job| job.get("env")), job.and_then(|job| job.workflow.get("env"))];
    places.into_iter().flatten().find_map(|variables| variables.get(name))
}

/// Whether a script uses a name as that of a variable.
fn uses(script: &str, name: &str) -> bool {
    let mut words = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.any(|word| word == name)
}

fn declare(step: Step<'_>, name: &str, value: &str) -> Option<Edit> {
    let line = format!("{name}: {value}");
    match step.get("env") {
        Some(variables) => yaml::insert_before(variables.own_entries().next()?, &[&line]),
        None if step.node.lacks("env") => {
            let run = step.node.entry("run")?;
            let lines = ["env:", &format!("  {line}")];
            yaml::insert_before(run, &lines).or_else(|| yaml::insert_after(run, &lines))
        }
        None => None,
    }
}
