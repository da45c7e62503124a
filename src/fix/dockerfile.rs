//! Edits of Dockerfiles.

mod chain;
mod join;
mod start;

pub use chain::Chain;
pub use join::join;
pub use start::by_shell;

use super::Edit;
use crate::model::docker::{self as model, Stage};
use crate::source::Span;
use crate::syntax::dockerfile::{Command, Dockerfile, Flag, Form, Instruction, Pair, Text};
use crate::syntax::shell::{self, Dialect};

/// Writes another word in place of one. Not possible for one that a line continuation or an escape runs through.
pub fn replace(word: &Text<'_>, with: &str) -> Option<Edit> {
    word.is_verbatim().then(|| Edit::replace(word.span(), with))
}

/// Adds an instruction on a line of its own above another one and the comments that belong to that.
pub fn insert_before(dockerfile: &Dockerfile<'_>, instruction: &Instruction<'_>, line: &str) -> Edit {
    let source = dockerfile.source;
    let own_line = line_start(source, instruction.span.start as usize);
    let indentation = &source[own_line..instruction.span.start as usize];
    let first_instruction = dockerfile.instructions.first().map_or(0, |first| first.span.start as usize);
    let mut at = own_line;
    while at > first_instruction {
        let above = line_start(source, at - 1);
        if above < first_instruction || !source[above..at].trim_start().starts_with('#') {
            break;
        }
        at = above;
    }
    insertion(dockerfile, at, format!("{indentation}{line}{}", line_ending(source)))
}

/// Makes the image of a stage run as a user: after all that is run to build it, before CMD or ENTRYPOINT if they follow.
pub fn end_as_user(stage: Stage<'_>, user: &str) -> Edit {
    let line = format!("USER {user}");
    let dockerfile = stage.dockerfile().syntax();
    let builds = |it: &model::Instruction<'_>| {
        matches!(
            it.command(),
            Command::Run(_) | Command::Copy(_) | Command::Add(_) | Command::User(_) | Command::Onbuild(_)
        )
    };
    let after_all = stage.instructions().rev().take_while(|it| !builds(it));
    match after_all.filter(|it| it.is_start()).last() {
        Some(start) => insert_before(dockerfile, start.syntax(), &line),
        None => insert_after(dockerfile, stage.instructions().next_back().unwrap_or(stage.from()).syntax(), &line),
    }
}

/// Adds an instruction on a line of its own below another one.
pub fn insert_after(dockerfile: &Dockerfile<'_>, instruction: &Instruction<'_>, line: &str) -> Edit {
    let source = dockerfile.source;
    let start = instruction.span.start as usize;
    let indentation = &source[line_start(source, start)..start];
    let end = instruction.span.end as usize;
    match source[end..].find('\n') {
        Some(newline) => {
            insertion(dockerfile, end + newline + 1, format!("{indentation}{line}{}", line_ending(source)))
        }
        None => insertion(dockerfile, source.len(), format!("{}{indentation}{line}", line_ending(source))),
    }
}

/// Adds a command to the end of RUN, which runs if all before it succeeded. Not possible where the last command is not part of a plain
/// chain, or where there are here-documents.
pub fn append_command(dockerfile: &Dockerfile<'_>, instruction: &Instruction<'_>, command: &str) -> Option<Edit> {
    let Instruction { command: Command::Run(Form::Shell(text)), heredocs, .. } = instruction else { return None };
    if !heredocs.is_empty() {
        return None;
    }
    let script = shell::parse(text.as_str(), Dialect::Sh);
    let last = script.body.items.last()?;
    let stages = last.chain.rest.last().map_or(&last.chain.first, |(_, pipeline)| pipeline);
    if last.background || stages.negated || !script.comments.is_empty() || !script.problems.is_empty() {
        return None;
    }
    let end = stages.range.end as usize;
    let end = text.span_of(end - 1..end).end as usize;
    Some(insertion(dockerfile, end, format!("{}{command}", joint(dockerfile, instruction, end))))
}

/// How many bytes of commands make a line long enough to break it.
const LONG: usize = 60;

/// Puts a command before the one of this index in RUN, which runs only if that succeeds. Not possible within anything but a plain chain.
pub fn prepend_command(run: model::Run<'_>, at: usize, command: &str) -> Option<Edit> {
    let (next, context) = (&run.commands()[at], &run.commands()[at].context);
    let before = run.text().get(..next.range.start as usize)?.trim_end();
    let is_plain = !context.conditional && !context.tested && !context.in_function && context.substitution.is_none();
    let is_first = context.input.is_empty() && (before.is_empty() || before.ends_with("&&"));
    if !is_plain || !is_first || run.is_exec() {
        return None;
    }
    let dockerfile = run.instruction.dockerfile().syntax();
    let joint = if command.len() > LONG {
        format!(" {}{}    && ", dockerfile.escape, line_ending(dockerfile.source))
    } else {
        " && ".to_owned()
    };
    Some(Edit::replace(run.span_of(next.range).at_start(), format!("{command}{joint}")))
}

