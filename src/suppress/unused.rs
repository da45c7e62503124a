//! Comments that silence nothing, or name no rule.

use super::{Ignore, Name};
use crate::config::{Config, suggest_rule};
use crate::diagnostic::Diagnostic;
use crate::fix::{Edit, Fix, Safety};
use crate::project::Project;
use crate::rule::Active;
use crate::source::{FileId, Span};
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
        let complaints = ignores.iter().filter(|ignore| ignore.is_own).flat_map(|ignore| {
            let fault = |name| Some((name, self.fault(document, name)?));
            let faults: Vec<(&Name, Fault)> = ignore.names.iter().filter_map(fault).collect();
            complaints_about(own, ignore, &faults)
        });
        let path = self.project.files().get(document.file).path();
        let severity = |complaint: &Diagnostic| self.config.severity_at(RULE, path, complaint.severity);
        let judged = |complaint| Some(Diagnostic { severity: severity(&complaint)?, ..complaint });
        complaints.filter_map(judged).collect()
    }

    fn fault(&self, document: &Document<'_>, name: &Name) -> Option<Fault> {
        if name.used {
            return None;
        }
        if name.targets.is_empty() {
            return Some(Fault::Unknown);
        }
        // In a file that is broken, a rule may be silent because it could not see everything; in consistency mode, because of other files.
        let means = |id| name.targets.iter().any(|target| target.rule == id);
        let may_speak =
            |rule: &Active<'_>| means(rule.rule.id) && !rule.consistent && self.is_on(rule.rule.id, document.file);
        let is_own = means(RULE) && name.targets.len() == 1;
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

/// The complaints about one comment: about all of it if nothing in it is of use, else name by name.
fn complaints_about(own: &Active<'_>, ignore: &Ignore, faults: &[(&Name, Fault)]) -> Vec<Diagnostic> {
    let whole = |span, message: String| {
        let title = "remove the comment";
        Diagnostic { help: Some(title.into()), ..diagnostic(own, span, message, title.into(), ignore.removal) }
    };
    if ignore.names.is_empty() {
        return vec![whole(ignore.span, "`infralint: ignore` names no rule and silences nothing".into())];
    }
    if let [(name, fault)] = faults
        && ignore.names.len() == 1
    {
        let complaint = whole(name.span, message(name, *fault));
        return vec![Diagnostic { help: help(name, *fault).or(complaint.help), ..complaint }];
    }
    if faults.len() == ignore.names.len() {
        let names: Vec<String> = faults.iter().map(|(name, _)| format!("`{}`", name.text)).collect();
        return vec![whole(ignore.span, format!("none of {} silences anything here", names.join(", ")))];
    }
    let one = |(name, fault): &(&Name, Fault)| {
        let title = format!("take `{}` out of the list", name.text);
        let help = help(name, *fault).unwrap_or_else(|| title.clone());
        Diagnostic { help: Some(help), ..diagnostic(own, name.span, message(name, *fault), title, Some(name.removal)) }
    };
    faults.iter().map(one).collect()
}

fn message(name: &Name, fault: Fault) -> String {
    match fault {
        Fault::Unknown => format!("no rule is called `{}`", name.text),
        Fault::Unused => format!("`{}` is ignored here, but says nothing", name.text),
    }
}

fn help(name: &Name, fault: Fault) -> Option<String> {
    (fault == Fault::Unknown).then(|| suggest_rule(&name.text))
}

fn diagnostic(own: &Active<'_>, span: Span, message: String, title: String, removal: Option<Span>) -> Diagnostic {
    let page = own.rule.page();
    Diagnostic {
        rule: RULE,
        severity: own.severity.unwrap_or(page.severity),
        category: page.category,
        also: None,
        message,
        help: None,
        span,
        labels: Vec::new(),
        fix: removal.map(|span| Fix { title, safety: Safety::Safe, edits: vec![Edit::replace(span, "")] }),
    }
}
