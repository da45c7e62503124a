use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Pair};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let (Command::Env(pairs) | Command::Label(pairs)) = instruction.command() else { return };
    for pair in pairs.iter().filter(|pair| pair.is_legacy) {
        let Some(value) = pair.value.as_ref().filter(|value| !value.as_str().starts_with('=')) else { continue };
        let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
        let name = pair.name.as_str();
        cx.report(pair.name.span().cover(value.span()), format!("`{keyword} {name}` without `=` is deprecated"))
            .help(format!("write `{keyword} {name}=...`, with quotes around a value with blanks"))
            .fix("write it with `=`", Safety::Safe, edit(instruction, pair));
    }
}

/// Puts `=` between a name and its value, and the value in quotes if it has blanks. A value that may mean something else afterwards
/// is left alone.
fn edit(instruction: Instruction<'_>, pair: &Pair<'_>) -> Option<Edit> {
    let text = &instruction.syntax().arguments;
    let value = pair.value.as_ref()?.as_str();
    let is_name = !pair.name.as_str().contains(['"', '\'', '=']);
    // All of it in one pair of quotes: those go in either form.
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let is_quoted = inner.is_some_and(|inner| !inner.is_empty());
    let inner = inner.filter(|_| is_quoted).unwrap_or(value);
    if !is_name || !text.is_verbatim() || inner.contains(['"', '\'', '\\', '`', '#']) {
        return None;
    }
    let value = if is_quoted {
        value.to_owned()
    } else if value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    };
    Some(Edit::replace(text.span(), format!("{}={value}", pair.name.as_str())))
}
