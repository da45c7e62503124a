//! What bash understands and the `sh` that reads a script does not.
//!
//! Measured with dash 0.5.12 and the ash of `BusyBox` 1.35; dash has nothing beyond POSIX but `local`, `BusyBox` most of bash's syntax.

use super::Script;
use crate::model::command::Command;
use crate::syntax::shell::{
    self, AndOr, CommandKind, Dialect, Part, PartKind, Redirect, RedirectOperator, Sequence, TextRange, Word,
};

/// Something that the shell at hand does not understand.
#[derive(Clone, Debug)]
pub struct Bashism {
    /// Where it is written.
    pub range: TextRange,
    /// What it is, as a noun with what is written.
    pub what: String,
    /// What happens, as what follows a comma.
    pub effect: &'static str,
    /// What to write instead, if that is a matter of a few characters.
    pub instead: Option<Replacement>,
}

/// Bytes of a script and what means the same in any shell.
#[derive(Clone, Copy, Debug)]
pub struct Replacement {
    /// What is replaced.
    pub range: TextRange,
    /// By what.
    pub text: &'static str,
}

/// The name of a shell, as it is shown.
pub fn shell_name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Dash => "dash",
        Dialect::BusyBox => "the ash of BusyBox",
        Dialect::Bash => "bash",
        Dialect::Sh => "sh",
    }
}

/// What the shell that surely reads a script does not understand in it. Nothing where that shell is not known.
pub fn bashisms(script: &Script<'_>) -> Vec<Bashism> {
    let Some(dialect @ (Dialect::Dash | Dialect::BusyBox)) = script.known_shell() else { return Vec::new() };
    let (text, ast) = (script.text(), script.ast());
    // Of what no shell can read, nothing is said here.
    if !ast.problems.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk { text, is_dash: dialect == Dialect::Dash, found: Vec::new() };
    walk.sequence(&ast.body);
    for command in script.commands().iter().filter(|command| command.context.substitution.is_none()) {
        walk.of_builtin(command);
    }
    walk.found.sort_by_key(|bashism| bashism.range.start);
    walk.found
}

const FAILS: &str = "which does not know it";
const SYNTAX: &str = "which rejects the whole script";
const LITERAL: &str = "which takes it as it is written";

/// Programs that are given names of files, in which nobody wants a brace.
const OF_FILES: [&str; 9] = ["mkdir", "cp", "mv", "rm", "touch", "chmod", "chown", "ln", "install"];

struct Walk<'t> {
    text: &'t str,
    is_dash: bool,
    found: Vec<Bashism>,
}

