//! What is said to the user: a [`Diagnostic`] with its place, and how bad it is.

use crate::fix::{Edit, Fix, Safety};
use crate::source::{Files, Span};

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// It will hurt in production.
    Warning,
    /// It will not work, or anyone can break in.
    Error,
}

impl Severity {
    /// The name in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Severity::Info, Severity::Warning, Severity::Error].into_iter().find(|severity| severity.name() == name)
    }
}

/// What a finding is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Category {
    /// It does not do what it says.
    Correctness,
    /// Someone can break in or read what they should not.
    Security,
    /// It fails when it matters.
    Reliability,
    /// It is slower than it need be.
    Performance,
    /// It costs more than it need cost.
    Cost,
    /// It is hard to change.
    Maintainability,
}

impl Category {
    /// All of them.
    pub const ALL: [Category; 6] = [
        Category::Correctness,
        Category::Security,
        Category::Reliability,
        Category::Performance,
        Category::Cost,
        Category::Maintainability,
    ];

    /// The name in pages and output.
    pub fn name(self) -> &'static str {
        match self {
            Category::Correctness => "correctness",
            Category::Security => "security",
            Category::Reliability => "reliability",
            Category::Performance => "performance",
            Category::Cost => "cost",
            Category::Maintainability => "maintainability",
        }
    }

    /// The category of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// A place beside the finding's own that explains it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The rule's id: `dockerfile/layer-order`.
    pub rule: &'static str,
    /// How bad it is, after the configuration's say.
    pub severity: Severity,
    /// What it is about.
    pub category: Category,
    /// Which of the checks of other tools that the rule's page names it stands for, as `tool:id`; all of them if nothing is said.
    pub also: Option<Vec<&'static str>>,
    /// What is wrong with this very thing: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The bytes that a person would edit.
    pub span: Span,
    /// Related places.
    pub labels: Vec<Label>,
    /// The edits that mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Puts it where its text is really written, if that is within another file. A fix that does not fit there is dropped.
    pub fn bring_home(&mut self, files: &Files) {
        let is_home = |span: &Span| files.written(*span) == *span;
        self.fix = self.fix.take().and_then(|fix| {
            if fix.edits.iter().all(|edit| is_home(&edit.span)) {
                return Some(fix);
            }
            let edits = fix.edits.iter().map(|edit| {
                let (span, text) = files.written_edit(edit.span, &edit.text)?;
                Some(Edit { span, text })
            });
            Some(Fix { edits: edits.collect::<Option<_>>()?, ..fix })
        });
        self.span = files.written(self.span);
        for label in &mut self.labels {
            label.span = files.written(label.span);
        }
    }
}

/// Where something is reported: a span, and the reference through which it is used there.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The bytes that a person would edit.
    pub span: Span,
    /// The alias, overlay or call that brings it where it counts.
    pub via: Option<Span>,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place { span, via: None }
    }
}

impl From<crate::tree::Node<'_>> for Place {
    fn from(node: crate::tree::Node<'_>) -> Self {
        Place { span: node.span(), via: node.via() }
    }
}

/// Something wrong with a file itself that its parser or the composition of a unit saw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The rule that speaks of such problems: `syntax/yaml`.
    pub rule: &'static str,
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Related places.
    pub labels: Vec<Label>,
    /// The checks of other tools that it stands for, where those are not all that the rule's page names.
    pub also: Option<Vec<&'static str>>,
    /// The edits that mend it.
    pub fix: Option<Fix>,
}

impl Problem {
    /// A problem without help and related places.
    pub fn new(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { rule, span, message: message.into(), help: None, labels: Vec::new(), also: None, fix: None }
    }

    /// With a line that says what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a related place.
    #[must_use]
    pub fn with_label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// With the checks of other tools that it stands for.
    #[must_use]
    pub fn with_also(mut self, also: &[&'static str]) -> Self {
        self.also = Some(also.to_vec());
        self
    }

    /// With the edits that mend it, if they can be made.
    #[must_use]
    pub fn with_fix(mut self, title: &str, safety: Safety, edits: Option<Vec<Edit>>) -> Self {
        self.fix = edits.map(|edits| Fix { title: title.to_owned(), safety, edits });
        self
    }
}
