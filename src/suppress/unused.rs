//! Comments that silence nothing, or name no rule.

use super::{Ignore, Name};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::fix::{Edit, Fix, Safety};
use crate::project::Project;
use crate::rule::Active;
use crate::source::FileId;
use crate::syntax::Document;

/// The rule that speaks of them.
pub(super) const RULE: &str = "infralint/unused-ignore";

/// What is wrong with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// No rule is called that.
    Unknown,
    /// It silenced nothing, though a rule that it stands for was on.
    Unused,
}

/// Decides which comments are of no use.
pub(super) struct Judge<'j> {
    project: &'j Project<'j>,
    active: &'j [Active<'j>],
    config: &'j Config,
    /// The rule itself, if it is on.
    own: Option<&'j Active<'j>>,
}

impl<'j> Judge<'j> {
    pub(super) fn new(project: &'j Project<'j>, active: &'j [Active<'j>], config: &'j Config) -> Self {
        let own = active.iter().find(|rule| rule.rule.id == RULE);
        Self { project, active, config, own }
    }

    /// What is wrong with the comments of a document.
    pub(super) fn complaints(&self, document: &Document<'_>, ignores: &[Ignore]) -> Vec<Diagnostic> {
        let Some(own) = self.own else { return Vec::new() };
        let mut complaints = Vec::new();
        for ignore in ignores {
            let faults: Vec<(&Name, Fault)> =
                ignore.names.iter().filter_map(|name| Some((name, self.fault(document, name)?))).collect();
            if ignore.names.is_empty() {
                let message = "`infralint: ignore` names no rule and silences nothing";
                complaints.push(diagnostic(own, message.to_owned(), ignore, None));
            } else if faults.len() == ignore.names.len() && faults.len() > 1 {
                let names: Vec<String> = faults.iter().map(|(name, _)| format!("`{}`", name.text)).collect();
                complaints.push(diagnostic(
                    own,
                    format!("none of {} silences anything here", names.join(", ")),
                    ignore,
                    None,
                ));
            } else {
                let alone = ignore.names.len() == 1;
                let one = |(name, fault): (&Name, Fault)| {
                    diagnostic(own, message(name, fault), ignore, (!alone).then_some(name))
                };
                complaints.extend(faults.into_iter().map(one));
            }
        }
        let path = self.project.files().get(document.file).path();
        let severity = |complaint: &Diagnostic| self.config.severity_at(RULE, path, complaint.severity);
        let judged = |complaint| Some(Diagnostic { severity: severity(&complaint)?, ..complaint });
        complaints.into_iter().filter_map(judged).collect()
    }

    fn fault(&self, document: &Document<'_>, name: &Name) -> Option<Fault> {
        if name.used {
            return None;
        }
        if name.rules.is_empty() {
            return Some(Fault::Unknown);
        }
        // In a file that is broken, a rule may be silent because it could not see everything; in consistency mode, because of other files.
        let may_speak = |rule: &Active<'_>| {
            name.rules.contains(&rule.rule.id) && !rule.consistent && self.is_on(rule.rule.id, document.file)
        };
        let is_own = name.rules.contains(&RULE) && name.rules.len() == 1;
        (!is_own && document.problems.is_empty() && self.active.iter().any(may_speak)).then_some(Fault::Unused)
    }

    /// Whether the overrides leave a rule on in a file.
    fn is_on(&self, rule: &'static str, file: FileId) -> bool {
        let path = self.project.files().get(file).path();
        let active = self.active.iter().find(|active| active.rule.id == rule);
        active.is_some_and(|active| {
            let severity = active.severity.unwrap_or(active.rule.page().severity);
            self.config.severity_at(rule, path, severity).is_some()
        })
    }
}

fn message(name: &Name, fault: Fault) -> String {
    match fault {
        Fault::Unknown => format!("no rule is called `{}`", name.text),
        Fault::Unused => format!("`{}` is ignored here, but says nothing", name.text),
    }
}

/// A complaint about one name of a comment, or about all of the comment.
fn diagnostic(own: &Active<'_>, message: String, ignore: &Ignore, name: Option<&Name>) -> Diagnostic {
    let page = own.rule.page();
    let (span, removal, title) = match name {
        Some(name) => (name.span, name.removal, format!("take `{}` out of the list", name.text)),
        None => (
            ignore.names.first().filter(|_| ignore.names.len() == 1).map_or(ignore.span, |name| name.span),
            ignore.removal,
            "remove the comment".into(),
        ),
    };
    Diagnostic {
        rule: RULE,
        severity: own.severity.unwrap_or(page.severity),
        category: page.category,
        message,
        help: Some(title.clone()),
        span,
        labels: Vec::new(),
        fix: Some(Fix { title, safety: Safety::Safe, edits: vec![Edit::replace(removal, "")] }),
    }
}