impl Walk<'_> {
    fn add(&mut self, range: TextRange, what: impl Into<String>, effect: &'static str) {
        self.found.push(Bashism { range, what: what.into(), effect, instead: None });
    }

    fn sequence(&mut self, sequence: &Sequence) {
        for item in &sequence.items {
            let AndOr { first, rest } = &item.chain;
            for pipeline in std::iter::once(first).chain(rest.iter().map(|(_, pipeline)| pipeline)) {
                pipeline.stages.iter().for_each(|command| self.command(command));
            }
        }
    }

    fn command(&mut self, command: &shell::Command) {
        let range = command.range;
        match &command.kind {
            CommandKind::Simple(simple) => {
                for assignment in &simple.assignments {
                    self.assignment(assignment.range, &assignment.value);
                }
                simple.words.iter().for_each(|word| self.word(word));
                let program = simple.words.first().and_then(|word| word.literal(self.text));
                if program.is_some_and(|program| OF_FILES.contains(&&*program)) {
                    simple.words.iter().for_each(|word| self.brace(word));
                }
            }
            CommandKind::Subshell(body) | CommandKind::Group(body) => self.sequence(body),
            CommandKind::If { branches, otherwise } => {
                for (test, body) in branches {
                    self.sequence(test);
                    self.sequence(body);
                }
                if let Some(body) = otherwise {
                    self.sequence(body);
                }
            }
            CommandKind::Loop { condition, body, .. } => {
                self.sequence(condition);
                self.sequence(body);
            }
            CommandKind::For { words, body, .. } => {
                for word in words.iter().flatten() {
                    self.brace(word);
                    self.word(word);
                }
                self.sequence(body);
            }
            CommandKind::ArithmeticFor { body, .. } => {
                self.add(TextRange { end: range.start + 3, ..range }, "`for ((...))`", SYNTAX);
                self.sequence(body);
            }
            CommandKind::Case { word, arms } => {
                self.word(word);
                for arm in arms {
                    self.sequence(&arm.body);
                }
            }
            CommandKind::Function { name, body } => {
                let written = range.of(self.text);
                if self.is_dash && written.starts_with("function") && written[8..].starts_with(char::is_whitespace) {
                    let what = format!("`function {}`", name.of(self.text));
                    self.add(TextRange { end: range.start + 8, ..range }, what, SYNTAX);
                }
                self.command(body);
            }
            CommandKind::Test(words) => {
                if self.is_dash {
                    self.add(TextRange { end: range.start + 2, ..range }, "`[[`", FAILS);
                }
                for word in words {
                    self.word(word);
                }
            }
            CommandKind::Arithmetic(parts) => self.parts(parts),
        }
        command.redirects.iter().for_each(|redirect| self.redirect(redirect));
    }

    fn assignment(&mut self, range: TextRange, value: &Word) {
        if let [Part { kind: PartKind::Array(_), .. }] = &*value.parts {
            self.add(range, "an array", SYNTAX);
        }
        self.word(value);
    }

    fn redirect(&mut self, redirect: &Redirect) {
        let range = redirect.range;
        match redirect.operator {
            RedirectOperator::HereString => self.add(range, "`<<<`", SYNTAX),
            RedirectOperator::OutputAndErrors | RedirectOperator::AppendOutputAndErrors if self.is_dash => {
                self.add(range, "`&>`", "which runs the command in the background and empties the file");
            }
            _ => {}
        }
        self.word(&redirect.target);
    }

    fn word(&mut self, word: &Word) {
        self.parts(&word.parts);
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match &part.kind {
                PartKind::DoubleQuoted(parts) | PartKind::Arithmetic(parts) => self.parts(parts),
                PartKind::Command(body) => self.sequence(body),
                PartKind::Process(body) => {
                    if self.is_dash {
                        self.add(part.range, format!("`{}...)`", &part.range.of(self.text)[..2]), SYNTAX);
                    }
                    self.sequence(body);
                }
                PartKind::AnsiQuoted if self.is_dash => self.add(part.range, "`$'...'`", LITERAL),
                PartKind::Parameter { operator, argument, .. } => {
                    let operator = operator.of(self.text);
                    let is_case = operator.starts_with(['^', ',']);
                    if is_case || self.is_dash && (operator.starts_with('/') || operator == ":") {
                        self.add(part.range, format!("`{}`", part.range.of(self.text)), "which gives up there");
                    }
                    self.parts(argument);
                }
                _ => {}
            }
        }
    }

    /// `{a,b}` and `{1..3}` outside of quotes.
    fn brace(&mut self, word: &Word) {
        let has_brace = word.parts.iter().any(|part| matches!(part.kind, PartKind::Brace));
        let written = word.range.of(self.text);
        if has_brace && !written.contains(['"', '\'', '=']) {
            self.add(word.range, format!("`{written}`"), LITERAL);
        }
    }

    fn of_builtin(&mut self, command: &Command<'_>) {
        let Some(program) = command.program.as_ref() else { return };
        let (name, arguments) = (program.as_str().unwrap_or_default(), &command.arguments);
        match name {
            "pushd" | "popd" | "shopt" | "declare" | "typeset" => self.add(program.range, format!("`{name}`"), FAILS),
            _ if !self.is_dash => {}
            "let" => self.add(program.range, "`let`", FAILS),
            "source" => {
                self.add(program.range, "`source`", FAILS);
                let is_path = arguments.first().is_some_and(|file| file.prefix.contains('/'));
                let instead = is_path.then_some(Replacement { range: program.range, text: "." });
                self.found.last_mut().into_iter().for_each(|last| last.instead = instead);
            }
            "set" => {
                if let Some(option) = arguments.iter().find(|argument| argument.is("pipefail")) {
                    self.add(option.range, "`set -o pipefail`", "which ends at once");
                }
            }
            "[" | "test" => {
                for equals in arguments.iter().filter(|argument| argument.is("==")) {
                    self.add(equals.range, "`==` in a test", "where the test fails");
                    let instead = Some(Replacement { range: equals.range, text: "=" });
                    self.found.last_mut().into_iter().for_each(|last| last.instead = instead);
                }
            }
            "echo" => {
                let flag = arguments.first().filter(|flag| flag.as_str().is_some_and(is_echo_flag));
                if let Some(flag) = flag {
                    let what = format!("`echo {}`", flag.range.of(self.text));
                    self.add(flag.range, what, "which prints the option too");
                }
            }
            "trap" if arguments.last().is_some_and(|signal| signal.is("ERR")) && arguments.len() > 1 => {
                self.add(program.range, "`trap ... ERR`", FAILS);
            }
            _ => {}
        }
    }
}

fn is_echo_flag(flag: &str) -> bool {
    flag.strip_prefix('-')
        .is_some_and(|letters| letters.contains('e') && letters.chars().all(|letter| matches!(letter, 'e' | 'n' | 'E')))
}
