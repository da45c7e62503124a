//! infralint: a linter for infrastructure files that reads all of a repository's Dockerfiles, Compose files, Kubernetes manifests,
//! charts, Terraform modules, CI pipelines and Prometheus rules together.
//!
//! [`lint`] is the whole of it, and pure: no disk, no environment, no clock.

pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod fingerprint;
pub mod fix;
pub mod kind;
pub mod migrate;
pub mod model;
pub mod output;
pub mod progress;
pub mod project;
pub mod repair;
pub mod report;
pub mod rule;
#[path = "../rules/mod.rs"]
pub mod rules;
pub mod source;
pub mod spelling;
pub mod suppress;
pub mod syntax;
pub mod tree;
pub mod walk;
pub mod wildcard;

use config::Config;
use diagnostic::Diagnostic;
use project::Project;
use report::Report;
use rule::Active;
use source::Files;

/// Reads, composes and checks all files and says what is wrong with them.
pub fn lint(files: Files, config: &Config) -> Report {
    let active: Vec<Active<'_>> = rules::all().filter_map(|rule| config.active(rule)).collect();
    let files = project::compose::embed_dockerfiles(files); // one within a Compose file is a Dockerfile like any other
    let mut documents = syntax::parse_all(&files); // never fails: trees and problems
    project::open_patched(&files, &mut documents); // what patches may add is not missing
    project::compose::fill_in_defaults(&files, &mut documents); // what holds unless the environment says something else
    let project = Project::new(&files, &documents).for_kubernetes(config.kubernetes_version()); // what belongs together, composed
    let mut found = check::run(&project, &active);
    found.extend(project.problems().filter_map(|problem| diagnose(problem, &active)));
    found.extend(config.unused(&files).iter().filter_map(|problem| diagnose(problem, &active)));
    check::lower(&mut found, &files, &active); // of test data and generated manifests
    found.retain_mut(|finding| override_severity(finding, &files, config));
    let mut suppressed = suppress::apply(&project, &active, config, &mut found); // and reports what suppressed nothing
    drop(project);
    drop(documents);
    let silenced = suppressed.iter_mut().map(|silenced| &mut silenced.diagnostic);
    found.iter_mut().chain(silenced).for_each(|finding| finding.bring_home(&files));
    Report::new(files.without_embedded(), found, suppressed)
}

/// A problem of a file as a finding of the rule that speaks of such problems, if that rule is on.
fn diagnose(problem: &diagnostic::Problem, active: &[Active<'_>]) -> Option<Diagnostic> {
    let rule = active.iter().find(|rule| rule.rule.id == problem.rule)?;
    let page = rule.rule.page();
    Some(Diagnostic {
        rule: rule.rule.id,
        severity: rule.severity.unwrap_or(page.severity),
        category: page.category,
        also: problem.also.clone(),
        message: problem.message.clone(),
        help: problem.help.clone(),
        span: problem.span,
        labels: problem.labels.clone(),
        fix: problem.fix.clone(),
    })
}

/// Applies the configuration's overrides for a finding's path; false if the finding is off there.
fn override_severity(finding: &mut Diagnostic, files: &Files, config: &Config) -> bool {
    let path = files.get(finding.span.file).path();
    match config.severity_at(finding.rule, path, finding.severity) {
        Some(severity) => {
            finding.severity = severity;
            true
        }
        None => false,
    }
}
