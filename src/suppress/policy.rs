//! Ignore comments where there are to be none.

use super::Ignore;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::rule::Active;
use crate::source::FileId;

/// The rule that speaks of them.
const RULE: &str = "infralint/ignore-comment";

/// The comments of a file, whichever tool they are for, if the rule is on.
pub(super) fn complaints(
    project: &Project<'_>,
    active: &[Active<'_>],
    config: &Config,
    file: FileId,
    ignores: &[Ignore],
) -> Vec<Diagnostic> {
    let Some(own) = active.iter().find(|rule| rule.rule.id == RULE) else { return Vec::new() };
    let page = own.rule.page();
    let path = project.files().get(file).path();
    let Some(severity) = config.severity_at(RULE, path, own.severity.unwrap_or(page.severity)) else {
        return Vec::new();
    };
    let complaint = |ignore: &Ignore| {
        let names: Vec<String> = ignore.names.iter().map(|name| format!("`{}`", name.text)).collect();
        let names = names.join(", ");
        Diagnostic {
            rule: RULE,
            severity,
            category: page.category,
            also: None,
            message: if ignore.is_own {
                format!("`infralint: ignore` silences {names}")
            } else {
                format!("comment for {names} silences findings")
            },
            help: Some("mend what it silences, or set the rule in the configuration".into()),
            span: ignore.span,
            labels: Vec::new(),
            fix: None,
        }
    };
    ignores.iter().map(complaint).collect()
}
