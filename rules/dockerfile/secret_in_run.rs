use crate::model::command::{Argument, Command, RedirectOperator};
use crate::model::credential::is_sensitive_name;
use crate::model::docker::{Run, names_after_dollars};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped() || !run.text().contains('$') || run.text().contains("trap ") {
        return;
    }
    // What comes after may take it away again.
    let last_removal = run.commands().iter().rposition(removes);
    for (at, command) in run.commands().iter().enumerate() {
        if last_removal.is_some_and(|last| at < last) {
            continue;
        }
        let Some(place) = keeps(run, command) else { continue };
        let Some((word, secret)) = command.arguments.iter().find_map(|word| Some((word, secret_of(run, word)?))) else {
            continue;
        };
        cx.report(run.span_of(word.range), format!("{secret} is kept in the image: {place}"))
            .help("let the program read it from `RUN --mount=type=secret`, and leave nothing of it behind");
    }
}

/// Whether a command may take away what another one kept.
fn removes(command: &Command<'_>) -> bool {
    const WORDS: [&str; 7] = ["delete", "unset", "--unset", "remove", "remove-section", "set-url", "logout"];
    let undoes = |word: &Argument<'_>| WORDS.iter().any(|it| word.is(it));
    command.is_any(&["rm", "shred", "mv", "trap"]) || command.arguments.iter().any(undoes)
}

/// Where a command keeps what it is given, in words; `None` if it keeps nothing.
fn keeps(run: Run<'_>, command: &Command<'_>) -> Option<String> {
    if command.is_any(&["echo", "printf"]) {
        use RedirectOperator::{Append, Output};
        let file = command.redirections.iter().find(|it| matches!(it.operator, Append | Output))?.target.as_str()?;
        let is_kept = !file.starts_with("/dev/")
            && !run.is_mounted(file)
            && run.instruction.mounts().all(|it| it.kind() == "secret");
        return is_kept.then(|| format!("this writes it to `{file}`"));
    }
    let arguments = command.parsed();
    let first = arguments.subcommand(0)?;
    match command.name()? {
        "git" if first == "clone" => Some("`git` writes the address with it to `.git/config`".to_owned()),
        name @ ("git" | "npm" | "yarn" | "pnpm" | "pip" | "pip3" | "composer" | "bundle" | "poetry")
            if first == "config" =>
        {
            Some(format!("`{name} config` writes it to a file"))
        }
        _ => None,
    }
}

/// The secret that a word expands to, in words.
fn secret_of(run: Run<'_>, word: &Argument<'_>) -> Option<String> {
    if word.value.is_some() {
        return None;
    }
    let text = word.range.of(run.text());
    if text.contains("/run/secrets/") {
        return Some("a secret of the build".to_owned());
    }
    names_after_dollars(text).find(|name| is_sensitive_name(name)).map(|name| format!("`{name}`"))
}
