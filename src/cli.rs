//! The command line: what the arguments mean, one file for each command.
//!
//! Findings and what a command was asked for go to standard output, everything else to standard error. The exit code is 0 if all is
//! well, 1 if there are findings at or above `--fail-on`, and 2 if infralint could not run.

#![expect(clippy::disallowed_methods, reason = "the command line reads and writes what it is told to")]

mod args;
mod check;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

/// How a run of the program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings.
    Findings,
    /// It could not run; the reason was said.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the program with the arguments and in the folder of this process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.check.color.write_global();
    let outcome = match arguments.command {
        None => check::run(&arguments.check),
        Some(Command::Check(arguments)) => check::run(&arguments),
    };
    let outcome = outcome.unwrap_or_else(|reason| {
        anstream::eprintln!("{ERROR}error:{ERROR:#} {reason}");
        Outcome::Failed
    });
    outcome.into()
}

/// How `error:` looks on a terminal, as in clap's own messages.
const ERROR: clap::builder::styling::Style =
    clap::builder::styling::AnsiColor::Red.on_default().effects(clap::builder::styling::Effects::BOLD);

/// Writes to standard output. That nobody reads it to the end is no error.
fn print(text: &str) -> Result<(), String> {
    let mut output = std::io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}

/// Writes a file that the user named.
fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("`{}`: {error}", path.display()))
}
