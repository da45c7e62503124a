//! `infralint check`: read, lint, mend, write.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::args::{CheckArguments, Destination};
use super::changed::Changes;
use super::settings::{self, Refused, Settings};
use super::{ERROR, Outcome, hints, print, progress, save, say, write};
use crate::config::{Config, DEFAULT_FAIL_ON};
use crate::output::{self, Format};
use crate::progress::Progress;
use crate::repair::{Repaired, repair};
use crate::report::Report;
use crate::suppress::baseline::Baseline;
use crate::walk::{DEFAULT_LIMIT, Targets, Walked, walk};

/// More files that are of no known sort are only counted.
const MOST_NAMED: usize = 3;

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome, String> {
    let colour = arguments.color.apply();
    verify(&arguments.output.output, arguments.fixes.diff)?;
    let current = std::env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let targets = match &arguments.rules.stdin_filename {
        Some(path) => Targets::overlaid(path, &current, standard_input()?),
        None => {
            Targets::resolve(&arguments.paths, &current).map_err(|reason| hints::of_path(reason, &arguments.paths))?
        }
    };
    let Settings { config, file } = match settings::load(&arguments.rules, &targets.root, &current) {
        Ok(settings) => settings,
        Err(Refused::Failed(reason)) => return Err(reason),
        Err(Refused::Wrong(mut report)) => {
            emit(arguments, &mut report, colour)?;
            return Ok(Outcome::Failed);
        }
    };
    if arguments.output.verbose {
        say(&format!("root: {}", targets.root.display()));
        say(&format!("configuration: {}", file.map_or("none".into(), |path| path.display().to_string())));
    }
    let limit = config.max_file_size.unwrap_or(DEFAULT_LIMIT);
    let changes = arguments.rules.changed_since.as_deref();
    let changes = changes.map(|revision| Changes::since(revision, &targets.root)).transpose()?;
    let (progress, watched) = (Arc::new(Progress::default()), !arguments.output.quiet && progress::is_watched());
    let walked = progress::show(&progress, watched, || walk(&targets, &|path| config.excludes(path), limit, &progress));
    tell(arguments, &walked, &targets.root);
    let is_complete = !walked.troubles.iter().any(|trouble| trouble.is_asked_for);
    let mut clock = Clock::new(&walked);
    let baseline = read_baseline(arguments)?;
    let outcome = if arguments.fixes.fix || arguments.fixes.diff {
        let repair = || repair(walked.files, &config, arguments.fixes.unsafe_fixes);
        let mut repaired = progress::show(&progress, watched, repair);
        repaired.report = accept(arguments, baseline.as_ref(), repaired.report, &config);
        clock.lap("lint and fix");
        mend(arguments, &targets.root, &mut repaired, &config, colour)?
    } else {
        let report = progress::show(&progress, watched, || crate::lint(walked.files, &config));
        let mut report = accept(arguments, baseline.as_ref(), report, &config);
        if let Some(changes) = changes {
            changes.keep(&mut report);
        }
        clock.lap("lint");
        let outcome = match &arguments.rules.write_baseline {
            Some(path) => write_baseline(path, &report)?,
            None => {
                emit(arguments, &mut report, colour)?;
                judge(&report, &config)
            }
        };
        clock.report = arguments.output.stats.then_some(report);
        outcome
    };
    clock.lap("write");
    clock.tell();
    Ok(match outcome {
        _ if !is_complete => Outcome::Failed,
        Outcome::Findings if arguments.rules.exit_zero => Outcome::Clean,
        outcome => outcome,
    })
}

/// Looks for files that cannot all be written as they were asked for.
fn verify(files: &[Destination], is_diff: bool) -> Result<(), String> {
    if is_diff && files.iter().any(|file| file.format.is_some()) {
        return Err("--diff writes no findings, so that `--output FORMAT=FILE` does not go with it".into());
    }
    if is_diff && files.len() > 1 {
        return Err("--diff writes one file, so that `--output` may be given once".into());
    }
    let plain = |file: &Destination| file.path.components().filter(|part| *part != Component::CurDir).collect();
    let mut seen: Vec<PathBuf> = Vec::new();
    for file in files {
        let path = plain(file);
        if seen.contains(&path) {
            return Err(format!("--output: `{}` is named twice; each report needs a file of its own", path.display()));
        }
        seen.push(path);
    }
    Ok(())
}

fn standard_input() -> Result<String, String> {
    let mut text = String::new();
    match std::io::stdin().read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err(format!("standard input: {error}")),
    }
}

/// What the walk has to say besides the files.
fn tell(arguments: &CheckArguments, walked: &Walked, root: &Path) {
    for trouble in &walked.troubles {
        if trouble.is_asked_for {
            say(&format!("{ERROR}error:{ERROR:#} {}", trouble.reason));
        } else if !arguments.output.quiet {
            say(&format!("warning: {}", trouble.reason));
        }
    }
    if arguments.output.quiet {
        return;
    }
    if walked.unknown.len() > MOST_NAMED && !arguments.output.verbose {
        let files = walked.unknown.len();
        say(&format!("note: {files} files are not infrastructure files that infralint knows, and were not checked"));
    } else {
        for name in &walked.unknown {
            say(&format!("note: `{name}` is not an infrastructure file that infralint knows, and was not checked"));
        }
    }
    let checked = || walked.files.iter().map(|(_, file)| file).filter(|file| file.is_selected());
    if walked.unknown.is_empty() && walked.troubles.is_empty() && checked().next().is_none() {
        say("note: there are no infrastructure files here that infralint knows, and nothing was checked");
    }
    if arguments.output.verbose {
        for file in checked() {
            say(&format!("{}: {}", file.path(), file.kind().name()));
        }
    }
    if let Some(hint) = hints::of_prefix(&arguments.output, root) {
        say(&format!("note: {hint}"));
    }
}

