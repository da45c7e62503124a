//! Where scripts are written.

use super::{Interpreter, Script, ScriptOrigin};
use crate::model::github;
use crate::model::gitlab::{PipelineFile, lines};
use crate::syntax::shell::Dialect;
use crate::tree::Node;

/// The script of a step of a workflow or action.
pub fn of_step(step: github::Step<'_>) -> Option<Script<'_>> {
    let interpreter = match step.shell() {
        github::Shell::Bash { .. } => Interpreter::Posix(Dialect::Bash),
        github::Shell::Sh => Interpreter::Posix(Dialect::Sh),
        github::Shell::PowerShell | github::Shell::Cmd | github::Shell::Python => Interpreter::Other,
        github::Shell::Unknown => Interpreter::Unknown,
    };
    step.run().map(|run| Script::of_node(run, interpreter, ScriptOrigin::Pipeline))
}

/// The scripts of a file of GitLab CI, line by line: each is a script of its own that the next one follows. The runner takes bash where
/// it is installed and `sh` elsewhere (GitLab Docs, "Types of shells supported by GitLab Runner").
pub fn of_gitlab(file: PipelineFile<'_>) -> Vec<Script<'_>> {
    let nodes = file.scripts().into_iter().flat_map(lines);
    nodes.map(|node| Script::of_node(node, Interpreter::Unknown, ScriptOrigin::Pipeline)).collect()
}

/// The scripts that a service of a Compose file runs in its container.
pub fn of_compose_service(service: Node<'_>) -> Vec<Script<'_>> {
    let lists =
        [&["command"][..], &["entrypoint"], &["healthcheck", "test"]].into_iter().filter_map(|path| service.at(path));
    let mut found: Vec<Script<'_>> = lists.filter_map(of_words).collect();
    // `["CMD-SHELL", script]` and a plain text are run by the container's shell (Compose Specification, "healthcheck").
    if let Some(test) = service.at(&["healthcheck", "test"]) {
        let in_shell = test.items().next().is_some_and(|first| first.as_str() == Some("CMD-SHELL"));
        let script = if in_shell { test.items().nth(1) } else { Some(test).filter(|test| test.as_str().is_some()) };
        found.extend(script.map(in_container));
    }
    found
}

/// The scripts that a container of a pod runs: its command with its arguments, its hooks and its probes.
pub fn of_container(container: Node<'_>) -> Vec<Script<'_>> {
    let command =
        container.get("command").into_iter().chain(container.get("args")).flat_map(Node::items).collect::<Vec<_>>();
    let paths: [&[&str]; 5] = [
        &["lifecycle", "postStart", "exec", "command"],
        &["lifecycle", "preStop", "exec", "command"],
        &["livenessProbe", "exec", "command"],
        &["readinessProbe", "exec", "command"],
        &["startupProbe", "exec", "command"],
    ];
    let hooks = paths.into_iter().filter_map(|path| container.at(path)).filter_map(of_words);
    script_word(&command).map(in_container).into_iter().chain(hooks).collect()
}

fn in_container(node: Node<'_>) -> Script<'_> {
    Script::of_node(node, Interpreter::Posix(Dialect::Sh), ScriptOrigin::Container)
}

/// The script in a list of words such as `["sh", "-c", "..."]`.
fn of_words(list: Node<'_>) -> Option<Script<'_>> {
    let words: Vec<Node<'_>> = list.items().collect();
    script_word(&words).map(in_container)
}

/// The word after `-c` of a shell.
fn script_word<'t>(words: &[Node<'t>]) -> Option<Node<'t>> {
    let shell = words.iter().position(|word| word.as_str().is_some_and(is_shell))?;
    let options = words[shell + 1..].iter().take_while(|word| word.text().starts_with('-')).count();
    let is_script = |word: &Node<'t>| !word.text().starts_with("--") && word.text().ends_with('c');
    words[shell + 1..shell + 1 + options]
        .iter()
        .any(is_script)
        .then(|| words.get(shell + 1 + options).copied())
        .flatten()
}

/// Whether a word is the name or path of a shell of the POSIX family.
fn is_shell(word: &str) -> bool {
    let name = word.rsplit_once('/').map_or(word, |(_, name)| name);
    matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh" | "ksh")
}
