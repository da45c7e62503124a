use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Form, Instruction, NearlyJson, Text, plain_words};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Some(text) = plain_text(instruction) else { return };
    let Some(array) = NearlyJson::read(text.as_str()) else { return };
    // A test with one word: `[ "$DEBUG" ]`.
    let is_run = matches!(instruction.command(), Command::Run(_));
    if is_run && array.items.len() == 1 || array.rest.starts_with('#') {
        return;
    }
    let what = match (array.rest, array.is_unquoted) {
        ("", true) => "its items are not in double quotes",
        ("", false) => "it is not quite JSON",
        _ => "there is something after it",
    };
    let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    let is_whole = array.rest.is_empty();
    // What stands behind the array may be arguments of the program.
    let all = if is_whole { Some(array.clone()) } else { with_rest(&array) };
    let written = all.filter(|_| text.is_verbatim()).map(|array| array.to_json());
    let is_sure = is_whole && !text.as_str().contains(['$', '\\']);
    let safety = if is_sure { Safety::Safe } else { Safety::Unsafe };
    let is_start = instruction.is_start() || matches!(instruction.command(), Command::Healthcheck(_));
    let is_meant = |check: &&str| *check != "hadolint:DL3025" || is_start;
    let also: Vec<&str> = cx.page().also.iter().map(String::as_str).filter(is_meant).collect();
    cx.report(text.span(), format!("array of `{keyword}` is taken for plain text: {what}"))
        .stands_for(also)
        .help(if is_whole { format!("write `{}`", array.to_json()) } else { "put everything into the array".into() })
        .fix("write it as JSON", safety, written.map(|written| Edit::replace(text.span(), written)));
}

/// The list with the plain words behind it as further items.
fn with_rest<'t>(array: &NearlyJson<'t>) -> Option<NearlyJson<'t>> {
    let words = plain_words(array.rest)?;
    let items = array.items.iter().copied().chain(words).collect();
    Some(NearlyJson { items, rest: "", ..array.clone() })
}

/// What could have been an array and is not.
fn plain_text(instruction: Instruction<'_>) -> Option<&Text<'_>> {
    match instruction.command() {
        Command::Run(form) | Command::Cmd(form) | Command::Entrypoint(form) | Command::Healthcheck(Some(form)) => {
            match form {
                Form::Shell(text) if instruction.syntax().heredocs.is_empty() => Some(text),
                _ => None,
            }
        }
        Command::Volume(words) => words[0].as_str().starts_with('[').then_some(&instruction.syntax().arguments),
        Command::Copy(copy) | Command::Add(copy) if !copy.is_json => Some(&instruction.syntax().arguments),
        _ => None,
    }
}
