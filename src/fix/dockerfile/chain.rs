//! Edits of a RUN whose commands are joined with nothing but `&&`.

use std::ops::Range;

use super::{insert_after, insert_before, remove};
use crate::fix::Edit;
use crate::model::docker::Instruction;
use crate::source::Span;
use crate::syntax::dockerfile::{Command, Form, Text};
use crate::syntax::shell::{self, CommandKind, Connector, Dialect, TextRange};

/// The commands of a RUN in shell form, each of which runs if the one before it succeeded.
#[derive(Debug)]
pub struct Chain<'d> {
    instruction: Instruction<'d>,
    text: &'d Text<'d>,
    links: Vec<TextRange>,
}

impl<'d> Chain<'d> {
    /// The chain that a RUN consists of; `None` for all else: other operators, compound commands, here-documents, comments, and text that
    /// cannot be read.
    pub fn of(instruction: Instruction<'d>) -> Option<Self> {
        let Command::Run(Form::Shell(text)) = instruction.command() else { return None };
        instruction.script().filter(|_| instruction.syntax().heredocs.is_empty())?;
        let script = shell::parse(text.as_str(), Dialect::Sh);
        let [item] = script.body.items.as_slice() else { return None };
        let is_joined = item.chain.rest.iter().all(|(connector, _)| *connector == Connector::And);
        if !is_joined || item.background || !script.comments.is_empty() || !script.problems.is_empty() {
            return None;
        }
        let pipelines = [&item.chain.first].into_iter().chain(item.chain.rest.iter().map(|(_, pipeline)| pipeline));
        let links = pipelines.map(|pipeline| {
            let [command] = &pipeline.stages[..] else { return None };
            let is_plain = !pipeline.negated && matches!(command.kind, CommandKind::Simple(_));
            is_plain.then_some(pipeline.range)
        });
        Some(Self { instruction, text, links: links.collect::<Option<_>>()? })
    }

    /// The number of its commands.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is no command in it, which no chain is.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Which of its commands has these bytes.
    pub fn position(&self, range: TextRange) -> Option<usize> {
        self.links.iter().position(|link| link.start <= range.start && range.end <= link.end)
    }

    /// Takes some of its commands out, given by their places in ascending order, and with the last of them the whole instruction. Not
    /// possible where a comment would be lost.
    pub fn remove(&self, gone: &[usize]) -> Option<Vec<Edit>> {
        let syntax = self.instruction.dockerfile().syntax();
        if gone.len() == self.links.len() {
            return self
                .keeps_comments(self.instruction.span())
                .then(|| vec![remove(syntax, self.instruction.syntax())]);
        }
        let mut edits = Vec::new();
        let mut next = 0;
        while let Some(first) = gone.get(next).copied() {
            let mut last = first;
            next += 1;
            while gone.get(next) == Some(&(last + 1)) {
                last += 1;
                next += 1;
            }
            let span = self.span_with_joint(first..last + 1);
            if !self.keeps_comments(span) {
                return None;
            }
            edits.push(Edit::replace(span, ""));
        }
        Some(edits)
    }

    /// Takes some of its commands out, as [`remove`](Self::remove) does, and says by an instruction what they were to say: above where
    /// they begin the chain, else below.
    pub fn replace(&self, gone: &[usize], line: &str) -> Option<Vec<Edit>> {
        let syntax = self.instruction.dockerfile().syntax();
        if gone.len() == self.links.len() {
            let span = self.instruction.span();
            return self.keeps_comments(span).then(|| vec![Edit::replace(span, line)]);
        }
        let added = match gone.first() {
            Some(0) => insert_before(syntax, self.instruction.syntax(), line),
            _ => insert_after(syntax, self.instruction.syntax(), line),
        };
        let mut edits = self.remove(gone)?;
        edits.push(added);
        edits.sort();
        Some(edits)
    }

    /// The bytes of the file that some commands take, with the `&&` that joins them to the others.
    fn span_with_joint(&self, links: Range<usize>) -> Span {
        let start = |range: TextRange| self.text.span_of(range.start as usize..range.start as usize + 1).start as usize;
        let end = |range: TextRange| self.text.span_of(range.end as usize - 1..range.end as usize).end as usize;
        let range = match links.start.checked_sub(1) {
            Some(before) => end(self.links[before])..end(self.links[links.end - 1]),
            None => start(self.links[0])..start(self.links[links.end]),
        };
        Span::new(self.instruction.dockerfile().syntax().file, range)
    }

    /// Whether no line of some bytes is a comment.
    fn keeps_comments(&self, span: Span) -> bool {
        let text = &self.instruction.dockerfile().syntax().source[span.range()];
        !text.lines().skip(1).any(|line| line.trim_start().starts_with('#'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::docker::Dockerfile;
    use crate::source::FileId;
    use crate::syntax::dockerfile::parse;

    /// The last instruction of a file with some commands gone, and a line instead of them if one is given.
    fn edited(source: &str, gone: &[usize], line: Option<&str>) -> Option<String> {
        let (parsed, _) = parse(source, FileId(0));
        let dockerfile = Dockerfile::new(&parsed);
        let chain = Chain::of(dockerfile.instructions().last()?)?;
        let edits = match line {
            Some(line) => chain.replace(gone, line),
            None => chain.remove(gone),
        };
        let mut text = source.to_owned();
        for edit in edits?.into_iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        Some(text)
    }

    #[test]
    fn commands_go_with_what_joins_them() {
        let source = "FROM a\nRUN x \\\n  && y 1 \\\n  && z\n";
        let without = |gone: &[usize]| edited(source, gone, None).unwrap();
        assert_eq!(without(&[0]), "FROM a\nRUN y 1 \\\n  && z\n");
        assert_eq!(without(&[1]), "FROM a\nRUN x \\\n  && z\n");
        assert_eq!(without(&[1, 2]), "FROM a\nRUN x\n");
        assert_eq!(without(&[0, 2]), "FROM a\nRUN y 1\n");
        assert_eq!(without(&[0, 1, 2]), "FROM a\n");
    }

    #[test]
    fn an_instruction_says_it_instead() {
        let replaced = |source: &str, gone: &[usize]| edited(source, gone, Some("WORKDIR /b")).unwrap();
        assert_eq!(replaced("FROM a\nRUN cd /b", &[0]), "FROM a\nWORKDIR /b");
        assert_eq!(replaced("FROM a\nRUN cd /b && x", &[0]), "FROM a\nWORKDIR /b\nRUN x");
        assert_eq!(replaced("FROM a\nRUN x && cd /b", &[1]), "FROM a\nRUN x\nWORKDIR /b");
    }

    #[test]
    fn what_is_no_plain_chain_stays() {
        for source in [
            "FROM a\nRUN x || y",
            "FROM a\nRUN x; y",
            "FROM a\nRUN x | y && z",
            "FROM a\nRUN (x) && y",
            "FROM a\nRUN ! x && y",
            "FROM a\nRUN x && y &",
            "FROM a\nRUN [\"x\", \"y\"]",
            "FROM a\nRUN <<E\nx && y\nE",
            "FROM a\nRUN x \\\n# why\n  && y",
        ] {
            assert_eq!(edited(source, &[1], None), None, "{source}");
        }
    }
}
