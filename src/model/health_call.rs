//! The program that a health check starts with, in Dockerfiles and in Compose files.

use crate::model::command::{Argument, TextRange};
use crate::model::docker::{Command, Form, Instruction};
use crate::model::script::{self, Script};
use crate::source::Span;
use crate::tree::Node;

/// Programs that health checks use and small images lack.
const TOOLS: [&str; 7] = ["curl", "mongosh", "mysqladmin", "nc", "pg_isready", "redis-cli", "wget"];

/// A call that a health check surely makes, and without which it fails.
#[derive(Clone, Debug)]
pub struct HealthCall {
    /// The program, one that small images lack.
    pub program: &'static str,
    /// The program and its arguments as they are meant, each with its place. Where one cannot be known or is not written in one
    /// piece there is none but the program.
    pub words: Vec<(String, Span)>,
}

impl HealthCall {
    /// The call in the health check of a Dockerfile.
    pub fn of_instruction(check: Instruction<'_>) -> Option<Self> {
        match check.command() {
            Command::Healthcheck(Some(Form::Exec(words))) => {
                let all = words.iter().map(|word| Some((word.as_str().to_owned(), word.span())));
                Self::of_words(all.collect()).or_else(|| Self::of_script(&script::of_instruction(check)?))
            }
            Command::Healthcheck(Some(Form::Shell(_))) => Self::of_script(&script::of_instruction(check)?),
            _ => None,
        }
    }

    /// The call in the `healthcheck.test` of a service.
    pub fn of_test(test: Node<'_>) -> Option<Self> {
        if let Some(script) = script::of_health_check(test) {
            return Self::of_script(&script);
        }
        let is_command = test.items().next().is_some_and(|form| form.as_str() == Some("CMD"));
        let words = test.items().skip(1).filter(|_| is_command);
        Self::of_words(words.map(|word| word.as_text().map(|text| (text.to_owned(), word.span()))).collect())
    }

    fn of_words(words: Vec<Option<(String, Span)>>) -> Option<Self> {
        let program = words.first().and_then(Option::as_ref).cloned()?;
        Self::new(program, words)
    }

    /// The first command, unless it runs only sometimes or another of the tools takes its place: `curl ... || wget ...`.
    fn of_script(script: &Script<'_>) -> Option<Self> {
        let (first, others) = script.commands().split_first()?;
        if first.context.conditional || others.iter().any(|other| other.is_any(&TOOLS)) {
            return None;
        }
        let program = first.program.as_ref()?;
        let span = |range: TextRange| script.span_of(range.range());
        let words = first.arguments.iter().map(|word| Some((meant(word)?.to_owned(), span(word.range))));
        let program = (program.as_str()?.to_owned(), span(program.range));
        Self::new(program.clone(), [Some(program)].into_iter().chain(words).collect())
    }

    fn new(program: (String, Span), words: Vec<Option<(String, Span)>>) -> Option<Self> {
        let name = TOOLS.into_iter().find(|tool| *tool == program.0)?;
        let words: Option<Vec<(String, Span)>> = words.into_iter().collect();
        Some(Self { program: name, words: words.unwrap_or_else(|| vec![program]) })
    }

    /// Where the program is named.
    pub fn span(&self) -> Span {
        self.words[0].1
    }
}

/// What a word is, or how an address begins that is put together when the check runs.
fn meant<'w>(word: &'w Argument<'_>) -> Option<&'w str> {
    word.as_str().or_else(|| Some(word.prefix.as_ref()).filter(|start| start.starts_with("http://")))
}
