//! Instructions from their parts, each by the grammar of its keyword.
//!
//! Facts: BuildKit, `frontend/dockerfile/instructions/parse.go` and `frontend/dockerfile/parser/line_parsers.go`.

use super::json::{self, JsonForm};
use super::text::Text;
use super::words::{Parts, is_blank, plain_words, quoted_words};
use super::{
    APART, Command, Copy, Form, From, Heredoc, INSTRUCTION, Instruction, NO_TRIGGER, Pair, RULE, Reader, exec, flags,
    heredoc, mend, spelling,
};
use crate::diagnostic::Problem;
use crate::fix::Safety;

impl<'s> Reader<'s> {
    /// The instruction; its span is only that of its logical line.
    pub(super) fn typed(&mut self, parts: Parts<'s>, heredocs: Vec<Heredoc<'s>>, is_trigger: bool) -> Instruction<'s> {
        let keyword = parts.keyword.as_str().to_ascii_lowercase();
        let span = parts.keyword.span().cover(parts.arguments.span());
        let command = self.command(&keyword, &parts, &heredocs, is_trigger);
        self.check_flags(&keyword, &parts, &command);
        let command_line = match &command {
            Command::Run(Form::Exec(words))
            | Command::Cmd(Form::Exec(words))
            | Command::Entrypoint(Form::Exec(words))
            | Command::Healthcheck(Some(Form::Exec(words))) => Some(exec::command_line(words, &parts.arguments)),
            _ => None,
        };
        let Parts { keyword, flags, arguments } = parts;
        Instruction { span, keyword, flags, arguments, heredocs, command, command_line }
    }

    fn check_flags(&mut self, keyword: &str, parts: &Parts<'s>, command: &Command<'s>) {
        if !matches!(command, Command::Healthcheck(None) | Command::Invalid) {
            let mut directives = self.lines.directives.iter();
            let frontend = directives.find(|directive| directive.name.eq_ignore_ascii_case("syntax"));
            let may_know_more = frontend.is_some_and(|frontend| flags::may_know_more(frontend.value.as_str()));
            let problems = flags::check(keyword, &parts.flags, self.lines.source, may_know_more);
            self.lines.problems.extend(problems);
        }
    }

    fn command(&mut self, keyword: &str, parts: &Parts<'s>, heredocs: &[Heredoc<'s>], is_trigger: bool) -> Command<'s> {
        let arguments = &parts.arguments;
        let command = match keyword {
            "from" => self.from(parts),
            "run" => self.run(parts, heredocs),
            "copy" => self.copy(parts).map_or(Command::Invalid, Command::Copy),
            "add" => self.copy(parts).map_or(Command::Invalid, Command::Add),
            "env" => self.pairs(parts).map_or(Command::Invalid, Command::Env),
            "label" => self.pairs(parts).map_or(Command::Invalid, Command::Label),
            "arg" => self.arg(parts),
            "user" => self.one(parts, Command::User),
            "workdir" => self.one(parts, Command::Workdir),
            "stopsignal" => self.one(parts, Command::Stopsignal),
            "maintainer" => self.one(parts, Command::Maintainer),
            "expose" => self.some(parts, plain_words(arguments), Command::Expose),
            "volume" => {
                self.list(parts).map_or(Command::Invalid, |(words, _)| self.some(parts, words, Command::Volume))
            }
            "cmd" => self.form(arguments, parts).map_or(Command::Invalid, Command::Cmd),
            "entrypoint" => self.form(arguments, parts).map_or(Command::Invalid, Command::Entrypoint),
            "healthcheck" => self.healthcheck(parts),
            "shell" => self.shell(parts),
            "onbuild" => self.onbuild(parts, heredocs, is_trigger),
            _ => return self.unknown(parts),
        };
        self.is_after_unknown = false;
        command
    }

    fn refuse(&mut self, parts: &Parts<'s>, message: String, help: &str) -> Command<'s> {
        self.problem(Problem::new(INSTRUCTION, parts.keyword.span(), message).with_help(help));
        Command::Invalid
    }

    fn from(&mut self, parts: &Parts<'s>) -> Command<'s> {
        let mut words = plain_words(&parts.arguments).into_iter();
        match (words.next(), words.next(), words.next(), words.next()) {
            (Some(image), None, None, None) => Command::From(From { image, alias: None }),
            (Some(image), Some(as_word), Some(alias), None) if as_word.as_str().eq_ignore_ascii_case("as") => {
                if !is_stage_name(alias.as_str()) {
                    let message = format!("`{}` cannot be the name of a stage", alias.as_str());
                    let help = "begin with a letter, and use letters, digits, `-`, `_` and `.`";
                    let renamed = self.renamed(&alias).map(|edit| vec![edit]);
                    let problem = Problem::new(INSTRUCTION, alias.span(), message).with_help(help);
                    self.problem(problem.with_fix("give it a name that can be", Safety::Safe, renamed));
                }
                Command::From(From { image, alias: Some(alias) })
            }
            (None, ..) => {
                self.refuse(parts, "`FROM` without an image".into(), "name the image or the stage to build from")
            }
            (Some(_), Some(second), ..) => {
                let message = format!("`FROM` takes an image and `AS name`, not `{}`", second.as_str());
                self.problem(Problem::new(INSTRUCTION, second.span(), message));
                Command::Invalid
            }
            (Some(_), None, ..) => Command::Invalid,
        }
    }

    fn run(&mut self, parts: &Parts<'s>, heredocs: &[Heredoc<'s>]) -> Command<'s> {
        let Some(first) = heredocs.first() else {
            return self.form(&parts.arguments, parts).map_or(Command::Invalid, Command::Run);
        };
        if heredoc::is_announcement(parts.arguments.as_str()) {
            let content = first.content();
            let is_interpreted = content.as_str().starts_with("#!");
            return Command::Run(if is_interpreted { Form::Interpreted(content) } else { Form::Shell(content) });
        }
        let mut builder = parts.arguments.builder();
        builder.push_part(&parts.arguments, 0..parts.arguments.len());
        for heredoc in heredocs {
            let body = heredoc.raw.span().range();
            builder.push_decoded(body.start..body.start, "\n");
            builder.push(body.clone());
            let terminator = heredoc.terminator.map_or(body.end..body.end, crate::source::Span::range);
            builder.push(terminator);
        }
        Command::Run(Form::Shell(builder.finish(parts.arguments.span().start as usize)))
    }

    /// A command in JSON or shell form.
    fn form(&mut self, arguments: &Text<'s>, parts: &Parts<'s>) -> Option<Form<'s>> {
        match json::parse(arguments) {
            JsonForm::Strings(words) => Some(Form::Exec(words)),
            JsonForm::No => Some(Form::Shell(arguments.clone())),
            JsonForm::NotStrings => {
                self.not_strings(arguments, parts);
                None
            }
        }
    }

    fn not_strings(&mut self, arguments: &Text<'s>, parts: &Parts<'s>) {
        let message = format!(
            "`{}` has a JSON array with something other than strings",
            parts.keyword.as_str().to_ascii_uppercase()
        );
        let problem = Problem::new(RULE, arguments.span(), message).with_help("put each item in double quotes");
        let edits = mend::as_json(arguments).map(|edit| vec![edit]);
        self.problem(problem.with_fix("put each item in double quotes", Safety::Safe, edits));
    }

    /// Words in JSON form or separated by blanks, and whether they are JSON.
    fn list(&mut self, parts: &Parts<'s>) -> Option<(Vec<Text<'s>>, bool)> {
        match json::parse(&parts.arguments) {
            JsonForm::Strings(words) => Some((words, true)),
            JsonForm::No => Some((plain_words(&parts.arguments), false)),
            JsonForm::NotStrings => {
                self.not_strings(&parts.arguments, parts);
                None
            }
        }
    }

    fn copy(&mut self, parts: &Parts<'s>) -> Option<Copy<'s>> {
        let (mut words, is_json) = self.list(parts)?;
        let name = parts.keyword.as_str().to_ascii_uppercase();
        let operator = words.iter().position(|word| !is_json && is_operator(word.as_str())).filter(|at| *at > 1);
        let shell = operator.map(|at| words.split_off(at)).unwrap_or_default();
        let destination = words.pop();
        let Some(destination) = destination.filter(|_| !words.is_empty()) else {
            self.refuse(
                parts,
                format!("`{name}` without a source and a destination"),
                "write the sources and then where they go",
            );
            return None;
        };
        if heredoc::is_announcement(destination.as_str()) {
            let problem =
                Problem::new(INSTRUCTION, destination.span(), format!("`{name}` with a here-document as destination"));
            self.problem(problem.with_help("write where it goes after the here-document's word"));
            return None;
        }
        words.retain(|word| !heredoc::is_announcement(word.as_str()));
        Some(Copy { sources: words, destination, is_json, shell })
    }

    /// The pairs of ENV and LABEL: `name=value ...`, or the old `name value`.
    fn pairs(&mut self, parts: &Parts<'s>) -> Option<Vec<Pair<'s>>> {
        let arguments = &parts.arguments;
        let name = parts.keyword.as_str().to_ascii_uppercase();
        let words = quoted_words(arguments, self.lines.escape);
        let Some(first) = words.first() else {
            self.refuse(parts, format!("`{name}` without a name and a value"), "write `name=value`");
            return None;
        };
        if !first.as_str().contains('=') {
            let bytes = arguments.as_str().as_bytes();
            let Some(end) = bytes.iter().position(|byte| is_blank(*byte)) else {
                let problem =
                    Problem::new(RULE, first.span(), format!("`{name}` `{}` without a value", first.as_str()));
                self.problem(problem.with_help("write `name=value`"));
                return None;
            };
            let start = end + bytes[end..].iter().take_while(|byte| is_blank(**byte)).count();
            let value = arguments.slice(start..arguments.len());
            return Some(vec![Pair { name: arguments.slice(0..end), value: Some(value), is_legacy: true }]);
        }
        let mut pairs = Vec::with_capacity(words.len());
        for (index, word) in words.iter().enumerate() {
            match word.as_str().find('=') {
                None => self.no_pair(&name, &words, index),
                Some(0) => self.problem(Problem::new(
                    INSTRUCTION,
                    word.span(),
                    format!("`{name}` `{}` without a name", word.as_str()),
                )),
                Some(at) => {
                    let value = Some(word.slice(at + 1..word.len()));
                    pairs.push(Pair { name: word.slice(0..at), value, is_legacy: false });
                }
            }
        }
        Some(pairs)
    }

    /// A word of ENV or LABEL that is no pair.
    fn no_pair(&mut self, name: &str, words: &[Text<'s>], index: usize) {
        let word = &words[index];
        let problem = Problem::new(RULE, word.span(), format!("`{}` in `{name}` is not `name=value`", word.as_str()));
        let is_apart = index > 0 && words[index - 1].as_str().ends_with('=');
        let help = if is_apart { "remove the blanks after `=`" } else { "put a value with blanks in quotes" };
        let edits = is_apart.then(|| mend::gap(&words[index - 1], word)).flatten().map(|edit| vec![edit]);
        self.problem(problem.with_help(help).with_fix("remove the blanks", Safety::Unsafe, edits));
    }

    fn arg(&mut self, parts: &Parts<'s>) -> Command<'s> {
        let words = quoted_words(&parts.arguments, self.lines.escape);
        if words.is_empty() {
            return self.refuse(parts, "`ARG` without a name".into(), "write `name` or `name=default`");
        }
        let mut pairs = Vec::with_capacity(words.len());
        for (index, word) in words.iter().enumerate() {
            match word.as_str().find('=') {
                Some(0) => {
                    let message = format!("`ARG` `{}` without a name", word.as_str());
                    let problem = Problem::new(INSTRUCTION, word.span(), message).with_also(&APART);
                    let edits = mend::joined(&words, index);
                    self.problem(problem.with_fix("remove the blanks around `=`", Safety::Unsafe, edits));
                }
                Some(at) => {
                    let value = Some(word.slice(at + 1..word.len()));
                    pairs.push(Pair { name: word.slice(0..at), value, is_legacy: false });
                }
                None => pairs.push(Pair { name: word.clone(), value: None, is_legacy: false }),
            }
        }
        Command::Arg(pairs)
    }

    /// An instruction whose whole text is its one argument.
    fn one(&mut self, parts: &Parts<'s>, make: fn(Text<'s>) -> Command<'s>) -> Command<'s> {
        if parts.arguments.is_empty() {
            let name = parts.keyword.as_str().to_ascii_uppercase();
            return self.refuse(parts, format!("`{name}` without an argument"), "it takes exactly one");
        }
        make(parts.arguments.clone())
    }

    /// An instruction with at least one word.
    fn some(&mut self, parts: &Parts<'s>, words: Vec<Text<'s>>, make: fn(Vec<Text<'s>>) -> Command<'s>) -> Command<'s> {
        let name = parts.keyword.as_str().to_ascii_uppercase();
        if words.is_empty() {
            return self.refuse(parts, format!("`{name}` without an argument"), "it takes at least one");
        }
        if let Some(blank) = words.iter().find(|word| word.trim().is_empty()) {
            self.problem(Problem::new(INSTRUCTION, blank.span(), format!("`{name}` with an empty argument")));
            return Command::Invalid;
        }
        make(words)
    }

    fn healthcheck(&mut self, parts: &Parts<'s>) -> Command<'s> {
        let arguments = &parts.arguments;
        let text = arguments.as_str();
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let start = text.len() - text[end..].trim_start().len();
        let rest = arguments.slice(start..text.len());
        let help = "write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`";
        match text[..end].to_ascii_uppercase().as_str() {
            "" => self.refuse(parts, "`HEALTHCHECK` without an argument".into(), help),
            "NONE" if rest.is_empty() => Command::Healthcheck(None),
            "NONE" => {
                self.problem(Problem::new(INSTRUCTION, rest.span(), "`HEALTHCHECK NONE` with arguments"));
                Command::Invalid
            }
            "CMD" if rest.is_empty() => self.refuse(parts, "`HEALTHCHECK CMD` without a command".into(), help),
            "CMD" => match self.form(&rest, parts) {
                Some(Form::Exec(words)) if words.is_empty() => {
                    self.refuse(parts, "`HEALTHCHECK CMD` without a command".into(), help)
                }
                form => form.map_or(Command::Invalid, |form| Command::Healthcheck(Some(form))),
            },
            _ => {
                let kind = arguments.slice(0..end);
                let message = format!("`HEALTHCHECK` `{}` is neither CMD nor NONE", kind.as_str());
                self.problem(Problem::new(INSTRUCTION, kind.span(), message).with_help(help));
                Command::Invalid
            }
        }
    }

    fn shell(&mut self, parts: &Parts<'s>) -> Command<'s> {
        match json::parse(&parts.arguments) {
            JsonForm::Strings(words) if !words.is_empty() => Command::Shell(words),
            JsonForm::NotStrings => {
                self.not_strings(&parts.arguments, parts);
                Command::Invalid
            }
            _ if parts.arguments.is_empty() => {
                self.refuse(parts, "`SHELL` without a program".into(), "write `[\"program\", \"argument\"]`")
            }
            JsonForm::Strings(_) => {
                self.refuse(parts, "`SHELL` without a program".into(), "write `[\"program\", \"argument\"]`")
            }
            JsonForm::No => {
                let problem = Problem::new(INSTRUCTION, parts.arguments.span(), "`SHELL` is not in JSON form");
                let edits = mend::as_json(&parts.arguments).map(|edit| vec![edit]);
                let problem = problem.with_help("write `[\"program\", \"argument\"]`, with double quotes");
                self.problem(problem.with_fix("write it in JSON form", Safety::Safe, edits));
                Command::Invalid
            }
        }
    }

    fn onbuild(&mut self, parts: &Parts<'s>, heredocs: &[Heredoc<'s>], is_trigger: bool) -> Command<'s> {
        if is_trigger {
            let problem = Problem::new(INSTRUCTION, parts.keyword.span(), "`ONBUILD` within `ONBUILD`");
            let help = "write the instruction itself after the first ONBUILD";
            self.problem(problem.with_help(help).with_also(&NO_TRIGGER));
            return Command::Invalid;
        }
        if parts.arguments.is_empty() {
            return self.refuse(
                parts,
                "`ONBUILD` without an instruction".into(),
                "write the instruction to run in a child's build",
            );
        }
        let inner = Parts::new(&parts.arguments, self);
        let keyword = inner.keyword.as_str().to_ascii_uppercase();
        if matches!(keyword.as_str(), "FROM" | "MAINTAINER") {
            let message = format!("`{keyword}` within `ONBUILD`");
            self.problem(Problem::new(INSTRUCTION, inner.keyword.span(), message).with_also(&NO_TRIGGER));
            return Command::Invalid;
        }
        Command::Onbuild(Box::new(self.typed(inner, heredocs.to_vec(), true)))
    }

    fn unknown(&mut self, parts: &Parts<'s>) -> Command<'s> {
        if std::mem::replace(&mut self.is_after_unknown, true) {
            return Command::Invalid;
        }
        let written = parts.keyword.as_str();
        let shown: String = written.chars().take(40).collect();
        let problem = |message: String| Problem::new(INSTRUCTION, parts.keyword.span(), message);
        let problem = match (self.dangling(parts), spelling::nearest(written)) {
            (Some(dangling), _) => problem(format!("`{shown}` belongs to the `RUN` above, whose line does not go on"))
                .with_help(dangling.help)
                .with_fix("go on with the line above", Safety::Unsafe, dangling.edit.map(|edit| vec![edit])),
            (None, Some(meant)) => problem(format!("unknown instruction `{shown}`"))
                .with_help(format!("did you mean `{meant}`?"))
                .with_fix("write it so", Safety::Unsafe, mend::keyword(&parts.keyword, meant).map(|edit| vec![edit])),
            (None, None) => problem(format!("unknown instruction `{shown}`"))
                .with_help("if it belongs to the instruction before, end the line before with a line continuation"),
        };
        self.problem(problem);
        Command::Invalid
    }
}

/// Whether a word of COPY or ADD is an operator of the shell, which neither of them knows.
fn is_operator(word: &str) -> bool {
    matches!(word, "&&" | "||" | "|" | ";" | ">" | ">>") || ["2>", "&>", ">/dev/"].iter().any(|it| word.starts_with(it))
}

/// Whether a name may be a stage's: `[a-z][a-z0-9-_.]*`, in any case.
pub fn is_stage_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}
