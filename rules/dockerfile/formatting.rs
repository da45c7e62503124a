use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Dockerfile, Instruction};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let source = dockerfile.syntax().source;
    // What is written within another file has the indentation of that.
    let files = cx.project.files();
    let is_embedded = files.find(files.get(dockerfile.file()).path()) != Some(dockerfile.file());
    if is_embedded || dockerfile.syntax().is_template || source.contains('\r') {
        return;
    }
    blank_lines(dockerfile, cx);
    for instruction in dockerfile.instructions() {
        indentation(instruction, cx);
        blanks(instruction, cx);
    }
    let end = source.len();
    if !source.is_empty() && !source.ends_with('\n') {
        let span = Span::new(dockerfile.file(), end..end);
        cx.report(span, "the last line has no end")
            .help("end it with a line break")
            .stands_for(["tally:eol-last"])
            .fix("end it", Safety::Safe, Edit::replace(span, "\n"));
    }
}

/// Several blank lines in a row, outside of instructions.
fn blank_lines(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let source = dockerfile.syntax().source;
    let mut inside = dockerfile.instructions().map(Instruction::span).peekable();
    let (mut at, mut first_blank, mut count) = (0, 0, 0);
    for line in source.split_inclusive('\n').chain([""]) {
        while inside.next_if(|span| (span.end as usize) <= at).is_some() {}
        let is_inside = inside.peek().is_some_and(|span| (span.start as usize) < at);
        if line.trim().is_empty() && !line.is_empty() && !is_inside {
            count += 1;
        } else {
            if count > 1 {
                let span = Span::new(dockerfile.file(), first_blank..at);
                // At the ends of the file none is needed.
                let left = if first_blank == 0 || line.is_empty() { "" } else { "\n" };
                cx.report(span, format!("{count} blank lines in a row"))
                    .help("leave one")
                    .stands_for(["tally:no-multiple-empty-lines"])
                    .fix("leave one", Safety::Safe, Edit::replace(span, left));
            }
            count = 0;
            first_blank = at + line.len();
        }
        at += line.len();
    }
}

/// Blanks before an instruction.
fn indentation(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (source, start) = (instruction.dockerfile().syntax().source, instruction.span().start as usize);
    let own_line = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &source[own_line..start];
    if !before.is_empty() && before.trim_matches([' ', '\t']).is_empty() {
        let span = Span::new(instruction.span().file, own_line..start);
        cx.report(span, format!("`{}` is indented", instruction.syntax().keyword.as_str()))
            .help("begin instructions at the start of their lines")
            .stands_for(["tally:consistent-indentation"])
            .fix("remove the blanks", Safety::Safe, Edit::replace(span, ""));
    }
}

/// Several blanks in a row in the first line of an instruction that no shell reads.
fn blanks(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let is_plain = matches!(
        instruction.command(),
        Command::From(_)
            | Command::Copy(_)
            | Command::Add(_)
            | Command::Expose(_)
            | Command::User(_)
            | Command::Workdir(_)
            | Command::Stopsignal(_)
            | Command::Volume(_)
    );
    let source = instruction.dockerfile().syntax().source;
    let text = &source[instruction.span().range()];
    // Columns that are lined up over several lines are somebody's work.
    if !is_plain || text.contains(['\n', '"', '\'', '\\', '`']) || !instruction.syntax().heredocs.is_empty() {
        return;
    }
    let Some(first) = text.find("  ").or_else(|| text.find(" \t")) else { return };
    let blanks = text[first..].len() - text[first..].trim_start_matches([' ', '\t']).len();
    if first + blanks == text.len() {
        return;
    }
    let start = instruction.span().start as usize + first;
    let span = Span::new(instruction.span().file, start..start + blanks);
    cx.report(span, format!("{blanks} blanks in a row")).help("leave one").stands_for(["tally:no-multi-spaces"]).fix(
        "leave one",
        Safety::Safe,
        Edit::replace(span, " "),
    );
}
