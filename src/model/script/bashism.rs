//! What bash understands and the `sh` that reads a script does not.
//!
//! Measured with dash 0.5.12 and the ash of `BusyBox` 1.35; dash has nothing beyond POSIX but `local`, `BusyBox` most of bash's syntax.

mod builtins;

use super::{Script, Use};
use crate::model::docker::Variable;
use crate::syntax::shell::{
    self, AndOr, CommandKind, Dialect, Part, PartKind, Redirect, RedirectOperator, Sequence, TextRange, Word,
};

/// Names of checks of another tool.
type Checks = &'static [&'static str];

/// Something that the shell at hand does not understand.
#[derive(Clone, Debug)]
pub struct Bashism {
    /// Where it is written.
    pub range: TextRange,
    /// What it is, as a noun with what is written.
    pub what: String,
    /// What happens, as what follows a comma.
    pub effect: &'static str,
    /// The checks of `ShellCheck` that say the same, as `shellcheck:SC3010`.
    pub checks: Checks,
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

/// What a shell does not understand in a script that it reads. Nothing for one that is bash, or may be.
pub fn bashisms(script: &Script<'_>, shell: Dialect) -> Vec<Bashism> {
    let dialect @ (Dialect::Dash | Dialect::BusyBox) = shell else { return Vec::new() };
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
    if walk.is_dash && text.contains('$') {
        walk.of_variables(script);
    }
    walk.found.sort_by_key(|bashism| bashism.range.start);
    walk.found
}

const FAILS: &str = "which does not know it";
const SYNTAX: &str = "which rejects the whole script";
const LITERAL: &str = "which takes it as it is written";

/// Variables that bash sets by itself, and dash does not.
const OF_BASH: [&str; 11] = [
    "BASHPID",
    "BASH_SOURCE",
    "BASH_VERSION",
    "EUID",
    "FUNCNAME",
    "HOSTTYPE",
    "MACHTYPE",
    "OSTYPE",
    "RANDOM",
    "SECONDS",
    "UID",
];

/// Programs that are given names of files, in which nobody wants a brace.
const OF_FILES: [&str; 9] = ["mkdir", "cp", "mv", "rm", "touch", "chmod", "chown", "ln", "install"];

struct Walk<'t> {
    text: &'t str,
    is_dash: bool,
    found: Vec<Bashism>,
}

