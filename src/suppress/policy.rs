//! Ignore comments that a team does not want: any at all, or those without a reason.

use super::Ignore;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::rule::Active;
use crate::source::FileId;

/// The rule that speaks of all of them.
const ANY: &str = "infralint/ignore-comment";

/// The rule that speaks of those that do not say why.
const WITHOUT_REASON: &str = "infralint/ignore-without-reason";

/// What is to be said of the comments of a file, whichever tool they are for, if the rules are on.
pub(super) fn complaints(
    project: &Project<'_>,
    active: &[Active<'_>],
    config: &Config,
    file: FileId,
    ignores: &[Ignore],
) -> Vec<Diagnostic> {
    let path = project.files().get(file).path();
    let of_rule = |id: &'static str| {
        let own = active.iter().find(|rule| rule.rule.id == id)?;
        let page = own.rule.page();
        let severity = config.severity_at(id, path, own.severity.unwrap_or(page.severity))?;
        let is_meant = move |ignore: &&Ignore| id == ANY || ignore.reason.is_none();
        Some(ignores.iter().filter(is_meant).map(move |ignore| Diagnostic {
            rule: id,
            severity,
            category: page.category,
            also: None,
            message: message(id, ignore),
            help: Some(help(id).into()),
            span: ignore.span,
            labels: Vec::new(),
            fix: None,
        }))
    };
    [ANY, WITHOUT_REASON].into_iter().filter_map(of_rule).flatten().collect()
}

fn message(id: &str, ignore: &Ignore) -> String {
    let names: Vec<String> = ignore.names.iter().map(|name| format!("`{}`", name.text)).collect();
    let names = names.join(", ");
    match (id == ANY, ignore.is_own) {
        (true, true) => format!("`infralint: ignore` silences {names}"),
        (true, false) => format!("comment for {names} silences findings"),
        (false, true) => format!("nothing says why `infralint: ignore` silences {names}"),
        (false, false) => format!("nothing says why a comment for {names} silences findings"),
    }
}

fn help(id: &str) -> &'static str {
    if id == ANY {
        "mend what it silences, or set the rule in the configuration"
    } else {
        "write the reason behind it, for whoever reads it next"
    }
}
