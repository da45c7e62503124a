//! Builtins, and options of theirs, that the shell at hand lacks.

use super::{Checks, FAILS, Replacement, Walk};
use crate::model::command::{Argument, Command};

const OPTION: &str = "which does not know that option";

impl Walk<'_> {
    pub(super) fn of_builtin(&mut self, command: &Command<'_>) {
        let Some(program) = command.program.as_ref() else { return };
        let (name, arguments) = (program.as_str().unwrap_or_default(), command.arguments.as_slice());
        match name {
            "pushd" | "popd" | "dirs" | "shopt" | "declare" | "typeset" | "mapfile" | "readarray" | "disown" => {
                self.add(program.range, format!("`{name}`"), FAILS, &["shellcheck:SC3044"]);
            }
            "read" if options(arguments).any(|(_, letters)| letters.contains('a')) => self.option(name, arguments, "a"),
            _ if !self.is_dash => {}
            "let" | "builtin" | "caller" | "suspend" => {
                let check: Checks = if name == "let" { &["shellcheck:SC3039"] } else { &["shellcheck:SC3044"] };
                self.add(program.range, format!("`{name}`"), FAILS, check);
            }
            "source" => {
                let is_path = arguments.first().is_some_and(|file| file.prefix.contains('/'));
                let instead = is_path.then_some(Replacement { range: program.range, text: "." });
                self.add(program.range, "`source`", FAILS, &["shellcheck:SC3046", "shellcheck:SC3051"]);
                self.replace_last(instead);
            }
            "set" => {
                // Letters of bash that dash 0.5.12 calls illegal.
                let letter = options(arguments)
                    .find_map(|(range, letters)| Some((range, letters.chars().find(|it| "BHPTkt".contains(*it))?)));
                if let Some((range, letter)) = letter {
                    self.add(range, format!("`set -{letter}`"), "which ends at once", &["shellcheck:SC3041"]);
                }
                if let Some(long) =
                    arguments.first().filter(|word| word.prefix.len() > 2 && word.prefix.starts_with("--"))
                {
                    self.add(
                        long.range,
                        format!("`set {}`", long.prefix),
                        "which ends at once",
                        &["shellcheck:SC3042"],
                    );
                }
                let of_bash = |argument: &&Argument<'_>| matches!(argument.as_str(), Some("pipefail" | "errtrace"));
                if let Some(option) = arguments.iter().find(of_bash) {
                    let what = format!("`set -o {}`", option.as_str().unwrap_or_default());
                    self.add(option.range, what, "which ends at once", &["shellcheck:SC3040"]);
                }
            }
            "[" | "test" => self.test(arguments),
            "echo" => {
                let flag = arguments.first().filter(|flag| flag.as_str().is_some_and(is_echo_flag));
                if let Some(flag) = flag {
                    let what = format!("`echo {}`", flag.as_str().unwrap_or_default());
                    self.add(
                        flag.range,
                        what,
                        "which prints the option too",
                        &["shellcheck:SC3036", "shellcheck:SC3037"],
                    );
                }
            }
            "trap" if arguments.len() > 1 => {
                let of_bash = |signal: &str| matches!(signal, "ERR" | "DEBUG" | "RETURN") || signal.starts_with("SIG");
                if let Some(signal) = arguments[1..].iter().find(|signal| signal.as_str().is_some_and(of_bash)) {
                    let what = format!("`trap ... {}`", signal.as_str().unwrap_or_default());
                    let check: Checks =
                        if what.contains("SIG") { &["shellcheck:SC3048"] } else { &["shellcheck:SC3047"] };
                    self.add(signal.range, what, "which does not know that signal", check);
                }
            }
            "read" => {
                self.option(name, arguments, "deinNstu");
                let names_none = arguments.iter().all(|word| !word.splits && word.prefix.starts_with('-'));
                if names_none && options(arguments).all(|(_, letters)| letters == "r") {
                    self.add(program.range, "`read` without a name", "where it fails", &["shellcheck:SC3061"]);
                }
            }
            "." if arguments.len() > 1 => {
                let what = "`.` with arguments";
                self.add(arguments[1].range, what, "which does not pass them on", &["shellcheck:SC2240"]);
            }
            "printf" => {
                self.option(name, &arguments[..arguments.len().min(1)], "v");
                if let Some(format) = arguments.first().filter(|format| format.prefix.contains("%q")) {
                    self.add(format.range, "`%q`", "which does not know it", &["shellcheck:SC3050"]);
                }
            }
            "export" => self.option(name, arguments, "fn"),
            "wait" => self.option(name, arguments, "n"),
            _ => {}
        }
    }

    /// Notes the first option with one of these letters.
    fn option(&mut self, program: &str, arguments: &[Argument<'_>], letters: &str) {
        let found = options(arguments).find_map(|(range, given)| {
            given.chars().find(|letter| letters.contains(*letter)).map(|letter| (range, letter))
        });
        if let Some((range, letter)) = found {
            self.add(range, format!("`{program} -{letter}`"), OPTION, &["shellcheck:SC3045"]);
        }
    }

    fn test(&mut self, arguments: &[Argument<'_>]) {
        for word in arguments {
            match word.as_str() {
                Some("==") => {
                    self.add(word.range, "`==` in a test", "where the test fails", &["shellcheck:SC3014"]);
                    self.replace_last(Some(Replacement { range: word.range, text: "=" }));
                }
                Some(unary @ ("-a" | "-o")) if word.range == arguments[0].range && is_unary(arguments) => {
                    let check: Checks = if unary == "-a" { &["shellcheck:SC3017"] } else { &["shellcheck:SC3062"] };
                    self.add(word.range, format!("`{unary}` before a test's only word"), "where the test fails", check);
                }
                Some("-v") if word.range == arguments[0].range && arguments.len() > 1 => {
                    self.add(word.range, "`-v` in a test", "where the test fails", &["shellcheck:SC3016"]);
                }
                _ => {}
            }
        }
    }

    fn replace_last(&mut self, instead: Option<Replacement>) {
        if let Some(last) = self.found.last_mut() {
            last.instead = instead;
        }
    }
}

/// Whether a test is an operator and one word.
fn is_unary(arguments: &[Argument<'_>]) -> bool {
    let closes = arguments.last().is_some_and(|word| word.is("]"));
    arguments.len() - usize::from(closes) == 2
}

/// The options of one letter each before the first operand.
fn options<'a>(arguments: &'a [Argument<'_>]) -> impl Iterator<Item = (crate::syntax::shell::TextRange, &'a str)> {
    arguments.iter().map_while(|argument| {
        let letters = argument.as_str()?.strip_prefix('-')?;
        let are_letters = !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        are_letters.then_some((argument.range, letters))
    })
}

fn is_echo_flag(flag: &str) -> bool {
    flag.strip_prefix('-')
        .is_some_and(|letters| letters.contains('e') && letters.chars().all(|letter| matches!(letter, 'e' | 'n' | 'E')))
}
