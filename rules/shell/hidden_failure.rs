use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::script::{Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if script.origin() != ScriptOrigin::Build || !text.contains(';') || script.stops_at_failure() {
        return;
    }
    let commands: Vec<&Command<'_>> =
        script.commands().iter().filter(|command| command.context.substitution.is_none()).collect();
    let end_of = |at: usize| commands[at].range.end as usize;
    let gap = |at: usize| text.get(end_of(at)..commands[at + 1].range.start as usize).unwrap_or_default();
    let is_separate = |at: &usize| gap(*at).trim_start_matches([' ', '\t', '\\', '\n']).starts_with(';');
    let Some(last) = commands.len().checked_sub(1) else { return };
    // The commands after the last `;` decide whether the build goes on.
    let Some(end) = (0..last).rev().find(is_separate) else { return };
    if !commands[end + 1..].iter().all(|command| cannot_fail(command)) {
        return;
    }
    let is_plain = |command: &Command<'_>| !command.context.conditional && !command.context.in_function;
    let hides = |at: &usize| is_plain(commands[*at]) && produces(commands[*at]);
    let Some(first) = (0..=end).find(hides) else { return };
    let edit = |at: usize| {
        let (start, gap) = (end_of(at), gap(at));
        let semicolon = gap.find(';').unwrap_or_default();
        let blanks = gap[..semicolon].trim_end_matches([' ', '\t']).len();
        Edit::replace(script.span_of(start + blanks..start + semicolon + 1), " &&")
    };
    let edits = commands.iter().all(|command| is_plain(command));
    let edits: Option<Vec<Edit>> = edits.then(|| (first..=end).filter(is_separate).map(edit).collect());
    let (producer, decides) = (commands[first], commands[last]);
    let message = format!("the build goes on if `{}` fails", shown(producer, text));
    cx.report(script.place_of(producer.range), message)
        .label(script.span_of(decides.range.range()), "this decides, and always succeeds")
        .help("join the commands with `&&`, or begin with `set -e`")
        .fix("join the commands with `&&`", Safety::Unsafe, edits);
}

/// The first words of a command.
fn shown(command: &Command<'_>, text: &str) -> String {
    let words = command.range.of(text).split_whitespace().filter(|word| *word != "\\");
    words.take(3).collect::<Vec<_>>().join(" ")
}

/// Whether one of the arguments is one of these words.
fn says(command: &Command<'_>, words: &[&str]) -> bool {
    command.arguments.iter().any(|argument| argument.as_str().is_some_and(|word| words.contains(&word)))
}

/// Whether a command installs, builds or fetches something that the image needs.
fn produces(command: &Command<'_>) -> bool {
    let context = &command.context;
    if context.tested || context.background || !context.output.is_empty() {
        return false;
    }
    match command.name().unwrap_or_default() {
        "apt-get" | "apt" | "yum" | "dnf" | "microdnf" | "zypper" | "gem" | "composer" | "bundle" | "pip" | "pip3" => {
            says(command, &["install"])
        }
        "apk" => says(command, &["add"]),
        "npm" | "pnpm" | "yarn" => says(command, &["install", "ci", "build"]),
        "cargo" | "go" | "dotnet" => says(command, &["build", "install", "publish", "restore"]),
        "git" => says(command, &["clone"]),
        "make" | "cmake" | "ninja" | "mvn" | "gradle" | "curl" | "wget" | "tar" | "unzip" | "configure" => true,
        _ => false,
    }
}

/// Whether a command succeeds whatever happened before.
fn cannot_fail(command: &Command<'_>) -> bool {
    let forces =
        |word: &str| word == "--force" || word.starts_with('-') && !word.starts_with("--") && word.contains('f');
    match command.name().unwrap_or_default() {
        "rm" => command.arguments.iter().any(|word| word.as_str().is_some_and(forces)),
        "echo" | "true" | ":" => true,
        "exit" => says(command, &["0"]),
        "apt-get" | "apt" => says(command, &["clean", "autoclean"]),
        "yum" | "dnf" | "microdnf" => says(command, &["clean"]),
        _ => false,
    }
}
