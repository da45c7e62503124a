//! Every flag, once, with its help.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::output::Format;

/// A linter for infrastructure files: Dockerfiles, Compose, Kubernetes, Helm, Terraform, CI pipelines and Prometheus rules, read together.
#[derive(Parser, Debug)]
#[command(version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub check: CheckArguments,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Check files and folders; the same as no command at all
    Check(CheckArguments),
}

/// What a check is told.
#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// Files and folders to check. A file that is named is checked together with the rest of its project
    #[arg(default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_parser = formats(), default_value = Format::Human.name(), help_heading = "Output")]
    pub format: Format,

    /// Write the findings to a file instead of standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub color: Color,

    /// Say how many files of which sort were read and how long each phase took
    #[arg(long, help_heading = "Output")]
    pub stats: bool,

    /// Write nothing but findings
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,

    /// Say which root, configuration and files are used
    #[arg(short, long, help_heading = "Output")]
    pub verbose: bool,
}

/// The names of the formats.
fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| Format::from_name(&name).ok_or("no format"))
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it the rule for standard output and standard error.
    pub(super) fn write_global(self) {
        match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
    }

    /// Whether standard output takes colours.
    pub(super) fn on_stdout(self) -> bool {
        anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
    }
}
