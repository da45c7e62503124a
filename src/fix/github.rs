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
    let given = given_variable(injection.expression);
    let name = given.map_or_else(|| variable_name(injection.expression), str::to_owned);
    let value = format!("${{{{ {} }}}}", injection.expression);
    let mut edits: Vec<Edit> = match existing(step, &name) {
        None if given.is_some() => Vec::new(),
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

/// The variable that the runner itself sets to a context (variables reference, "Default environment variables").
fn given_variable(context: &str) -> Option<&'static str> {
    match context.to_ascii_lowercase().as_str() {
        "github.ref" => Some("GITHUB_REF"),
        "github.ref_name" => Some("GITHUB_REF_NAME"),
        "github.head_ref" => Some("GITHUB_HEAD_REF"),
        _ => None,
    }
}

/// Parts of contexts that say nothing in a variable's name.
const CONTEXTS: [&str; 8] = ["env", "event", "github", "inputs", "matrix", "needs", "outputs", "steps"];

/// A name for a variable, after the last two parts of a context: `ISSUE_TITLE` for `github.event.issue.title`. That of an input says so,
/// because programs look for variables such as `VERSION`.
fn variable_name(context: &str) -> String {
    let parts: Vec<&str> = context
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
        .filter(|part| !part.is_empty() && !CONTEXTS.contains(part))
        .collect();
    let last = &parts[parts.len().saturating_sub(2)..];
    let is_input = last.len() == 1 && context.to_ascii_lowercase().contains("inputs");
    let prefix = if is_input { "INPUT_" } else { "" };
    format!("{prefix}{}", last.join("_").replace('-', "_").to_ascii_uppercase())
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
