//! `infralint check`: read, lint, write.

use super::args::CheckArguments;
use super::{Outcome, print, write};
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::output;
use crate::report::Report;
use crate::walk::{DEFAULT_LIMIT, Targets, walk};

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome, String> {
    let current = std::env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let targets = Targets::resolve(&arguments.paths, &current)?;
    let config = Config::default();
    let walked = walk(&targets, &|_| false, DEFAULT_LIMIT);
    for trouble in &walked.troubles {
        eprintln!("warning: {trouble}");
    }
    let report = crate::lint(walked.files, &config);
    emit(arguments, &report)?;
    let fails = report.findings.iter().any(|finding| finding.severity >= Severity::Warning);
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// Writes the report where and how it was asked for.
fn emit(arguments: &CheckArguments, report: &Report) -> Result<(), String> {
    let colour = arguments.output.is_none() && arguments.color.on_stdout();
    let text = output::render(report, arguments.format, colour);
    match &arguments.output {
        Some(path) => write(path, &text),
        None => print(&text),
    }
}