/// What joins a further command to a chain, in the style of the lines above: a new line if there are several.
fn joint(dockerfile: &Dockerfile<'_>, instruction: &Instruction<'_>, end: usize) -> String {
    let source = dockerfile.source;
    let own_line = line_start(source, end);
    if own_line <= instruction.span.start as usize {
        return " && ".to_owned();
    }
    let (above, line) = (source[..own_line].trim_end(), &source[own_line..]);
    let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let continued = format!("{}{}{indentation}", dockerfile.escape, line_ending(source));
    let ends_with_and = above.strip_suffix(dockerfile.escape).is_some_and(|above| above.trim_end().ends_with("&&"));
    if ends_with_and { format!(" && {continued}") } else { format!(" {continued}&& ") }
}

/// Moves an instruction below another one and leaves something else in its place. Not possible for one that takes several lines, which
/// may have comments of their own.
pub fn move_below(
    dockerfile: &Dockerfile<'_>,
    instruction: &Instruction<'_>,
    other: &Instruction<'_>,
    left: &str,
) -> Option<Vec<Edit>> {
    let written = &dockerfile.source[instruction.span.range()];
    let is_plain = !written.contains('\n') && instruction.span.end < other.span.start;
    is_plain.then(|| vec![Edit::replace(instruction.span, left), insert_after(dockerfile, other, written)])
}

/// Removes a word of a command, with the blanks after it; at the end of a line with those before it.
pub fn remove_word(dockerfile: &Dockerfile<'_>, word: Span) -> Edit {
    let (start, end) = (word.start as usize, word.end as usize);
    let (before, after) = (&dockerfile.source[..start], &dockerfile.source[end..]);
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let start = if blanks > 0 { start } else { before.trim_end_matches([' ', '\t']).len() };
    Edit::replace(Span::new(dockerfile.file, start..end + blanks), "")
}

/// Adds a flag before the arguments of an instruction.
pub fn append_flag(instruction: &Instruction<'_>, flag: &str) -> Edit {
    let after = instruction.flags.last().map_or_else(|| instruction.keyword.span(), |last| last.span);
    Edit::replace(after.at_end(), format!(" {flag}"))
}

