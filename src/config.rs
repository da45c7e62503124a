//! What the user wants: which rules, how severe, where.
//!
//! Each level overrules the one before it: a rule's page, the preset, `rules` (the last match wins), `overrides` for the path, the
//! command line.

mod hadolint;
pub mod pattern;
mod read;
#[cfg(test)]
mod tests;
mod unused;

use rustc_hash::FxHashSet;

use crate::diagnostic::Severity;
use crate::model::kubernetes::schema::{self, Minor};
use crate::rule::{Active, DefaultState, OptionValue, Rule};
use crate::rules;
use crate::source::Span;
use pattern::{Paths, is_exact, matches_id};

pub use read::{read, suggest_rule};
pub use unused::RULE as UNUSED;

/// The names of the configuration file; the first is the usual one.
pub const FILE_NAMES: [&str; 2] = [".infralint.yaml", ".infralint.yml"];

/// Rules about what keeps infralint from checking at all: `--select` leaves them on.
const ALWAYS: [&str; 2] = ["infralint/internal-error", "infralint/unreadable-file"];

/// What makes a run fail unless something else is said.
pub const DEFAULT_FAIL_ON: FailOn = FailOn::AtLeast(Severity::Warning);

/// Which rules are on before anything else is said.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Preset {
    /// What is surely right and worth saying.
    #[default]
    Recommended,
    /// All rules, also those that are a matter of taste, and those about practices that this project does not follow elsewhere.
    Strict,
    /// Only errors.
    Minimal,
    /// The rules that cover hadolint's checks, as severe as they are in hadolint.
    Hadolint,
}

impl Preset {
    /// All of them.
    pub const ALL: [Preset; 4] = [Preset::Recommended, Preset::Strict, Preset::Minimal, Preset::Hadolint];

    /// The name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Recommended => "recommended",
            Preset::Strict => "strict",
            Preset::Minimal => "minimal",
            Preset::Hadolint => "hadolint",
        }
    }

    /// The preset of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }
}

/// From which severity on findings make the run fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailOn {
    /// From this one.
    AtLeast(Severity),
    /// None does.
    Never,
}

impl FailOn {
    /// All of them.
    pub const ALL: [FailOn; 4] = [
        FailOn::AtLeast(Severity::Error),
        FailOn::AtLeast(Severity::Warning),
        FailOn::AtLeast(Severity::Info),
        FailOn::Never,
    ];

    /// The name in the configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::AtLeast(severity) => severity.name(),
            FailOn::Never => "never",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fail_on| fail_on.name() == name)
    }

    /// Whether a finding of this severity makes the run fail.
    pub fn includes(self, severity: Severity) -> bool {
        matches!(self, FailOn::AtLeast(least) if severity >= least)
    }
}

/// What the configuration says of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, as severe as its page says.
    On,
    /// As severe as this.
    At(Severity),
}

impl Level {
    /// All of them.
    pub const ALL: [Level; 5] =
        [Level::Off, Level::On, Level::At(Severity::Info), Level::At(Severity::Warning), Level::At(Severity::Error)];

    /// The name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::On => "on",
            Level::At(severity) => severity.name(),
        }
    }

    /// The level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// An entry of `rules`.
#[derive(Clone, Debug)]
struct Setting {
    pattern: String,
    /// Where the pattern stands in the file.
    span: Span,
    level: Option<Level>,
    options: Vec<(String, OptionValue)>,
}

/// An entry of `overrides`.
#[derive(Clone, Debug)]
struct Override {
    paths: Paths,
    settings: Vec<Setting>,
}

/// The configuration of a run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Which rules are on to begin with.
    pub preset: Preset,
    /// From which severity on findings make the run fail, if that is said.
    pub fail_on: Option<FailOn>,
    /// The largest file that is read, in bytes, if that is said.
    pub max_file_size: Option<u64>,
    /// The minor version of Kubernetes that objects are for, if that is said.
    pub kubernetes: Option<Minor>,
    /// The folder of the root relative to that of the configuration file, empty or with a `/` at its end.
    pub base: String,
    /// What day it is, as `2025-12-31`: some comments hold only up to a day. Without it they all hold.
    pub today: Option<String>,
    /// The file that it is read from, relative to the root, if it lies in there.
    pub path: Option<String>,
    exclude: Paths,
    /// All patterns of paths, one by one.
    patterns: Vec<unused::Pattern>,
    settings: Vec<Setting>,
    overrides: Vec<Override>,
    select: Vec<String>,
    ignore: Vec<String>,
    /// Only this rule runs at all; used for testing one page.
    only: Option<String>,
    /// Rules that run only because of an override, and so are silent elsewhere.
    only_there: FxHashSet<&'static str>,
}

/// Whether some rule matches a pattern.
pub fn is_known(pattern: &str) -> bool {
    rules::all().any(|rule| matches_id(pattern, rule.id))
}

/// Whether a rule runs, and how.
#[derive(Clone, Copy, Debug)]
struct State {
    on: bool,
    consistent: bool,
    severity: Option<Severity>,
    /// Whether each finding is as severe as the checks of other tools that it stands for.
    by_check: bool,
}

impl State {
    const OFF: State = State { on: false, consistent: false, severity: None, by_check: false };

