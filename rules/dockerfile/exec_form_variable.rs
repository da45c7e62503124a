use crate::diagnostic::Severity;
use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Text, Variable, exec_words, is_shell, plain_words, program_name};
use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Programs that expand variables, or start a shell, by themselves.
const EXPANDS: [&str; 8] = ["env", "envsubst", "gosu", "npm", "su", "su-exec", "supervisord", "yarn"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Some(words) = exec_words(instruction.command()) else { return };
    let Some(program) = words.first().map(Text::as_str) else { return };
    let is_script = program.ends_with("sh") || program.contains("entrypoint");
    let runs_shell = words.iter().any(|word| is_shell(word.as_str()));
    if runs_shell || is_script || EXPANDS.contains(&program_name(program)) || is_given_to_another(instruction) {
        return;
    }
    let found = words.iter().find_map(|word| variable(instruction, word).map(|range| (word, range)));
    let Some((word, range)) = found else { return };
    let severity = if program_name(program) == "java" { Severity::Info } else { Severity::Warning };
    let written = word.as_str()[range.clone()].to_owned();
    cx.report(
        word.span_of(range),
        format!("`{program}` gets `{written}` as it stands, because no shell expands it in exec form"),
    )
    .severity(severity)
    .help(if may_have_shell(instruction) {
        "run a shell: `[\"sh\", \"-c\", \"exec program $VARIABLE\"]`"
    } else {
        "write the value, or let the program read the variable by itself"
    })
    .fix("let a shell expand it", Safety::Unsafe, edit(instruction, words));
}

/// Whether it is a CMD with words for an entry point, which may do with them what it likes.
fn is_given_to_another(instruction: Instruction<'_>) -> bool {
    matches!(instruction.command(), Command::Cmd(_))
        && instruction.stage().is_some_and(|stage| stage.entrypoint().is_some())
}

/// The bytes of the first use of a variable that the stage declares.
fn variable(instruction: Instruction<'_>, word: &Text<'_>) -> Option<std::ops::Range<usize>> {
    let text = word.as_str();
    text.match_indices('$').find_map(|(at, _)| {
        let is_braced = text[at + 1..].starts_with('{');
        let start = at + 1 + usize::from(is_braced);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = start + text[start..].find(|c| !is_name(c)).unwrap_or(text.len() - start);
        let is_declared = matches!(instruction.variable(&text[start..end]), Variable::Set(_));
        let closes = !is_braced || text[end..].starts_with(['}', ':']);
        let length = if is_braced { text[end..].find('}')? + 1 } else { 0 };
        let is_digit = text[start..].starts_with(|c: char| c.is_ascii_digit());
        (end > start && !is_digit && is_declared && closes).then(|| at..end + length)
    })
}

/// Whether there may be a shell in the image.
fn may_have_shell(instruction: Instruction<'_>) -> bool {
    instruction
        .stage()
        .is_none_or(|stage| !stage.is_from_scratch() && !stage.external_image().is_some_and(Image::surely_lacks_shell))
}

/// The same command run by a shell, where it is clear how to write that.
fn edit(instruction: Instruction<'_>, words: &[Text<'_>]) -> Option<crate::fix::Edit> {
    let is_entrypoint = matches!(instruction.command(), Command::Entrypoint(_));
    let line = words.iter().map(Text::as_str).collect::<Vec<_>>().join(" ");
    let is_plain = plain_words(&line.replace(['$', '{', '}'], "")).is_some_and(|plain| plain.len() == words.len());
    let arguments = Text::trim(&instruction.syntax().arguments);
    let is_posix = may_have_shell(instruction) && instruction.stage().is_some_and(|stage| !stage.is_windows());
    let form = fix::by_shell(&line, is_entrypoint).filter(|_| is_posix && instruction.is_start() && is_plain)?;
    fix::replace(&arguments, &form)
}
