use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let syntax = dockerfile.syntax();
    if syntax.escape != '\\' || !dockerfile.stages().any(Stage::is_windows) {
        return;
    }
    let found: Vec<Span> = dockerfile.instructions().filter_map(folder_at_line_end).collect();
    let is_plain = all_end_there(syntax.source) && !syntax.source.starts_with("#!");
    for place in found {
        let word = &syntax.source[place.range()];
        let top = Edit::replace(Span::new(syntax.file, 0..0), "# escape=`\n");
        let edit = Some(top).filter(|_| is_plain && syntax.directive("escape").is_none());
        cx.report(place, format!("the backslash at the end of `{word}` takes the next line into this instruction"))
            .help("put an `escape` directive with a backtick at the top of the file, or write the path with `/`")
            .fix("let a backtick continue lines", Safety::Unsafe, edit);
    }
}

/// Whether every line that goes on with a backslash ends with a folder, above an instruction. Lines that are meant to go on would no
/// longer do so.
fn all_end_there(source: &str) -> bool {
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let ends = |pair: &[&str]| continued(pair[0]).is_none_or(|word| is_folder(word) && begins_instruction(pair[1]));
    lines.windows(2).all(ends)
}

/// Whether a line begins an instruction in capital letters.
fn begins_instruction(line: &str) -> bool {
    const KEYWORDS: [&str; 12] =
        ["FROM", "RUN", "COPY", "ADD", "ENV", "WORKDIR", "USER", "CMD", "ENTRYPOINT", "EXPOSE", "LABEL", "ARG"];
    let mut words = line.split_whitespace();
    words.next().is_some_and(|word| KEYWORDS.contains(&word)) && words.next().is_some()
}

/// The first folder of Windows that ends a line of an instruction with its backslash.
fn folder_at_line_end(instruction: Instruction<'_>) -> Option<Span> {
    let takes_path = matches!(
        instruction.command(),
        Command::Copy(_)
            | Command::Add(_)
            | Command::Workdir(_)
            | Command::Run(_)
            | Command::Env(_)
            | Command::Volume(_)
    );
    let is_windows = instruction.stage().is_some_and(Stage::is_windows);
    if !is_windows || !takes_path || !instruction.syntax().heredocs.is_empty() {
        return None;
    }
    let syntax = instruction.dockerfile().syntax();
    let mut at = instruction.span().start as usize;
    syntax.source[instruction.span().range()].split_inclusive('\n').find_map(|line| {
        let end = at + line.trim_end().len();
        at += line.len();
        let word = continued(line).filter(|word| is_folder(word))?;
        Some(Span::new(syntax.file, end - word.len()..end))
    })
}

/// The last word of a line that goes on with a backslash.
fn continued(line: &str) -> Option<&str> {
    let content = line.trim_end();
    (line.ends_with('\n') && content.ends_with('\\')).then(|| content.rsplit([' ', '\t', '"', '=']).next())?
}

/// Whether a word at the end of a line is a folder of Windows with its backslash: `c:\`, `c:\app\`.
fn is_folder(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'\\'
}