/// Removes a flag with the blanks after it.
pub fn remove_flag(dockerfile: &Dockerfile<'_>, flag: &Flag<'_>) -> Edit {
    let end = flag.span.end as usize;
    let rest = &dockerfile.source[end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Edit::replace(Span::new(dockerfile.file, flag.span.start as usize..end + blanks), "")
}

/// Words in exec form: `["node", "server.js"]`.
pub fn exec_form(words: &[&str]) -> String {
    let quoted = words.iter().map(|word| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")));
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}

/// Removes one of the pairs of ENV, LABEL or ARG, and with the only one the instruction. Not possible where a comment would be lost.
pub fn remove_pair(dockerfile: &Dockerfile<'_>, instruction: &Instruction<'_>, at: usize) -> Option<Edit> {
    let (Command::Env(pairs) | Command::Label(pairs) | Command::Arg(pairs)) = &instruction.command else { return None };
    if pairs.len() == 1 {
        return Some(remove(dockerfile, instruction));
    }
    let end = |pair: &Pair<'_>| pair.value.as_ref().map_or_else(|| pair.name.span(), Text::span).end as usize;
    let pair = pairs.get(at)?;
    let range = match pairs.get(at + 1) {
        Some(next) => pair.name.span().start as usize..next.name.span().start as usize,
        None => end(pairs.get(at.checked_sub(1)?)?)..end(pair),
    };
    let keeps_comments = !dockerfile.source[range.clone()].lines().any(|line| line.trim_start().starts_with('#'));
    keeps_comments.then(|| Edit::replace(Span::new(dockerfile.file, range), ""))
}

/// Removes an instruction with its lines. What stands above it stays.
pub fn remove(dockerfile: &Dockerfile<'_>, instruction: &Instruction<'_>) -> Edit {
    let source = dockerfile.source;
    let start = line_start(source, instruction.span.start as usize);
    let end = instruction.span.end as usize;
    let end = source[end..].find('\n').map_or(source.len(), |newline| end + newline + 1);
    Edit::replace(Span::new(dockerfile.file, start..end), "")
}

fn insertion(dockerfile: &Dockerfile<'_>, at: usize, text: String) -> Edit {
    Edit::replace(Span::new(dockerfile.file, at..at), text)
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at]
        .rfind('\n')
        .map_or_else(|| if source.starts_with('\u{feff}') { 3.min(at) } else { 0 }, |newline| newline + 1)
}

fn line_ending(source: &str) -> &'static str {
    if source.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::syntax::dockerfile::parse;

    fn edited(source: &str, edit: impl FnOnce(&Dockerfile<'_>) -> Edit) -> String {
        let (dockerfile, _) = parse(source, FileId(0));
        let edit = edit(&dockerfile);
        let mut text = source.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        text
    }

    #[test]
    fn lines_are_added_with_the_indentation_and_line_ending_of_the_file() {
        let source = "FROM a\r\n# start it\r\n  CMD b \\\r\n c";
        let before = edited(source, |it| insert_before(it, &it.instructions[1], "USER 1"));
        assert_eq!(before, "FROM a\r\n  USER 1\r\n# start it\r\n  CMD b \\\r\n c");
        let after = edited(source, |it| insert_after(it, &it.instructions[1], "USER 1"));
        assert_eq!(after, "FROM a\r\n# start it\r\n  CMD b \\\r\n c\r\n  USER 1");
        let after = edited(source, |it| insert_after(it, &it.instructions[0], "USER 1"));
        assert_eq!(after, "FROM a\r\nUSER 1\r\n# start it\r\n  CMD b \\\r\n c");
        let first =
            edited("# syntax=docker/dockerfile:1\nFROM a", |it| insert_before(it, &it.instructions[0], "ARG V"));
        assert_eq!(first, "# syntax=docker/dockerfile:1\nARG V\nFROM a");
    }

    #[test]
    fn an_instruction_goes_with_all_its_lines() {
        let source = "FROM a\nRUN <<E\nx\nE\nUSER b\n";
        assert_eq!(edited(source, |it| remove(it, &it.instructions[1])), "FROM a\nUSER b\n");
        assert_eq!(edited("FROM a\nUSER b", |it| remove(it, &it.instructions[1])), "FROM a\n");
    }

    #[test]
    fn a_pair_goes_with_what_joins_it() {
        let source = "FROM a\nLABEL x=1 \\\n  y=2 \\\n  z=3\n";
        let without = |at: usize| edited(source, |it| remove_pair(it, &it.instructions[1], at).unwrap());
        assert_eq!(without(0), "FROM a\nLABEL y=2 \\\n  z=3\n");
        assert_eq!(without(1), "FROM a\nLABEL x=1 \\\n  z=3\n");
        assert_eq!(without(2), "FROM a\nLABEL x=1 \\\n  y=2\n");
        assert_eq!(edited("FROM a\nARG x", |it| remove_pair(it, &it.instructions[1], 0).unwrap()), "FROM a\n");
    }

    #[test]
    fn the_exec_form_is_json() {
        assert_eq!(exec_form(&["a", "b \"c\" \\d"]), r#"["a", "b \"c\" \\d"]"#);
    }

    #[test]
    fn a_command_is_added_in_the_style_of_the_lines_above() {
        let appended = |source: &str| {
            let (dockerfile, _) = parse(source, FileId(0));
            let edit = append_command(&dockerfile, &dockerfile.instructions[1], "z")?;
            let mut text = source.to_owned();
            text.replace_range(edit.span.range(), &edit.text);
            Some(text)
        };
        for (source, wanted) in [
            ("FROM a\nRUN x && y\nCMD c", "FROM a\nRUN x && y && z\nCMD c"),
            ("FROM a\nRUN x \\\n  && y\n", "FROM a\nRUN x \\\n  && y \\\n  && z\n"),
            ("FROM a\nRUN x && \\\n  y\n", "FROM a\nRUN x && \\\n  y && \\\n  z\n"),
            ("FROM a\nRUN set -e; x; y;\n", "FROM a\nRUN set -e; x; y && z;\n"),
        ] {
            assert_eq!(appended(source).as_deref(), Some(wanted));
        }
        for source in [
            "FROM a\nRUN x &",
            "FROM a\nRUN ! x",
            "FROM a\nRUN [\"x\"]",
            "FROM a\nRUN cat <<E && y\nE\n",
            "FROM a\nRUN <<E\nx\nE\n",
        ] {
            assert_eq!(appended(source), None);
        }
    }

    #[test]
    fn flags_come_before_the_arguments() {
        let source = "FROM a\nCOPY --link \\\n  x y\nCOPY x y";
        let edit = |at: usize| move |it: &Dockerfile<'_>| append_flag(&it.instructions[at], "--chown=1:1");
        assert_eq!(edited(source, edit(1)), "FROM a\nCOPY --link --chown=1:1 \\\n  x y\nCOPY x y");
        assert_eq!(edited(source, edit(2)), "FROM a\nCOPY --link \\\n  x y\nCOPY --chown=1:1 x y");
    }

    #[test]
    fn a_word_is_replaced_where_it_stands_in_one_piece() {
        let (dockerfile, _) = parse("FROM a\nUSER ro\\\not", FileId(0));
        assert!(replace(&dockerfile.instructions[1].arguments, "app").is_none());
        assert!(replace(&dockerfile.instructions[0].arguments, "b").is_some());
    }
}