impl Walk<'_> {
    fn add(&mut self, range: TextRange, what: impl Into<String>, effect: &'static str, checks: Checks) {
        self.found.push(Bashism { range, what: what.into(), effect, checks, instead: None });
    }

    /// The variables that bash sets by itself, where nothing else sets them.
    fn of_variables(&mut self, script: &Script<'_>) {
        let variables = script.variables();
        let is_of_bash = |used: &&Use<'_>| OF_BASH.contains(&used.name) && !used.has_default();
        for used in variables.uses.iter().filter(is_of_bash) {
            let is_set = variables.is_open || variables.settings_of(used.name).next().is_some();
            if !is_set && matches!(script.variable(used.name), Variable::Unknown) {
                self.add(used.range, format!("`${}`", used.name), "where it is empty", &["shellcheck:SC3028"]);
            }
        }
    }

    fn sequence(&mut self, sequence: &Sequence) {
        for item in &sequence.items {
            let AndOr { first, rest } = &item.chain;
            for pipeline in std::iter::once(first).chain(rest.iter().map(|(_, pipeline)| pipeline)) {
                for pair in pipeline.stages.windows(2) {
                    let gap = TextRange { start: pair[0].range.end, end: pair[1].range.start };
                    if let Some(at) = gap.of(self.text).find("|&") {
                        let start = gap.range().start + at;
                        self.add(TextRange::new(start, start + 2), "`|&`", SYNTAX, &["shellcheck:SC3029"]);
                    }
                }
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
            CommandKind::Group(body) if range.of(self.text).starts_with("coproc") => {
                self.add(TextRange { end: range.start + 6, ..range }, "`coproc`", FAILS, &["shellcheck:SC3032"]);
                self.sequence(body);
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
            CommandKind::For { words, body, select, .. } => {
                if *select {
                    self.add(TextRange { end: range.start + 6, ..range }, "`select`", SYNTAX, &["shellcheck:SC3008"]);
                }
                for word in words.iter().flatten() {
                    self.brace(word);
                    self.word(word);
                }
                self.sequence(body);
            }
            CommandKind::ArithmeticFor { body, .. } => {
                self.add(TextRange { end: range.start + 3, ..range }, "`for ((...))`", SYNTAX, &["shellcheck:SC3005"]);
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
                    self.add(
                        TextRange { end: range.start + 8, ..range },
                        what,
                        SYNTAX,
                        &["shellcheck:SC2112", "shellcheck:SC2113"],
                    );
                }
                if self.is_dash && name.of(self.text).contains('-') {
                    let what = format!("a function called `{}`", name.of(self.text));
                    self.add(*name, what, SYNTAX, &["shellcheck:SC3033"]);
                }
                self.command(body);
            }
            CommandKind::Test(words) => {
                if self.is_dash {
                    let has_match = words.iter().any(|word| word.range.of(self.text) == "=~");
                    let checks: Checks =
                        if has_match { &["shellcheck:SC3010", "shellcheck:SC3015"] } else { &["shellcheck:SC3010"] };
                    self.add(TextRange { end: range.start + 2, ..range }, "`[[`", FAILS, checks);
                }
                for word in words {
                    self.word(word);
                }
            }
            CommandKind::Arithmetic(parts) => {
                if self.is_dash {
                    self.add(
                        TextRange { end: range.start + 2, ..range },
                        "`((...))`",
                        "which runs a program of that name",
                        &["shellcheck:SC3006"],
                    );
                }
                self.parts(parts);
            }
        }
        command.redirects.iter().for_each(|redirect| self.redirect(redirect));
    }

    fn assignment(&mut self, range: TextRange, value: &Word) {
        let written = range.of(self.text);
        if let [Part { kind: PartKind::Array(_), .. }] = &*value.parts {
            self.add(range, "an array", SYNTAX, &["shellcheck:SC3030"]);
        } else if let Some((left, _)) = written.split_once('=').filter(|(left, _)| left.ends_with(['+', ']'])) {
            let check: Checks = if left.ends_with('+') { &["shellcheck:SC3024"] } else { &["shellcheck:SC3030"] };
            self.add(range, format!("`{written}`"), "which looks for a program of that name", check);
        }
        self.word(value);
    }

    fn redirect(&mut self, redirect: &Redirect) {
        let range = redirect.range;
        let target = redirect.target.literal_prefix(self.text);
        if target.starts_with("/dev/tcp/") || target.starts_with("/dev/udp/") {
            self.add(range, format!("`{target}...`"), "where there is no such file", &["shellcheck:SC3025"]);
        }
        match redirect.operator {
            RedirectOperator::HereString => self.add(range, "`<<<`", SYNTAX, &["shellcheck:SC3011"]),
            RedirectOperator::OutputAndErrors | RedirectOperator::AppendOutputAndErrors if self.is_dash => {
                self.add(
                    range,
                    "`&>`",
                    "which runs the command in the background and empties the file",
                    &["shellcheck:SC3020"],
                );
            }
            RedirectOperator::DuplicateOutput if self.is_dash => {
                let file = redirect.target.literal(self.text);
                let is_file = file.is_some_and(|file| file.contains(|c: char| !c.is_ascii_digit() && c != '-'));
                if is_file {
                    self.add(range, "`>&` with a file", SYNTAX, &["shellcheck:SC3021"]);
                }
            }
            _ if self.is_dash && redirect.descriptor.is_some_and(|descriptor| descriptor > 9) => {
                self.add(range, "a descriptor above 9", "which takes it for a word", &["shellcheck:SC3023"]);
            }
            _ if self.is_dash && range.of(self.text).starts_with('{') => {
                self.add(range, "a variable as descriptor", "which takes it for a word", &["shellcheck:SC3022"]);
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
                PartKind::DoubleQuoted(parts) => {
                    if self.is_dash && part.range.of(self.text).starts_with('$') {
                        self.add(part.range, "`$\"...\"`", "which prints the `$` too", &["shellcheck:SC3004"]);
                    }
                    self.parts(parts);
                }
                PartKind::Arithmetic(parts) => {
                    let written = part.range.of(self.text);
                    if self.is_dash && written.starts_with("$[") {
                        self.add(part.range, "`$[...]`", LITERAL, &["shellcheck:SC3007"]);
                    } else if self.is_dash && has_base(written) {
                        self.add(
                            part.range,
                            format!("the base in `{written}`"),
                            "which gives up there",
                            &["shellcheck:SC3052"],
                        );
                    }
                    let operator = ["**", "++"].into_iter().find(|operator| written.contains(operator));
                    if let Some(operator) = operator.filter(|_| self.is_dash && !written.contains('"')) {
                        let check: Checks =
                            if operator == "**" { &["shellcheck:SC3019"] } else { &["shellcheck:SC3018"] };
                        self.add(part.range, format!("`{operator}` in `$((...))`"), "which gives up there", check);
                    }
                    self.parts(parts);
                }
                PartKind::Command(body) => {
                    if self.is_dash && is_file_alone(body) {
                        let checks: Checks = &["shellcheck:SC3034", "shellcheck:SC3035"];
                        self.add(
                            part.range,
                            format!("`{}`", part.range.of(self.text)),
                            "where it is always empty",
                            checks,
                        );
                    }
                    self.sequence(body);
                }
                PartKind::Glob if self.is_dash && part.range.of(self.text).contains('(') => {
                    self.add(part.range, format!("`{}`", part.range.of(self.text)), SYNTAX, &["shellcheck:SC3002"]);
                }
                PartKind::Process(body) => {
                    if self.is_dash {
                        self.add(
                            part.range,
                            format!("`{}...)`", &part.range.of(self.text)[..2]),
                            SYNTAX,
                            &["shellcheck:SC3001"],
                        );
                    }
                    self.sequence(body);
                }
                PartKind::AnsiQuoted if self.is_dash => {
                    self.add(part.range, "`$'...'`", LITERAL, &["shellcheck:SC3003"]);
                }
                PartKind::Parameter { operator, argument, .. } => {
                    let operator = operator.of(self.text);
                    let is_case = operator.starts_with(['^', ',']);
                    let written = part.range.of(self.text);
                    let is_indirect = written.starts_with("${!") || written[2..].contains('[') && operator.is_empty();
                    let is_of_bash = operator.starts_with('/') || operator == ":" || is_indirect;
                    if is_case || self.is_dash && is_of_bash {
                        let check: Checks = match operator.chars().next() {
                            Some('^' | ',') => &["shellcheck:SC3059"],
                            Some('/') => &["shellcheck:SC3060"],
                            Some(_) if written.starts_with("${@") || written.starts_with("${*") => {
                                &["shellcheck:SC3058"]
                            }
                            Some(_) => &["shellcheck:SC3057"],
                            None if written.starts_with("${!") && written.contains('[') => &["shellcheck:SC3055"],
                            None if written.starts_with("${!")
                                && (written.ends_with("*}") || written.ends_with("@}")) =>
                            {
                                &["shellcheck:SC3056"]
                            }
                            None if written.starts_with("${!") => &["shellcheck:SC3053"],
                            None => &["shellcheck:SC3054"],
                        };
                        self.add(part.range, format!("`{written}`"), "which gives up there", check);
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
            self.add(word.range, format!("`{written}`"), LITERAL, &["shellcheck:SC3009"]);
        }
    }
}

/// Whether an arithmetic expression has a number with its base before it: `16#ff`.
fn has_base(written: &str) -> bool {
    let mut parts = written.split('#').peekable();
    std::iter::from_fn(|| parts.next().filter(|_| parts.peek().is_some())).any(|before| {
        let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
        rest.len() < before.len() && !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '_'))
    })
}

/// Whether commands are nothing but `< file`, which bash takes for the text of the file.
fn is_file_alone(body: &Sequence) -> bool {
    let [item] = body.items.as_slice() else { return false };
    let ([only], []) = (&*item.chain.first.stages, item.chain.rest.as_slice()) else { return false };
    let CommandKind::Simple(simple) = &only.kind else { return false };
    let is_empty = simple.words.is_empty() && simple.assignments.is_empty();
    is_empty && matches!(only.redirects.as_slice(), [file] if file.operator == RedirectOperator::Input)
}
