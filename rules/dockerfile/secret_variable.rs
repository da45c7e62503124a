use super::secret_in_build_arg::is_left_alone;
use crate::model::credential::holds_build_secret;
use crate::model::docker::{Command, Instruction, Pair, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Env(pairs) = instruction.command() else { return };
    for pair in pairs.iter().filter(|pair| is_announced(instruction, pair)) {
        let name = pair.name.as_str();
        let value = pair.value.as_ref().map_or("", Text::as_str).trim_matches(['"', '\'']);
        // A path leads to the secret, and a switch is none.
        let is_switch = ["yes", "no", "true", "false", "0", "1"].iter().any(|word| value.eq_ignore_ascii_case(word));
        if is_switch || value.starts_with('/') {
            continue;
        }
        let shown = if value.is_empty() { "empty".to_owned() } else { format!("`{value}`") };
        cx.report(pair.name.span(), format!("`{name}` is {shown} here and waits for a secret in the environment"))
            .help(format!("let the program read it from a file, as `{name}_FILE` or below /run/secrets"));
    }
}

/// Whether a variable is named after a secret, while its value is none.
fn is_announced(instruction: Instruction<'_>, pair: &Pair<'_>) -> bool {
    holds_build_secret(pair.name.as_str()) && pair.value.as_ref().is_some_and(|value| is_left_alone(instruction, value))
}
