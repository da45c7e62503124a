//! The baseline: what was found before and is accepted for now, so that only what is new is shown.
//!
//! It keeps, for each path and rule, the fingerprints of the lines with findings and how many there are of each, so that it holds when
//! lines move. It is JSON, one fingerprint on a line, which merges and reads well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::unused;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::fingerprint;
use crate::report::{Report, Silence, Suppressed};
use crate::rules;
use crate::source::{FileId, Files, Span};

/// The version of the format.
const VERSION: u32 = 1;

/// How many findings there are of each fingerprint, by path and rule.
type Counts = BTreeMap<String, BTreeMap<String, BTreeMap<String, usize>>>;

/// Accepted findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Counts,
}

fn key(files: &Files, finding: &Diagnostic) -> String {
    format!("{:016x}", fingerprint::hash(files, finding))
}

impl Baseline {
    /// What a report says, accepted: also what an earlier baseline silenced, but not what comments did.
    pub fn of(report: &Report) -> Self {
        let before = report.suppressed.iter().filter(|silenced| silenced.by == Silence::Baseline);
        let mut findings = Counts::new();
        for finding in report.findings.iter().chain(before.map(|silenced| &silenced.diagnostic)) {
            let path = report.files.get(finding.span.file).path().to_owned();
            let rules = findings.entry(path).or_default();
            *rules.entry(finding.rule.to_owned()).or_default().entry(key(&report.files, finding)).or_default() += 1;
        }
        Self { version: VERSION, findings }
    }

    /// Reads the text of a baseline.
    pub fn read(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| format!("not a baseline: {error}"))?;
        match baseline.version {
            VERSION => Ok(baseline),
            version => Err(format!(
                "a baseline of version {version}, but only {VERSION} is known; write it anew with `--write-baseline`"
            )),
        }
    }

    /// The text of the baseline.
    pub fn write(&self) -> String {
        // All keys are texts, so that this cannot fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Takes what the baseline has out of a report's findings. Entries that silence nothing are findings themselves; those of files
    /// that are gone have no place to be shown and are returned in words.
    pub fn apply(&self, report: Report, config: &Config) -> (Report, Vec<String>) {
        let mut left = self.findings.clone();
        let Report { files, findings, mut suppressed } = report;
        let mut kept = Vec::new();
        for finding in findings {
            let path = files.get(finding.span.file).path();
            let hashes = left.get_mut(path).and_then(|rules| rules.get_mut(finding.rule));
            match hashes.and_then(|hashes| hashes.get_mut(&key(&files, &finding))).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    suppressed.push(Suppressed { diagnostic: finding, by: Silence::Baseline });
                }
                None => kept.push(finding),
            }
        }
        let mut gone = Vec::new();
        for (path, rules) in &left {
            for (rule, hashes) in rules {
                let count: usize = hashes.values().sum();
                match files.find(path) {
                    Some(file) if count > 0 => kept.extend(stale(&files, config, file, rule, count)),
                    None if !files.exists(path) => {
                        gone.push(format!("the baseline has `{rule}` in `{path}`, which is gone"));
                    }
                    _ => {}
                }
            }
        }
        (Report::new(files, kept, suppressed), gone)
    }
}

/// Entries of a rule and a file that silence nothing, if the rule was on in this run (else nothing is known about them).
fn stale(files: &Files, config: &Config, file: FileId, rule: &str, count: usize) -> Option<Diagnostic> {
    let own = config.active(rules::find(unused::RULE)?)?;
    let page = own.rule.page();
    let severity = own.severity.unwrap_or(page.severity);
    if let Some(rule) = rules::find(rule) {
        let active = config.active(rule)?;
        config.severity_at(rule.id, files.get(file).path(), active.severity.unwrap_or(rule.page().severity))?;
    }
    let times = if count == 1 { "one finding".to_owned() } else { format!("{count} findings") };
    Some(Diagnostic {
        rule: unused::RULE,
        severity: config.severity_at(unused::RULE, files.get(file).path(), severity)?,
        category: page.category,
        also: None,
        message: format!("the baseline has {times} of `{rule}` that this file no longer has"),
        help: Some("write it anew with `--write-baseline`".into()),
        span: Span { file, start: 0, end: 0 },
        labels: Vec::new(),
        fix: None,
    })
}

#[cfg(test)]
mod tests;
