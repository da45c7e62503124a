//! Every flag, once, with its help.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::config::{FailOn, Preset};
use crate::output::Format;

/// A linter for infrastructure files: Dockerfiles, Compose, Kubernetes, Helm, Terraform, CI pipelines and Prometheus rules, read
/// together.
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
    Check(Box<CheckArguments>),
    /// Show the page of a rule: why it matters, examples, options
    Explain {
        /// The rule's id, as in `image/latest-tag`, or another tool's id for it, as in `DL3007`
        rule: String,
        #[command(flatten)]
        color: ColorArguments,
    },
    /// List all rules
    Rules {
        /// How the list is written
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
        #[command(flatten)]
        color: ColorArguments,
    },
    /// Write a `.infralint.yaml` with comments into the current folder
    Init,
    /// Show the configurations of hadolint, kube-linter and dclint in a folder as a `.infralint.yaml`
    Migrate {
        /// The folder
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
        /// Write the file into the folder, if there is none
        #[arg(long)]
        write: bool,
    },
    /// Print the JSON Schema of `.infralint.yaml`
    Schema,
    /// Print the completions of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// What a check is told.
#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// Files and folders to check (the current folder if there are none). A file is checked as part of its project
    #[arg(value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub rules: RuleArguments,
    #[command(flatten)]
    pub fixes: FixArguments,
    #[command(flatten)]
    pub output: OutputArguments,
    #[command(flatten)]
    pub color: ColorArguments,
}

/// Which rules, and what fails.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(super) struct RuleArguments {
    /// Run only these rules; `*` stands for any text, and `'*'` alone for all rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// Which rules run to begin with [recommended if nothing is configured]
    #[arg(long, value_parser = presets())]
    pub preset: Option<Preset>,

    /// The configuration, instead of the nearest `.infralint.yaml` upwards
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// Exit with 1 from this severity on [warning if nothing is configured]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub fail_on: Option<FailOn>,

    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub exit_zero: bool,

    /// Leave out the findings that this baseline has
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,

    /// Write all findings into the baseline, and report none
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "infralint-baseline.json", conflicts_with_all = ["baseline", "fix", "diff"])]
    pub write_baseline: Option<PathBuf>,

    /// Report only what is about lines that differ from this commit (of Git; from where the work left it)
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new())]
    #[arg(conflicts_with_all = ["fix", "diff", "write_baseline", "stdin_filename"])]
    pub changed_since: Option<String>,

    /// Check standard input as if it were this file
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "fix"])]
    pub stdin_filename: Option<PathBuf>,
}

/// What is mended.
#[derive(Args, Debug)]
#[command(next_help_heading = "Fixes")]
pub(super) struct FixArguments {
    /// Apply the safe fixes
    #[arg(long, group = "mend")]
    pub fix: bool,

    /// With --fix or --diff, also the fixes that may change behaviour
    #[arg(long, requires = "mend")]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long, group = "mend")]
    pub diff: bool,
}

/// What is written, and where.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct OutputArguments {
    /// How findings are written
    #[arg(long, value_parser = formats(), default_value = Format::Human.name())]
    pub format: Format,

    /// Write the findings to a file: in that format and besides standard output, or, without a format, instead of it. May be repeated
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = Destination::read)]
    pub output: Vec<Destination>,

    /// Write this folder before all paths, for readers that count from further up
    #[arg(long, value_name = "FOLDER", value_parser = relative_folder)]
    pub path_prefix: Option<String>,

    /// Leave findings that a comment or the baseline silences out of SARIF, for readers that show them as open
    #[arg(long)]
    pub omit_suppressed: bool,

    /// Say how many files of which sort were read and how long each phase took
    #[arg(long)]
    pub stats: bool,

    /// Write nothing but findings
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say which root, configuration and files are used
    #[arg(short, long)]
    pub verbose: bool,
}

/// A file that findings are written to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Destination {
    /// In this format; else in that of standard output.
    pub format: Option<Format>,
    pub path: PathBuf,
}

impl Destination {
    /// Reads `FILE` or `FORMAT=FILE`. A file with an equals sign in its name needs a folder before it.
    fn read(text: &str) -> Result<Self, String> {
        match text.split_once('=').filter(|(name, _)| !name.contains(['/', '\\'])) {
            None if text.is_empty() => Err("no file is named".into()),
            None => Ok(Self { format: None, path: text.into() }),
            Some((_, "")) => Err("no file is named".into()),
            Some((name, path)) => match Format::from_name(name) {
                Some(format) => Ok(Self { format: Some(format), path: path.into() }),
                None => Err(format!("no format is named `{name}`; if this is a file, write `./{text}`")),
            },
        }
    }
}

/// Whether there are colours.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct ColorArguments {
    /// When to use colours; `auto`: on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum ListFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl ColorArguments {
    /// Makes it the rule for standard output and standard error. Says whether standard output takes colours.
    pub(super) fn apply(self) -> bool {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
        anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
    }
}

/// A relative path without `.` and `..`, parted by `/`; nothing for the folder itself.
fn relative_folder(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    if text.starts_with(['/', '\\']) || parts.iter().any(|part| *part == ".." || part.contains(':')) {
        return Err("this is no folder below another".into());
    }
    Ok(parts.join("/"))
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| Format::from_name(&name).ok_or("no format"))
}

fn presets() -> impl TypedValueParser<Value = Preset> {
    PossibleValuesParser::new(Preset::ALL.map(Preset::name)).try_map(|name| Preset::from_name(&name).ok_or("no preset"))
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::ALL.map(FailOn::name))
        .try_map(|name| FailOn::from_name(&name).ok_or("no severity"))
}
