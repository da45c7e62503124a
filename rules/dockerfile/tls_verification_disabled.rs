use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command, TextRange, certificates};
use crate::model::docker::{Instruction, Run};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let dockerfile = instruction.dockerfile().syntax();
    let pairs = instruction.assignments();
    for pair in pairs {
        let (name, Some(value)) = (pair.name.as_str(), &pair.value) else { continue };
        if instruction.evaluate(value).as_str().is_some_and(|value| certificates::is_unchecked_by(name, value)) {
            let is_alone = pairs.len() == 1 && instruction.syntax().heredocs.is_empty();
            let edit = is_alone.then(|| fix::remove(dockerfile, instruction.syntax()));
            report(pair.name.span(), &format!("{name}={}", value.as_str()), edit, cx);
        }
    }
    let Some(run) = Run::of(instruction) else { return };
    for command in run.commands() {
        for setting in &command.settings {
            if setting.value.as_str().is_some_and(|value| certificates::is_unchecked_by(setting.name, value)) {
                let span = run.span_of(setting.range);
                let edit = command.program.as_ref().map(|_| fix::remove_word(dockerfile, span));
                report(span, setting.range.of(run.text()), edit, cx);
            }
        }
        for word in command.arguments.iter().filter(|_| command.is_any(&["export"])) {
            let pair = word.as_str().and_then(|text| text.split_once('='));
            if pair.is_some_and(|(name, value)| certificates::is_unchecked_by(name, value)) {
                report(run.span_of(word.range), word.range.of(run.text()), None, cx);
            }
        }
        if let Some(range) = certificates::unchecked(command) {
            report(run.span_of(range), &run.shown(command.range), checked(run, command, range), cx);
        }
    }
}

fn report(span: Span, what: &str, edit: Option<Edit>, cx: &mut Cx<'_>) {
    cx.report(span, format!("no certificate is checked because of `{what}`"))
        .help("let the image trust the authority that signed the certificate")
        .fix("check it", Safety::Unsafe, edit);
}

/// Takes the option of curl or wget away.
fn checked(run: Run<'_>, command: &Command<'_>, range: TextRange) -> Option<Edit> {
    let word = range.of(run.text());
    let (name, place) = (command.name()?, run.span_of(range));
    match word {
        "-k" | "--insecure" | "--no-check-certificate" if matches!(name, "curl" | "wget") => {
            Some(fix::remove_word(run.instruction.dockerfile().syntax(), place))
        }
        // One letter among others that take no value.
        _ if name == "curl" && word.len() > 2 && word[1..].bytes().all(|letter| b"fsSLkgI".contains(&letter)) => {
            Some(Edit::replace(place, word.replacen('k', "", 1)))
        }
        _ => None,
    }
}