    /// What the rule's page and the preset say.
    fn of(rule: &'static Rule, preset: Preset) -> Self {
        let default = rule.default_state();
        let is_recommended = default != DefaultState::Off;
        let consistent = default == DefaultState::Consistent;
        match preset {
            Preset::Recommended => Self { on: is_recommended, consistent, ..Self::OFF },
            Preset::Strict => Self { on: true, ..Self::OFF },
            Preset::Minimal => {
                Self { on: is_recommended && rule.page().severity == Severity::Error, consistent, ..Self::OFF }
            }
            Preset::Hadolint => {
                let severity = hadolint::severity(rule);
                let on = severity.is_some() || hadolint::runs(rule) || ALWAYS.contains(&rule.id);
                Self { on, consistent: false, severity, by_check: severity.is_some() }
            }
        }
    }

    /// Applies what an entry says. A pattern for many rules changes how severe those are that are on; only the full name of a rule
    /// switches it on, and the level `on`.
    fn apply(&mut self, setting: &Setting) {
        let named = is_exact(&setting.pattern);
        self.by_check &= setting.level.is_none();
        match setting.level {
            Some(Level::Off) => self.on = false,
            Some(Level::On) => *self = State { on: true, ..State::OFF },
            Some(Level::At(severity)) => self.severity = Some(severity),
            None => {}
        }
        if named && setting.level != Some(Level::Off) {
            self.on = true;
            self.consistent &= setting.level.is_none();
        }
    }
}

impl Config {
    /// A configuration that runs one rule, whether it is on by default or not.
    pub fn only(rule: &str) -> Self {
        Self { only: Some(rule.to_owned()), ..Self::default() }
    }

    /// Runs exactly the rules that match one of these patterns instead of those that the preset and `rules` switch on. What the
    /// configuration says about their severity and options stays.
    pub fn select(&mut self, patterns: Vec<String>) {
        self.select = patterns;
    }

    /// Does not run the rules that match one of these patterns.
    pub fn ignore(&mut self, patterns: Vec<String>) {
        self.ignore = patterns;
    }

    /// The minor version of Kubernetes that objects are for.
    pub fn kubernetes_version(&self) -> Minor {
        self.kubernetes.unwrap_or(schema::NEWEST)
    }

    /// Whether a file, by its path relative to the root, is not to be checked.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.matches(&self.below_base(path))
    }

    /// Whether a rule is on, and how.
    pub fn active(&self, rule: &'static Rule) -> Option<Active<'_>> {
        if let Some(only) = &self.only {
            return (rule.id == only).then_some(Active {
                rule,
                severity: None,
                severity_of: None,
                consistent: false,
                options: &[],
            });
        }
        let state = self.state(rule);
        let on = state.on || self.only_there.contains(rule.id);
        on.then(|| Active {
            rule,
            severity: state.severity,
            severity_of: state.by_check.then_some(hadolint::severity_of as fn(&str) -> Option<Severity>),
            consistent: state.consistent,
            options: self.options(rule.id),
        })
    }

    /// The severity of a finding of a rule in a file, after the overrides for its path; `None` if it is off there.
    pub fn severity_at(&self, rule: &'static str, path: &str, severity: Severity) -> Option<Severity> {
        if self.overrides.is_empty() {
            return Some(severity);
        }
        let elsewhere = !self.only_there.contains(rule);
        let mut state = State { on: elsewhere, severity: Some(severity), ..State::OFF };
        let path = self.below_base(path);
        for there in &self.overrides {
            let mut settings = there.settings.iter().filter(|setting| matches_id(&setting.pattern, rule)).peekable();
            if settings.peek().is_some() && there.paths.matches(&path) {
                settings.for_each(|setting| state.apply(setting));
            }
        }
        state.on.then(|| state.severity.unwrap_or(severity))
    }

    fn below_base<'p>(&self, path: &'p str) -> std::borrow::Cow<'p, str> {
        if self.base.is_empty() { path.into() } else { format!("{}{path}", self.base).into() }
    }

    /// Page, preset, `rules` and the command line; the overrides depend on the path.
    fn state(&self, rule: &'static Rule) -> State {
        let mut state = State::of(rule, self.preset);
        self.settings.iter().filter(|setting| matches_id(&setting.pattern, rule.id)).for_each(|s| state.apply(s));
        let named = |patterns: &[String]| patterns.iter().any(|pattern| matches_id(pattern, rule.id));
        if named(&self.select) {
            state.on = true;
            state.consistent = false;
        } else if !self.select.is_empty() {
            state.on = ALWAYS.contains(&rule.id);
        }
        state.on &= !named(&self.ignore);
        state
    }

    fn options(&self, id: &str) -> &[(String, OptionValue)] {
        self.settings.iter().rev().find(|setting| setting.pattern == id).map_or(&[], |setting| &setting.options)
    }

    /// Finds the rules that only an override switches on. To be called when everything is said.
    pub fn settle(&mut self) {
        let switched_on = |rule: &&'static Rule| {
            let settings = self.overrides.iter().flat_map(|there| &there.settings);
            let mut there = State::OFF;
            for setting in settings.filter(|setting| matches_id(&setting.pattern, rule.id)) {
                let mut alone = State { on: false, ..there };
                alone.apply(setting);
                there.on |= alone.on;
            }
            let barred = !self.select.is_empty() || self.ignore.iter().any(|pattern| matches_id(pattern, rule.id));
            there.on && !barred && !self.state(rule).on
        };
        self.only_there = if self.overrides.is_empty() {
            FxHashSet::default()
        } else {
            rules::all().filter(switched_on).map(|rule| rule.id).collect()
        };
    }
}
