use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("ln ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["ln"])) {
        let takes_value = |word: &str| matches!(word, "-t" | "-S") || word.starts_with("--target");
        let options = command.arguments.iter().filter(|word| word.prefix.starts_with('-'));
        if options.clone().any(|word| word.as_str().is_none_or(takes_value)) {
            continue;
        }
        let mut operands = command.arguments.iter().filter(|word| !word.prefix.starts_with('-'));
        // A word that is expanded may become several.
        let (Some(target), None) = (operands.next(), operands.next()) else { continue };
        let Some(name) = target.as_str().filter(|name| !name.contains(['*', '?', '{', '['])) else { continue };
        cx.report(
            script.place_of(command.range),
            format!("`ln` links `{name}` under the same name in the working directory"),
        )
        .help("say where the link is to be, even if that is `.`; or a `\\` is missing at the end of the line");
    }
}
