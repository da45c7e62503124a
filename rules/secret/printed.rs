use crate::model::command::Command;
use crate::model::github::Step;
use crate::model::script;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Step(check);

fn check(step: Step<'_>, cx: &mut Cx<'_>) {
    let Some(script) = script::of_step(step).filter(|script| may_print(script.text())) else { return };
    let secrets = secrets_of(step);
    let files = &script.variables().redirected;
    let goes_to_file = |command: &Command<'_>| {
        files.iter().any(|group| group.start <= command.range.start && command.range.end <= group.end)
    };
    for command in script.commands().iter().filter(|command| prints(command) && !goes_to_file(command)) {
        for word in &command.arguments {
            let written = word.range.of(script.text());
            let Some(name) = secret_in(written).or_else(|| variable_in(written, &secrets)) else { continue };
            let program = command.name().unwrap_or_default();
            cx.report(script.place_of(word.range), format!("`{program}` writes the secret `{name}` into the log"))
                .help("leave it out: what hides secrets in logs knows only the very text, not a part or another form of it");
        }
    }
}

fn may_print(text: &str) -> bool {
    text.contains("echo ") || text.contains("printf ")
}

/// Whether a command writes to the log: neither to a file, nor to another command, nor into a value.
fn prints(command: &Command<'_>) -> bool {
    let context = &command.context;
    let is_read = !context.output.is_empty() || context.substitution.is_some() || context.in_function;
    // A mask of the runner's is told the secret in order to hide it.
    let masks = command.arguments.iter().any(|word| word.prefix.contains("::add-mask::"));
    command.is_any(&["echo", "printf"]) && command.redirections.is_empty() && !is_read && !masks
}

/// The secret that an expression within a word stands for: `${{ secrets.NAME }}` and nothing else.
fn secret_in(written: &str) -> Option<&str> {
    let (_, rest) = written.split_once("${{")?;
    let (expression, _) = rest.split_once("}}")?;
    expression.trim().strip_prefix("secrets.").filter(|name| is_name(name))
}

/// The variable in a word that holds a secret.
fn variable_in<'s>(written: &str, secrets: &'s [String]) -> Option<&'s str> {
    if written.starts_with('\'') {
        return None;
    }
    secrets.iter().map(String::as_str).find(|name| {
        let plain = written.match_indices(&format!("${name}")).any(|(at, found)| {
            !written[at + found.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        });
        plain || written.contains(&format!("${{{name}}}"))
    })
}

/// The variables that the step, its job and its workflow fill with secrets.
fn secrets_of(step: Step<'_>) -> Vec<String> {
    let job = step.job;
    let of_job = job.and_then(|job| job.get("env"));
    let of_workflow = job.and_then(|job| job.workflow.get("env"));
    let all = [step.get("env"), of_job, of_workflow].into_iter().flatten().flat_map(Node::entries);
    let secret = all.filter(|entry| {
        secret_in(entry.value.text()).is_some_and(|name| entry.value.text().trim().ends_with("}}") && is_name(name))
    });
    secret.map(|entry| entry.key.text().to_owned()).collect()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
