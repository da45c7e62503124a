use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Stage, words_at_line_start};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

/// Keywords that begin an instruction when they are in capital letters at the start of a line.
const KEYWORDS: [&str; 12] =
    ["FROM", "RUN", "COPY", "ADD", "ENV", "WORKDIR", "USER", "CMD", "ENTRYPOINT", "EXPOSE", "LABEL", "ARG"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    // In ENV, ARG and LABEL a word without `=` is an error that the parser tells of.
    let takes_words = matches!(
        instruction.command(),
        Command::Run(_)
            | Command::Cmd(_)
            | Command::Entrypoint(_)
            | Command::Healthcheck(_)
            | Command::Expose(_)
            | Command::Volume(_)
            | Command::Copy(_)
            | Command::Add(_)
            | Command::Workdir(_)
            | Command::User(_)
    );
    // Of folders of Windows, which end with a backslash, another rule tells.
    let is_windows = instruction.stage().is_some_and(Stage::is_windows);
    if !takes_words || is_windows || !instruction.syntax().heredocs.is_empty() {
        return;
    }
    let text = &instruction.syntax().arguments;
    let keyword = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    for word in words_at_line_start(text).into_iter().filter(|word| KEYWORDS.contains(&&text.as_str()[word.clone()])) {
        let swallowed = &text.as_str()[word.clone()];
        let before = text.as_str()[..word.start].trim_end();
        let after = &text.as_str()[word.end..];
        // After an operator it is a command, which another rule looks at.
        if before.ends_with(['&', '|', ';', '(', '{']) || before.is_empty() || !after.starts_with([' ', '\t']) {
            continue;
        }
        let place = text.span_of(word.clone());
        cx.report(place, format!("`{swallowed}` is part of the `{keyword}` above"))
            .label(instruction.keyword_span(), "this instruction goes on to here")
            .help("remove the line continuation at the end of the line before")
            .fix("end the instruction there", Safety::Safe, ended(instruction, place));
    }
}

/// Takes the continuation at the end of the line above away, unless that is blank or a comment.
fn ended(instruction: Instruction<'_>, place: Span) -> Option<Edit> {
    // Above the first FROM it would be one more instruction that cannot stand there.
    let stage = instruction.stage()?;
    let syntax = stage.dockerfile().syntax();
    let own_line = syntax.source[..place.start as usize].rfind('\n')?;
    let above = syntax.source[..own_line].trim_end();
    let kept = above.strip_suffix(syntax.escape)?.trim_end();
    let line = above.rsplit('\n').next()?.trim_start();
    // What goes on further on is most likely the rest of the instruction that was cut in two.
    let own = syntax.source[place.start as usize..].lines().next()?;
    let goes_on = own.trim_end().ends_with(syntax.escape) && !own.starts_with("RUN");
    let is_content = !goes_on && !line.starts_with('#') && line.len() > 1 && !above[kept.len()..].contains('\n');
    (is_content && above.len() + 1 >= own_line)
        .then(|| Edit::replace(Span::new(syntax.file, kept.len()..above.len()), ""))
}
