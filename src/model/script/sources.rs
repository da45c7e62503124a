//! Where scripts are written.

use super::{Interpreter, Script, ScriptOrigin, is_cluster_with};
use crate::model::distribution::{self, Distribution};
use crate::model::docker::{Instruction, Stage};
use crate::model::github;
use crate::model::gitlab::{PipelineFile, lines};
use crate::model::kubernetes::HOOKS;
use crate::syntax::dockerfile::{Command, Form, Text};
use crate::syntax::shell::Dialect;
use crate::tree::{Node, Tree};

/// The script of an instruction of a Dockerfile, if it has one: `RUN` and what else takes a command.
pub fn of_instruction(instruction: Instruction<'_>) -> Option<Script<'_>> {
    script_of_instruction(instruction.triggered()).map(|script| script.in_instruction(instruction))
}

fn script_of_instruction(instruction: Instruction<'_>) -> Option<Script<'_>> {
    let (form, origin) = match instruction.command() {
        Command::Run(form) => (form, ScriptOrigin::Build),
        Command::Cmd(form) | Command::Entrypoint(form) | Command::Healthcheck(Some(form)) => {
            (form, ScriptOrigin::Container)
        }
        _ => return None,
    };
    match form {
        Form::Shell(text) => {
            // `RUN <<EOF` with nothing else: the here-document is the script.
            let heredocs = &instruction.syntax().heredocs;
            let text = match heredocs.as_slice() {
                [only] if text.as_str().lines().next().is_some_and(is_here_document_alone) => &only.raw,
                _ => text,
            };
            let shebang = text.as_str().lines().next().and_then(|line| line.strip_prefix("#!"));
            let (interpreter, known) = match shebang {
                Some(line) => of_shebang(line),
                None => (shell_of(instruction), known_shell(instruction)),
            };
            let options = instruction.shell().unwrap_or_default().iter().map(Text::as_str);
            let stops = options.chain(shebang.into_iter().flat_map(str::split_whitespace)).any(is_errexit);
            Some(Script::of_text(text, interpreter, origin).read_by(known, stops))
        }
        Form::Exec(words) => {
            let posix = Interpreter::Posix(Dialect::Sh);
            let stops = words.iter().take(3).any(|word| is_errexit(word.as_str()));
            script_word(words, Text::as_str).map(|text| Script::of_text(text, posix, origin).read_by(None, stops))
        }
        Form::Interpreted(_) => None,
    }
}

/// Whether a line announces a here-document and says nothing else.
fn is_here_document_alone(line: &str) -> bool {
    line.trim()
        .strip_prefix("<<")
        .is_some_and(|name| !name.trim_start_matches('-').trim().contains(char::is_whitespace))
}

/// The shell that SHELL names; without one it is the `sh` of Linux, or the `cmd` of Windows.
fn shell_of(instruction: Instruction<'_>) -> Interpreter {
    let windows = instruction.stage().is_some_and(Stage::is_windows);
    match instruction.shell_program() {
        None if windows => Interpreter::Other,
        None if is_of_unknown_base(instruction) => Interpreter::Unknown,
        None => Interpreter::Posix(Dialect::Sh),
        Some(program) if is_shell(program) => {
            Interpreter::Posix(if program.ends_with("bash") { Dialect::Bash } else { Dialect::Sh })
        }
        Some(_) => Interpreter::Other,
    }
}

/// The interpreter that the first line of a script names, and its make.
fn of_shebang(line: &str) -> (Interpreter, Option<Dialect>) {
    let mut programs = line.split_whitespace().filter(|word| !word.starts_with('-') && !word.ends_with("/env"));
    match programs.next().filter(|program| is_shell(program)) {
        Some(program) if program.ends_with("bash") => (Interpreter::Posix(Dialect::Bash), Some(Dialect::Bash)),
        Some(_) => (Interpreter::Posix(Dialect::Sh), None),
        None => (Interpreter::Other, None),
    }
}

/// The make of `sh`, where the base image surely tells, no SHELL names another, and nothing in the build puts another in its place.
fn known_shell(instruction: Instruction<'_>) -> Option<Dialect> {
    let program = instruction.shell_program().unwrap_or("sh");
    match program.rsplit('/').next() {
        Some("sh") => {}
        Some("dash") => return Some(Dialect::Dash),
        Some("bash") => return Some(Dialect::Bash),
        _ => return None,
    }
    let stage = instruction.stage()?;
    if stage.may_replace_shell() {
        return None;
    }
    match distribution::of(stage.external_reference()?)? {
        Distribution::Debian => Some(Dialect::Dash),
        Distribution::Alpine => Some(Dialect::BusyBox),
        Distribution::RedHat | Distribution::Suse | Distribution::Arch => Some(Dialect::Bash),
    }
}

/// Whether a word of a shell's call tells it to stop at the first failure.
fn is_errexit(word: &str) -> bool {
    word == "errexit" || is_cluster_with(word, 'e')
}

/// Whether it cannot be known from what the stage is made: it may be Windows. A file without FROM is a part of others, nearly all of which
/// are for Linux.
fn is_of_unknown_base(instruction: Instruction<'_>) -> bool {
    let is_unknown = |stage: Stage<'_>| !stage.is_from_scratch() && stage.external_reference().is_none();
    instruction.stage().is_some_and(|stage| stage.has_from() && is_unknown(stage))
}

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

/// The scripts of a file of `CircleCI`: `run: text` and `run: { command: text }` wherever steps are listed. Without a `shell` of its own a
/// step runs in bash (`CircleCI` configuration reference, "run").
pub fn of_circleci<'t>(tree: &'t Tree<'_>) -> Vec<Script<'t>> {
    let steps = tree.all().filter_map(|node| node.get("run"));
    let scripts = steps.filter_map(|run| {
        let (command, shell) = if run.is_map() { (run.get("command")?, run.get("shell")) } else { (run, None) };
        let interpreter = match shell.map(|shell| shell.as_str().unwrap_or_default()) {
            None => Interpreter::Posix(Dialect::Bash),
            Some(shell) if shell.split_whitespace().next().is_some_and(is_shell) => Interpreter::Posix(Dialect::Bash),
            Some(_) => Interpreter::Unknown,
        };
        scalar(command).map(|text| Script::of_node(text, interpreter, ScriptOrigin::Pipeline))
    });
    scripts.collect()
}

/// The scripts of a file of Azure Pipelines: steps with `bash` or `script`, which is bash on Linux and `cmd` on Windows.
pub fn of_azure<'t>(tree: &'t Tree<'_>) -> Vec<Script<'t>> {
    let of = |key: &'static str, interpreter| {
        let texts = tree.all().filter(|node| node.is_map()).filter_map(move |step| scalar(step.get(key)?));
        texts.map(move |text| Script::of_node(text, interpreter, ScriptOrigin::Pipeline))
    };
    of("bash", Interpreter::Posix(Dialect::Bash)).chain(of("script", Interpreter::Unknown)).collect()
}

/// The scripts of a file of Bitbucket Pipelines, line by line.
pub fn of_bitbucket<'t>(tree: &'t Tree<'_>) -> Vec<Script<'t>> {
    let lists = tree.all().flat_map(|step| ["script", "after-script"].into_iter().filter_map(move |key| step.get(key)));
    let lines = lists.flat_map(Node::items).filter_map(scalar);
    lines.map(|text| Script::of_node(text, Interpreter::Posix(Dialect::Sh), ScriptOrigin::Pipeline)).collect()
}

fn scalar(node: Node<'_>) -> Option<Node<'_>> {
    (node.is_scalar() && !node.is_null()).then_some(node)
}

/// The scripts that a service of a Compose file runs in its container.
pub fn of_compose_service(service: Node<'_>) -> Vec<Script<'_>> {
    let lists = ["command", "entrypoint"].into_iter().filter_map(|key| service.get(key));
    lists.filter_map(of_words).chain(service.at(&["healthcheck", "test"]).and_then(of_health_check)).collect()
}

/// The script in the `healthcheck.test` of a service. `["CMD-SHELL", script]` and a plain text are run by the container's shell (Compose
/// Specification, "healthcheck").
pub fn of_health_check(test: Node<'_>) -> Option<Script<'_>> {
    if test.as_str().is_some() {
        return Some(in_container(test));
    }
    let in_shell = test.items().next().is_some_and(|first| first.as_str() == Some("CMD-SHELL"));
    if in_shell { test.items().nth(1).map(in_container) } else { of_words(test) }
}

/// The scripts that a container of a pod runs: its command with its arguments, its hooks and its probes.
pub fn of_container(container: Node<'_>) -> Vec<Script<'_>> {
    let command =
        container.get("command").into_iter().chain(container.get("args")).flat_map(Node::items).collect::<Vec<_>>();
    let hooks = HOOKS.into_iter().filter_map(|path| container.at(path)).filter_map(of_words);
    script_word(&command, |word| word.text()).copied().map(in_container).into_iter().chain(hooks).collect()
}

fn in_container(node: Node<'_>) -> Script<'_> {
    Script::of_node(node, Interpreter::Posix(Dialect::Sh), ScriptOrigin::Container)
}

/// The script in a list of words such as `["sh", "-c", "..."]`.
fn of_words(list: Node<'_>) -> Option<Script<'_>> {
    let words: Vec<Node<'_>> = list.items().collect();
    script_word(&words, |word| word.text()).copied().map(in_container)
}

/// The word after `-c` of a shell, of which everything before has to be literal.
fn script_word<W>(words: &[W], text: impl Fn(&W) -> &str) -> Option<&W> {
    let shell = words.iter().position(|word| is_shell(text(word)))?;
    let options = words[shell + 1..].iter().take_while(|word| text(word).starts_with(['-', '+']));
    let count = options.clone().count();
    let runs_word = options.into_iter().any(|word| !text(word).starts_with("--") && text(word).ends_with('c'));
    if runs_word { words.get(shell + 1 + count) } else { None }
}

/// Whether a word is the name or path of a shell of the POSIX family.
fn is_shell(word: &str) -> bool {
    let name = word.rsplit_once('/').map_or(word, |(_, name)| name);
    matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh" | "ksh")
}
