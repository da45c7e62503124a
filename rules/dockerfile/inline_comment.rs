use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Form, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let syntax = instruction.syntax();
    let text = &syntax.arguments;
    let is_plain = match instruction.command() {
        Command::Env(pairs) | Command::Label(pairs) => pairs.iter().any(|pair| pair.is_legacy),
        Command::Cmd(Form::Shell(text)) | Command::Entrypoint(Form::Shell(text)) => {
            is_json_before_comment(text.as_str())
        }
        Command::Arg(_)
        | Command::Copy(_)
        | Command::Add(_)
        | Command::User(_)
        | Command::Workdir(_)
        | Command::Expose(_)
        | Command::Volume(_)
        | Command::Stopsignal(_) => syntax.heredocs.is_empty(),
        _ => false,
    };
    let Some(at) = comment(text.as_str()).filter(|_| is_plain) else { return };
    let span = text.span_of(at..text.len());
    let before = text.as_str()[..at].trim_end().len();
    // What is left has to be an instruction still.
    let needed =
        if matches!(instruction.command(), Command::Copy(_) | Command::Add(_) | Command::Env(_)) { 2 } else { 1 };
    let is_complete = text.as_str()[..before].split_whitespace().count() >= needed;
    let edits = (is_complete && text.is_verbatim()).then(|| {
        let comment = &text.as_str()[at..];
        let above = fix::insert_before(instruction.dockerfile().syntax(), syntax, comment);
        vec![above, Edit::replace(text.span_of(before..text.len()), "")]
    });
    let keyword = syntax.keyword.as_str().to_ascii_uppercase();
    cx.report(span, format!("`{}` is no comment here but part of `{keyword}`", &text.as_str()[at..]))
        .help("put the comment on a line of its own")
        .fix("move the comment above", Safety::Safe, edits);
}

/// Where a word `#` begins what was meant as a comment.
fn comment(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '#' && before.is_whitespace() && at > 0 => {
                return text[at + 1..].starts_with([' ', '\t']).then_some(at);
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// Whether a text that is not JSON would be without its comment.
fn is_json_before_comment(text: &str) -> bool {
    text.starts_with('[') && comment(text).is_some_and(|at| text[..at].trim_end().ends_with("\"]"))
}
