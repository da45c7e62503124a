//! What a rule is: a page that explains it and a function that looks at one subject.

pub mod declared;
mod page;

use std::sync::OnceLock;

pub use page::{DefaultState, FixPromise, OptionValue, Page};

use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::model::compose::{ComposeFile, Service};
use crate::model::docker::{self, Dockerfile, Stage};
use crate::model::dockerignore::IgnoreFile;
use crate::model::env::EnvVar;
use crate::model::github::{Job, Step, Workflow};
use crate::model::gitlab::{self, Pipeline};
use crate::model::image::Image;
use crate::model::kubernetes::schema::Departure;
use crate::model::kubernetes::{Container, Object, PodSpec};
use crate::model::prometheus::AlertRule;
use crate::model::script::Script;
use crate::model::terraform::{Backend, Module, ModuleCall, Provider, Resource};
use crate::project::Project;
use crate::project::compose::ComposeProject;
use crate::project::docker::{Build, ComposeCall};
use crate::source::Span;

/// Declares the subjects that a rule can look at: for each a variant of [`Check`] and a list in [`Plan`].
macro_rules! subjects {
    ($($(#[$doc:meta])* $variant:ident($view:ty) in $list:ident;)*) => {
        /// What a rule looks at, and the function that does.
        #[derive(Clone, Copy, Debug)]
        pub enum Check {
            $($(#[$doc])* $variant(fn($view, &mut Cx<'_>)),)*
            /// The page's `check:` says it all.
            Declared,
            /// The engine itself finds it: while parsing, composing or reading ignore comments.
            Engine,
        }

        /// The active rules, sorted by what they look at.
        #[derive(Debug, Default)]
        pub struct Plan<'r> {
            $($(#[$doc])* pub $list: Vec<(&'r Active<'r>, fn($view, &mut Cx<'_>))>,)*
            /// The rules whose pages say what they look at; the pages are read when there is something that they may be about.
            pub declared: Vec<&'r Active<'r>>,
        }

        impl<'r> Plan<'r> {
            /// Sorts the active rules.
            pub fn new(rules: &'r [Active<'r>]) -> Self {
                let mut plan = Self::default();
                for active in rules {
                    match active.rule.check {
                        $(Check::$variant(check) => plan.$list.push((active, check)),)*
                        Check::Declared => plan.declared.push(active),
                        Check::Engine => {}
                    }
                }
                plan
            }
        }
    };
}

subjects! {
    /// The whole of what was walked.
    Repository(&Project<'_>) in repository;
    /// An image, wherever a file names one.
    Image(Image<'_>) in images;
    /// Text that a shell runs, in any format.
    Script(&Script<'_>) in scripts;
    /// A variable of the environment that is set, in any format.
    EnvVar(EnvVar<'_>) in env_vars;
    /// A Dockerfile.
    Dockerfile(&Dockerfile<'_>) in dockerfiles;
    /// A stage of a Dockerfile.
    Stage(Stage<'_>) in stages;
    /// An instruction of a Dockerfile.
    Instruction(docker::Instruction<'_>) in instructions;
    /// A RUN whose script a shell of the Bourne family reads.
    Run(docker::Run<'_>) in runs;
    /// A build of an image that a Compose file, a bake file or a pipeline asks for.
    Build(&Build) in builds;
    /// A command of Compose that a pipeline runs.
    ComposeCall(&ComposeCall) in compose_calls;
    /// A `.dockerignore`.
    IgnoreFile(&IgnoreFile<'_>) in ignore_files;
    /// Each document of each Compose file, as written.
    ComposeFile(ComposeFile<'_>) in compose_files;
    /// A Compose file with its override, or one that is named on its own.
    ComposeProject(&ComposeProject<'_>) in compose_projects;
    /// A directory of Terraform configuration.
    Module(&Module<'_>) in modules;
    /// A managed resource of Terraform.
    Resource(Resource<'_>) in resources;
    /// A call of a Terraform module.
    ModuleCall(ModuleCall<'_>) in module_calls;
    /// A configuration of a Terraform provider.
    Provider(Provider<'_>) in providers;
    /// Where a Terraform module keeps its state.
    Backend(Backend<'_>) in backends;
    /// A service of a Compose project, with all that its files say about it.
    Service(&Service<'_>) in services;
    /// A workflow of GitHub Actions.
    Workflow(Workflow<'_>) in workflows;
    /// A job of a workflow.
    Job(Job<'_>) in jobs;
    /// A step of a job or of a composite action.
    Step(Step<'_>) in steps;
    /// A pipeline of GitLab CI with what it includes.
    Pipeline(&Pipeline<'_>) in pipelines;
    /// A job of a GitLab pipeline with what it extends.
    GitlabJob(&gitlab::Job<'_>) in gitlab_jobs;
    /// Each Kubernetes object.
    Object(Object<'_>) in objects;
    /// Each place where a Kubernetes object departs from the schema of its kind.
    Departure(&Departure<'_>) in departures;
    /// Each pod, or template of pods, of each workload.
    PodSpec(PodSpec<'_>) in pods;
    /// Each container of each pod.
    Container(Container<'_>) in containers;
    /// Each alerting rule of Prometheus, in rule files and in `PrometheusRule` objects.
    AlertRule(AlertRule<'_>) in alerts;
}

/// A rule: its id is its path below `rules/`.
#[derive(Debug)]
pub struct Rule {
    /// `family/name`.
    pub id: &'static str,
    /// The text of its page.
    pub text: &'static str,
    /// What it looks at.
    pub check: Check,
    page: OnceLock<Page>,
}

impl Rule {
    /// A rule as `rules!` registers it.
    pub const fn new(id: &'static str, text: &'static str, check: Check) -> Self {
        Self { id, text, check, page: OnceLock::new() }
    }

    /// What its page says, read when it is first asked for.
    pub fn page(&self) -> &Page {
        self.page.get_or_init(|| Page::parse(self.id, self.text))
    }

    /// Whether it is on when nobody says anything. Every run asks this of every rule, so the one line of the page is found without
    /// reading the rest.
    pub fn default_state(&self) -> DefaultState {
        let mut front = self.text.lines().skip(1).take_while(|line| *line != "---");
        let value = front.find_map(|line| line.strip_prefix("default:")).unwrap_or_default();
        let value = value.split_once('#').map_or(value, |(value, _)| value).trim();
        DefaultState::from_name(value).unwrap_or(DefaultState::Off)
    }

    /// The family: the part before the slash.
    pub fn family(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(family, _)| family)
    }
}

/// The id of a rule from its family and module: underscores become hyphens.
#[doc(hidden)]
pub const fn kebab<const N: usize>(path: &str) -> [u8; N] {
    let bytes = path.as_bytes();
    let mut id = [0; N];
    let mut at = 0;
    while at < N {
        id[at] = if bytes[at] == b'_' { b'-' } else { bytes[at] };
        at += 1;
    }
    id
}

/// Registers the rules of a family: `rules!["dockerfile": layer_order, missing_user];` stands for the modules' pages and checks, and
/// what follows `; declared:` for pages that say by themselves what they look at, and what follows `; engine:` for pages of what the
/// parsers and the engine find.
#[macro_export]
macro_rules! rules {
    [
        $family:literal $(: $($module:ident),* $(,)?)?
        $(; declared: $($page:ident),* $(,)?)?
        $(; engine: $($found:ident),* $(,)?)?
    ] => {
        /// The rules of this family.
        pub static RULES: [
            $crate::rule::Rule;
            [$($(stringify!($module),)*)? $($(stringify!($page),)*)? $($(stringify!($found),)*)?].len()
        ] = [
            $($($crate::rules!(@rule $family, $module, $module::CHECK),)*)?
            $($($crate::rules!(@rule $family, $page, $crate::rule::Check::Declared),)*)?
            $($($crate::rules!(@rule $family, $found, $crate::rule::Check::Engine),)*)?
        ];
    };
    (@rule $family:literal, $name:ident, $check:expr) => {{
        const PATH: &str = concat!($family, "/", stringify!($name));
        const BYTES: [u8; PATH.len()] = $crate::rule::kebab(PATH);
        const ID: &str = match std::str::from_utf8(&BYTES) {
            Ok(id) => id,
            Err(_) => panic!("a rule's path is not UTF-8"),
        };
        $crate::rule::Rule::new(ID, include_str!(concat!(stringify!($name), ".md")), $check)
    }};
}

/// What is said of the place that a finding's node was reached through.
pub const USED_HERE: &str = "used here";

/// A rule that is switched on for this run, and how.
#[derive(Debug)]
pub struct Active<'r> {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity that the configuration sets for all its findings.
    pub severity: Option<Severity>,
    /// How severe a check of another tool is, where findings are to be as severe as what they stand for.
    pub severity_of: Option<fn(&str) -> Option<Severity>>,
    /// Whether it speaks only of exceptions from what the project itself does in most places.
    pub consistent: bool,
    /// The values of its options.
    pub options: &'r [(String, OptionValue)],
}

/// What a check sees and where it reports to.
#[derive(Debug)]
pub struct Cx<'p> {
    /// Everything that was read, composed and indexed.
    pub project: &'p Project<'p>,
    active: &'p Active<'p>,
    found: Vec<Diagnostic>,
    followed: Vec<Span>,
    departed: usize,
}

impl<'p> Cx<'p> {
    /// A context for one active rule.
    pub fn new(project: &'p Project<'p>, active: &'p Active<'p>) -> Self {
        Self { project, active, found: Vec::new(), followed: Vec::new(), departed: 0 }
    }

    /// The page of the rule that is at work.
    pub fn page(&self) -> &'static Page {
        self.active.rule.page()
    }

    /// Reports something wrong at a place. The message names the thing, starts in lower case and has no full stop.
    pub fn report(&mut self, place: impl Into<Place>, message: impl Into<String>) -> Reported<'_> {
        let place = place.into();
        let page = self.active.rule.page();
        let used = place.via.map(|span| Label { span, message: USED_HERE.into() });
        let given = self.project.given_for(place.span).iter();
        let given = given.map(|span| Label { span: *span, message: "the value is given here".into() });
        self.found.push(Diagnostic {
            rule: self.active.rule.id,
            severity: self.active.severity.unwrap_or(page.severity),
            category: page.category,
            also: None,
            message: message.into(),
            help: None,
            span: place.span,
            labels: used.into_iter().chain(given).collect(),
            fix: None,
        });
        let at = self.found.len() - 1;
        Reported { diagnostic: &mut self.found[at], active: self.active }
    }

    /// Notes a place that follows the practice which this rule asks for: what consistency mode counts.
    pub fn follows(&mut self, place: impl Into<Place>) {
        self.followed.push(place.into().span);
    }

    /// Counts places that depart from the practice besides the one where it is reported: for a finding that stands for several.
    pub fn departs_too(&mut self, places: usize) {
        self.departed += places;
    }

    /// The list of texts that an option holds: the configuration's, else the page's default.
    pub fn list(&self, option: &str) -> &[String] {
        match self.option(option) {
            Some(OptionValue::List(list)) => list,
            _ => &[],
        }
    }

    /// Whether the configuration gives an option a value.
    pub fn is_configured(&self, name: &str) -> bool {
        self.active.options.iter().any(|(key, _)| key == name)
    }

    /// Whether a list that an option holds has a word: the configuration's list, else the page's.
    pub fn has(&self, option: &str, word: &str) -> bool {
        self.list(option).iter().any(|it| it == word)
    }

    /// The value of an option: the configuration's, else the page's default.
    pub fn option(&self, name: &str) -> Option<&OptionValue> {
        let find = |options: &'p [(String, OptionValue)]| options.iter().find(|(key, _)| key == name).map(|(_, v)| v);
        find(self.active.options).or_else(|| find(&self.active.rule.page().options))
    }

    /// What was reported, the places that follow the practice, and how many depart from it without a finding of their own.
    pub fn into_parts(self) -> (Vec<Diagnostic>, Vec<Span>, usize) {
        (self.found, self.followed, self.departed)
    }
}

/// A finding that was just reported, to be completed.
#[derive(Debug)]
pub struct Reported<'d> {
    diagnostic: &'d mut Diagnostic,
    active: &'d Active<'d>,
}

#[allow(clippy::return_self_not_must_use, reason = "the finding is reported already; completing it is optional")]
impl Reported<'_> {
    /// Says what to do about it.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Shows a related place.
    pub fn label(self, span: Span, message: impl Into<String>) -> Self {
        self.diagnostic.labels.push(Label { span, message: message.into() });
        self
    }

    /// Gives this finding another severity than the page's, unless the configuration has its own say.
    pub fn severity(self, severity: Severity) -> Self {
        if self.active.severity.is_none() {
            self.diagnostic.severity = severity;
        }
        self
    }

    /// Says which of the checks of other tools, of those that the page names under `also:`, this finding stands for, as `tool:id`. To be
    /// said where a rule does the work of several checks of one tool, so that their comments silence only their own.
    pub fn stands_for(self, checks: impl IntoIterator<Item = &'static str>) -> Self {
        let checks: Vec<&'static str> = checks.into_iter().collect();
        let severity = self.active.severity_of.and_then(|of| checks.iter().filter_map(|check| of(check)).max());
        self.diagnostic.severity = severity.unwrap_or(self.diagnostic.severity);
        self.diagnostic.also = Some(checks);
        self
    }

    /// Offers a fix. Where the edit is `None` (the place is derived, shared or in a form that is not supported) there is no fix.
    pub fn fix(self, title: impl Into<String>, safety: Safety, edits: impl IntoEdits) -> Self {
        if let Some(mut edits) = edits.into_edits() {
            edits.sort();
            self.diagnostic.fix = Some(Fix { title: title.into(), safety, edits });
        }
        self
    }
}

/// What the formats' edit functions return.
pub trait IntoEdits {
    /// The edits of a fix, or nothing if there can be none.
    fn into_edits(self) -> Option<Vec<Edit>>;
}

impl IntoEdits for Edit {
    fn into_edits(self) -> Option<Vec<Edit>> {
        Some(vec![self])
    }
}

impl IntoEdits for Vec<Edit> {
    fn into_edits(self) -> Option<Vec<Edit>> {
        (!self.is_empty()).then_some(self)
    }
}

impl<T: IntoEdits> IntoEdits for Option<T> {
    fn into_edits(self) -> Option<Vec<Edit>> {
        self.and_then(IntoEdits::into_edits)
    }
}
