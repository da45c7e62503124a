//! The files that an instruction surely brings, from where it downloads, and what a RUN does with a file.
//!
//! Facts: the Dockerfile reference, "COPY"; the manuals curl(1) and wget(1).

use std::collections::HashSet;

use super::Instruction;
use crate::model::command::{Argument, Command as Called, TextRange};
use crate::source::Span;
use crate::syntax::dockerfile::Command;

/// What an instruction does with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileUse {
    /// Nothing: it does not name it.
    Nothing,
    /// It reads it.
    Reads,
    /// It may change, move or remove it, or cannot be looked into.
    MayChange,
}

impl<'d> Instruction<'d> {
    /// The addresses that it surely downloads from, as they are written, and where: those of ADD, and among the words of `curl` and `wget`.
    pub fn addresses(self) -> Vec<(&'d str, Span)> {
        let is_address = |word: &str| word.contains("://");
        if let Command::Add(add) = self.command() {
            let sources = add.sources.iter().filter(|source| is_address(source.as_str()));
            return sources.map(|source| (source.as_str(), source.span())).collect();
        }
        let Some(text) = self.script().filter(|text| is_address(text.as_str())) else { return Vec::new() };
        let calls = self.commands().iter().filter(|it| it.is_any(&["curl", "wget"]) && !it.context.conditional);
        let words = calls.flat_map(|command| &command.arguments).map(|word| word.range);
        let addresses = words.filter(|range| is_address(range.of(text.as_str())));
        addresses.map(|range| (range.of(text.as_str()), text.span_of(range.range()))).collect()
    }

    /// The absolute paths of the files that it surely brings and leaves: those that COPY and ADD name, if they are no folders, and those
    /// that RUN downloads to by an option of `curl` or `wget` and does not remove itself.
    pub fn brought_files(self) -> Vec<String> {
        match self.command() {
            Command::Copy(_) | Command::Add(_) => self.copied_files(),
            Command::Run(_) => self.downloaded_files(),
            _ => Vec::new(),
        }
    }

    fn copied_files(self) -> Vec<String> {
        let (Some(copy), Some(destination)) = (self.copy(), self.destination()) else { return Vec::new() };
        if !destination.starts_with('/') {
            return Vec::new();
        }
        let is_folder = copy.sources.len() > 1 || copy.destination.as_str().ends_with(['/', '.']);
        if !is_folder {
            return vec![destination];
        }
        let paths = copy.sources.iter().filter_map(|source| {
            let value = self.evaluate(source);
            let name = value.as_str().map(last_part).filter(|name| !is_pattern(name))?;
            Some(format!("{}/{name}", destination.trim_end_matches('/')))
        });
        paths.collect()
    }

    fn downloaded_files(self) -> Vec<String> {
        let removals = self.commands().iter().filter(|command| command.is_any(&["rm", "mv"]));
        // Of a folder, written with a `/` at its end, all is gone.
        let is_one = |path: &str| !is_pattern(path) && !last_part(path).is_empty();
        let words: Vec<&Argument<'_>> = removals.flat_map(|command| &command.arguments).collect();
        if !words.iter().all(|word| word.as_str().is_some_and(is_one)) || self.mounts().next().is_some() {
            return Vec::new();
        }
        let removed: HashSet<&str> = words.into_iter().filter_map(|word| word.as_str().map(last_part)).collect();
        let paths = self.commands().iter().filter_map(|command| {
            let arguments = command.parsed();
            let option = match command.name()? {
                "curl" => arguments.option(&["o", "output"]),
                "wget" => arguments.option(&["O", "output-document"]),
                _ => None,
            }?;
            let path = option.value.as_ref()?.text.filter(|path| *path != "-")?;
            (!removed.contains(last_part(path))).then(|| self.absolute(path))?
        });
        paths.collect()
    }

    /// What it does with the file of a name, but for one of its commands, which is told by its place.
    pub fn use_of_file(self, name: &str, except: Option<TextRange>) -> FileUse {
        const CHANGING: [&str; 10] =
            ["chmod", "chown", "mv", "sed", "touch", "gunzip", "bunzip2", "unxz", "gzip", "rm"];
        if !self.syntax().arguments.as_str().contains(name) {
            return FileUse::Nothing;
        }
        let Some(text) = self.script() else { return FileUse::MayChange };
        let others = || self.commands().iter().filter(|command| except.is_none_or(|except| command.range != except));
        let written = |command: &Called<'_>| command.range.of(text.as_str());
        // With the folder around it, too, or by a pattern.
        let removes_more = |it: &Called<'_>| {
            it.is_any(&["rm"]) && (written(it).contains('*') || it.parsed().has(&["r", "R", "recursive"]))
        };
        let changes = |it: &Called<'_>| it.is_any(&CHANGING) && written(it).contains(name);
        if others().any(|it| removes_more(it) || changes(it)) {
            return FileUse::MayChange;
        }
        if others().any(|it| written(it).contains(name)) { FileUse::Reads } else { FileUse::Nothing }
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a path may be that of several files.
fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '['])
}

#[cfg(test)]
mod tests {
    use super::FileUse;
    use crate::model::docker::{Dockerfile, Instruction};
    use crate::source::FileId;
    use crate::syntax::dockerfile::parse;

    /// What is asked of the last instruction.
    fn last<R>(text: &str, ask: impl FnOnce(Instruction<'_>) -> R) -> R {
        let text = format!("FROM a\nWORKDIR /w\n{text}");
        let (parsed, _) = parse(&text, FileId(0));
        ask(Dockerfile::new(&parsed).instructions().last().unwrap())
    }

    #[test]
    fn files_are_brought_by_copies_and_downloads() {
        for (text, wanted) in [
            ("COPY a.zip b/*.zip c.zip /d", &["/d/a.zip", "/d/c.zip"][..]),
            ("COPY a.zip new.zip", &["/w/new.zip"]),
            ("ADD a.zip .", &["/w/a.zip"]),
            ("COPY a.zip $X/", &[]),
            ("RUN curl -o a.zip https://b.io && wget -O /c.zip https://d.io", &["/w/a.zip", "/c.zip"]),
            ("RUN curl -o a.zip https://b.io && unzip a.zip && rm /w/a.zip", &[]),
            ("RUN curl -o a.zip https://b.io && rm *", &[]),
            ("RUN curl -o /tmp/a.zip https://b.io && rm -r /tmp/", &[]),
            ("RUN curl -o - https://b.io", &[]),
        ] {
            last(text, |it| assert_eq!(it.brought_files(), wanted, "{text}"));
        }
    }

    #[test]
    fn what_is_done_with_a_file_is_told_by_the_commands_that_name_it() {
        for (text, wanted) in [
            ("RUN unzip /a.zip", FileUse::Reads),
            ("RUN ls", FileUse::Nothing),
            ("COPY a.zip /b", FileUse::MayChange),
            ("RUN unzip a.zip && mv a.zip b", FileUse::MayChange),
            ("RUN unzip a.zip && rm -r /tmp", FileUse::MayChange),
        ] {
            assert_eq!(last(text, |it| it.use_of_file("a.zip", None)), wanted, "{text}");
        }
        let except_first = |it: Instruction<'_>| it.use_of_file("a.zip", it.commands().first().map(|it| it.range));
        assert_eq!(last("RUN rm a.zip && ls", except_first), FileUse::Nothing);
    }
}