fn read_baseline(arguments: &CheckArguments) -> Result<Option<Baseline>, String> {
    let Some(path) = &arguments.rules.baseline else { return Ok(None) };
    let failed = |reason: String| format!("`{}`: {reason}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => failed(format!(
            "there is no such file; `--write-baseline={}` writes what is found today into it",
            path.display()
        )),
        _ => failed(error.to_string()),
    })?;
    Baseline::read(&text).map(Some).map_err(failed)
}

/// Takes out what the baseline has.
fn accept(arguments: &CheckArguments, baseline: Option<&Baseline>, report: Report, config: &Config) -> Report {
    let Some(baseline) = baseline else { return report };
    let (report, gone) = baseline.apply(report, config);
    if !arguments.output.quiet {
        for entry in gone {
            say(&format!("note: {entry}"));
        }
    }
    report
}

fn write_baseline(path: &Path, report: &Report) -> Result<Outcome, String> {
    save(path, &Baseline::of(report).write())?;
    say(&format!("wrote {} to `{}`", count(report.findings.len(), "finding"), path.display()));
    Ok(Outcome::Clean)
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Applies fixes, or shows what they would change.
fn mend(
    arguments: &CheckArguments,
    root: &Path,
    repaired: &mut Repaired,
    config: &Config,
    colour: bool,
) -> Result<Outcome, String> {
    let outcome = judge(&repaired.report, config);
    if arguments.fixes.diff {
        let to_file = arguments.output.output.first();
        let text = output::diff::render(repaired, colour && to_file.is_none());
        match to_file {
            Some(file) => save(&file.path, &text)?,
            None => print(&text)?,
        }
        if repaired.before.is_empty() && !repaired.report.findings.is_empty() && !arguments.output.quiet {
            say(&format!("nothing to fix: {}", output::human::summary(&repaired.report).trim_end()));
        }
        return Ok(if repaired.before.is_empty() { outcome } else { Outcome::Findings });
    }
    let (written, troubles) = write::repaired(root, repaired);
    let told: Vec<String> = written.into_iter().map(|path| format!("fixed `{path}`")).collect();
    emit(arguments, &mut repaired.report, colour)?;
    if !arguments.output.quiet {
        for line in &told {
            say(line);
        }
        let fixes = if told.is_empty() { 0 } else { repaired.fixes };
        let fixes = if fixes == 1 { "1 fix".into() } else { format!("{fixes} fixes") };
        say(&format!("applied {fixes} in {}", count(told.len(), "file")));
    }
    if troubles.is_empty() { Ok(outcome) } else { Err(troubles.join("\n")) }
}

fn judge(report: &Report, config: &Config) -> Outcome {
    let fail_on = config.fail_on.unwrap_or(DEFAULT_FAIL_ON);
    let fails = report.findings.iter().any(|finding| fail_on.includes(finding.severity));
    if fails { Outcome::Findings } else { Outcome::Clean }
}

/// Writes the report where and how it was asked for: to all files, and to standard output unless a file takes its place.
fn emit(arguments: &CheckArguments, report: &mut Report, colour: bool) -> Result<(), String> {
    let wanted = &arguments.output;
    if let Some(folder) = wanted.path_prefix.as_deref().filter(|folder| !folder.is_empty()) {
        report.files.move_below(folder);
    }
    let report = &*report;
    let render = |format, colour| match format {
        Format::Human if wanted.quiet => output::human::findings(report, colour),
        Format::Sarif if wanted.omit_suppressed => output::sarif::render_findings(report),
        format => output::render(report, format, colour),
    };
    for file in &wanted.output {
        save(&file.path, &render(file.format.unwrap_or(wanted.format), false))?;
    }
    if wanted.output.iter().all(|file| file.format.is_some()) {
        print(&render(wanted.format, colour))?;
    }
    Ok(())
}

/// How long each phase took, and for what.
struct Clock {
    laps: Vec<(&'static str, Duration)>,
    since: Instant,
    /// What is told about, if anything is.
    report: Option<Report>,
}

impl Clock {
    fn new(walked: &Walked) -> Self {
        Self { laps: vec![("walk", walked.walking), ("read", walked.reading)], since: Instant::now(), report: None }
    }

    fn lap(&mut self, phase: &'static str) {
        self.laps.push((phase, self.since.elapsed()));
        self.since = Instant::now();
    }

    fn tell(&self) {
        let Some(report) = &self.report else { return };
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for file in report.linted() {
            *kinds.entry(file.kind().name()).or_default() += 1;
        }
        say(&format!("{:>9} files walked, {} linted", report.files.names().len(), report.linted().count()));
        for (kind, count) in kinds {
            say(&format!("{count:>9} {kind}"));
        }
        for (phase, time) in &self.laps {
            say(&format!("{:>6.1} ms {phase}", time.as_secs_f64() * 1000.0));
        }
    }
}
