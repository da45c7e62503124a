use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let syntax = instruction.dockerfile().syntax();
    let is_windows = syntax.escape == '\\' && instruction.stage().is_some_and(Stage::is_windows);
    let takes_path = matches!(
        instruction.command(),
        Command::Copy(_)
            | Command::Add(_)
            | Command::Workdir(_)
            | Command::Run(_)
            | Command::Env(_)
            | Command::Volume(_)
    );
    if !is_windows || !takes_path || !instruction.syntax().heredocs.is_empty() {
        return;
    }
    let start = instruction.span().start as usize;
    let mut at = start;
    for line in syntax.source[instruction.span().range()].split_inclusive('\n') {
        let content = line.trim_end();
        let is_continued = line.ends_with('\n') && content.ends_with('\\');
        let word = content.rsplit([' ', '\t', '"', '=']).next().unwrap_or_default();
        if is_continued && is_folder(word) {
            let end = at + content.len();
            let span = Span::new(syntax.file, end - word.len()..end);
            cx.report(span, format!("the backslash at the end of `{word}` takes the next line into this instruction"))
                .help("put an `escape` directive with a backtick at the top of the file, or write the path with `/`");
            return;
        }
        at += line.len();
    }
}

/// Whether a word at the end of a line is a folder of Windows with its backslash: `c:\`, `c:\app\`.
fn is_folder(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'\\'
}
