use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::script::{Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// What may stand between commands besides operators.
const BLANKS: [char; 5] = [' ', '\t', '\\', '\r', '\n'];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if script.origin() != ScriptOrigin::Build || !text.contains(';') || script.stops_at_failure() {
        return;
    }
    let Some(last) = script.last_after_semicolon() else { return };
    let commands: Vec<&Command<'_>> =
        script.commands().iter().filter(|command| command.context.substitution.is_none()).collect();
    // The commands after the last `;` decide whether the build goes on.
    let start = commands.partition_point(|command| command.range.start < last);
    let (Some(end), Some(decides)) = (start.checked_sub(1), commands.last()) else { return };
    if start == commands.len() || !commands[start..].iter().all(|command| cannot_fail(command)) {
        return;
    }
    let is_plain = |command: &Command<'_>| !command.context.conditional && !command.context.in_function;
    let hides = |at: &usize| is_plain(commands[*at]) && produces(commands[*at]);
    let Some(first) = (0..=end).find(hides) else { return };
    let edits = commands.iter().all(|command| is_plain(command)).then(|| joined(script, &commands[first..=start]));
    let producer = commands[first];
    let message = format!("the build goes on if `{}` fails", shown(producer, text));
    cx.report(script.place_of(producer.range), message)
        .label(script.span_of(decides.range.range()), "this decides, and always succeeds")
        .help("join the commands with `&&`, or begin with `set -e`")
        .fix("join the commands with `&&`", Safety::Unsafe, edits.flatten());
}

/// Writes `&&` for each `;` between commands; `None` if more than that stands there: the end of a group, say.
fn joined(script: &Script<'_>, commands: &[&Command<'_>]) -> Option<Vec<Edit>> {
    let text = script.text();
    let mut edits = Vec::new();
    for pair in commands.windows(2) {
        let start = pair[0].range.end as usize;
        let gap = text.get(start..pair[1].range.start as usize)?;
        let Some((before, after)) = gap.split_once(';') else { continue };
        if !before.trim_matches(BLANKS).is_empty() || !after.trim_matches(BLANKS).is_empty() {
            return None;
        }
        let blanks = before.trim_end_matches([' ', '\t']).len();
        edits.push(Edit::replace(script.span_of(start + blanks..start + before.len() + 1), " &&"));
    }
    Some(edits)
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
