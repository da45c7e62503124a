//! The command line: what the arguments mean, one file for each command.
//!
//! Findings and what a command was asked for go to standard output, everything else to standard error. The exit code is 0 if all is
//! well, 1 if there are findings at or above `--fail-on`, and 2 if infralint could not run.

#![expect(clippy::disallowed_methods, reason = "the command line reads and writes what it is told to")]

mod args;
mod changed;
mod check;
mod explain;
mod hints;
mod init;
mod migrate;
mod progress;
mod rules;
mod schema;
mod settings;
mod write;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Effects, Style};
use clap::{CommandFactory, Parser};

use args::{Arguments, Command};

/// How `error:` looks on a terminal, as in clap's own messages.
const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);

/// How a heading looks.
const STRONG: Style = Style::new().effects(Effects::BOLD);

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

/// Runs the program with the arguments and in the folder of this process.
pub fn run() -> ExitCode {
    let outcome = dispatch(Arguments::parse()).unwrap_or_else(|reason| {
        say(&format!("{ERROR}error:{ERROR:#} {reason}"));
        Outcome::Failed
    });
    ExitCode::from(match outcome {
        Outcome::Clean => 0,
        Outcome::Findings => 1,
        Outcome::Failed => 2,
    })
}

fn dispatch(arguments: Arguments) -> Result<Outcome, String> {
    let Some(command) = arguments.command else { return check::run(&arguments.check) };
    let text = match command {
        Command::Check(arguments) => return check::run(&arguments),
        Command::Explain { rule, color } => explain::page(&rule, color.apply())?,
        Command::Rules { format, color } => rules::list(format, color.apply()),
        Command::Init => return init::run(),
        Command::Migrate { folder, write } => return migrate::run(&folder, write),
        Command::Schema => schema::text(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "infralint", &mut script);
            String::from_utf8_lossy(&script).into_owned()
        }
    };
    print(&text).map(|()| Outcome::Clean)
}

/// Writes to standard output. That nobody reads it to the end is no error.
fn print(text: &str) -> Result<(), String> {
    let mut output = std::io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}

/// Writes a line to standard error. If nobody can read it, there is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Writes a file that the user named.
fn save(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}
