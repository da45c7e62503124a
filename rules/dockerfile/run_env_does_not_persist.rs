use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety, dockerfile::Chain};
use crate::model::command::{Argument, Command};
use crate::model::credential::holds_build_secret;
use crate::model::docker::Instruction;
use crate::model::script::is_name;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Commands that change nothing but the shell that runs them.
const OF_THE_SHELL: [&str; 10] =
    ["export", "source", ".", "alias", "unalias", "umask", "ulimit", "set", "shopt", "unset"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(text) = instruction.script() else { return };
    let commands = instruction.commands();
    let Some(last) = commands.iter().rev().find(|command| command.context.substitution.is_none()) else { return };
    let name = last.name().unwrap_or_default();
    if !OF_THE_SHELL.contains(&name) && !activates(last) || last.arguments.is_empty() {
        return;
    }
    // A script that is read may do anything. Only those are known that set up the environment.
    if matches!(name, "source" | ".") && !reads_environment(last.arguments[0].prefix.as_ref()) {
        return;
    }
    // Who takes something back after the commands that needed it does not mean it for later.
    let takes_back = matches!(name, "unset" | "unalias") || name == "set" && last.arguments[0].prefix.starts_with('+');
    if takes_back && commands.len() > 1 {
        return;
    }
    let context = &last.context;
    let end = last.range.end as usize;
    let is_at_end = text.as_str()[end..].trim_matches([';', ' ', '\n', '\t', '}', ')']).is_empty();
    let runs_other = last.arguments.iter().any(|word| {
        word.value.is_none() && text.as_str()[word.range.start as usize..word.range.end as usize].contains("$(")
    });
    if context.tested || context.conditional || context.in_function || !is_at_end || runs_other && name != "export" {
        return;
    }
    if !last.redirections.is_empty() {
        return;
    }
    let range = last.range.start as usize..end;
    let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    // What is chosen once more than needed does no harm.
    let severity = if activates(last) { Severity::Warning } else { Severity::Error };
    cx.report(text.span_of(range), format!("`{written}` has no effect after this RUN"))
        .severity(severity)
        .help("set variables with `ENV`, and do the rest in the RUN that needs it")
        .fix("set it with `ENV`", Safety::Unsafe, set(instruction, last));
}

/// Sets by ENV what the command was to set. Only values that the builder reads as the shell does, and no secrets, which would stay in the
/// image.
fn set(instruction: Instruction<'_>, last: &Command<'_>) -> Option<Vec<Edit>> {
    let text = instruction.script()?.as_str();
    let chain = Chain::of(instruction)?;
    let line = match (last.name()?, last.arguments.as_slice()) {
        ("export", words) => {
            let pairs = words.iter().map(|word| pair(instruction, word, text)).collect::<Option<Vec<_>>>()?;
            format!("ENV {}", pairs.join(" "))
        }
        ("source" | ".", [script]) => {
            let path = script.as_str().filter(|path| !path.starts_with('~') && !path.contains(char::is_whitespace))?;
            let folder = instruction.absolute(path.strip_suffix("/bin/activate")?)?;
            format!("ENV VIRTUAL_ENV={folder} PATH={folder}/bin:$PATH")
        }
        _ => return None,
    };
    chain.replace(&[chain.position(last.range)?], &line)
}

/// A variable and its value as ENV takes them.
fn pair<'t>(instruction: Instruction<'_>, word: &Argument<'_>, text: &'t str) -> Option<&'t str> {
    let written = word.range.of(text);
    let (name, value) = written.split_once('=')?;
    let odd = ['\\', '`', '~', '\n', '(', '*', '?', '#'];
    // Of the variables that the shell knows the builder knows these.
    let is_known = value.split('$').skip(1).all(|rest| {
        let (rest, end) = rest.strip_prefix('{').map_or((rest, ""), |rest| (rest, "}"));
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (used, rest) = rest.split_at(length);
        rest.starts_with(end) && (used == "PATH" || instruction.is_declared(used))
    });
    let is_overwritten = name == "PATH" && !value.contains("PATH");
    let is_plain = is_name(name) && is_known && !value.contains(odd);
    (is_plain && !is_overwritten && !holds_build_secret(name)).then_some(written)
}

/// Whether a command chooses a version or an environment for the shell that runs it.
fn activates(command: &Command<'_>) -> bool {
    let first = command.arguments.first().and_then(|word| word.as_str());
    matches!(
        (command.name(), first),
        (Some("conda" | "mamba" | "micromamba"), Some("activate" | "deactivate"))
            | (Some("nvm" | "sdk"), Some("use"))
            | (Some("pyenv" | "rbenv" | "nodenv"), Some("shell"))
    )
}

/// Whether a file that is read only sets variables and functions: that of a virtual environment, of a version manager, or a profile.
fn reads_environment(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    matches!(name, "activate" | "nvm.sh" | ".bashrc" | ".bash_profile" | ".profile" | "profile" | "sdkman-init.sh")
        || path.ends_with(".cargo/env")
}
