//! Text that others choose and that becomes part of code.

use std::ops::Range;

use super::guard;
use super::taint::{Reach, Starts};
use super::{Job, Step};
use crate::source::Span;
use crate::syntax::actions_expression::{Context, Expression, ExpressionKind, fences, parse};
use crate::tree::{Entry, Node};

/// Inputs of actions that are run as code, from the actions' own documentation, as of 2026-11.
const CODE_INPUTS: [(&str, &str); 14] = [
    ("actions/github-script", "script"),
    ("addnab/docker-run-action", "run"),
    ("amadevus/pwsh-script", "script"),
    ("appleboy/ssh-action", "script"),
    ("azure/cli", "inlinescript"),
    ("azure/powershell", "inlinescript"),
    ("cross-platform-actions/action", "run"),
    ("jannekem/run-python-script-action", "script"),
    ("mikefarah/yq", "cmd"),
    ("nick-fields/retry", "command"),
    ("nick-invision/retry", "command"),
    ("reactivecircus/android-emulator-runner", "script"),
    ("uraimo/run-on-arch-action", "run"),
    ("vmactions/freebsd-vm", "run"),
];

/// How many references are followed from an expression to where its text comes from.
const MAX_HOPS: usize = 3;

/// An expression in code whose text others choose.
#[derive(Clone, Debug)]
pub struct Injection<'t> {
    /// The script.
    pub code: Node<'t>,
    /// The bytes of `${{ ... }}` in the script's text.
    pub range: Range<usize>,
    /// The context as written, where the expression is nothing else.
    pub whole: bool,
    /// What is written between the braces, without blanks.
    pub expression: &'t str,
    /// The context that holds the text in the end: `github.event.issue.title`.
    pub origin: String,
    /// Who can choose the text.
    pub reach: Reach,
    /// Where the text is handed to this action or reusable workflow, if it comes by an input.
    pub given: Option<Span>,
}

/// What uses an action or a reusable workflow of the same repository: a step, or a job that calls.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'t> {
    /// The step that uses the action.
    pub step: Option<Step<'t>>,
    /// The job of that step, or the one that calls the workflow; none in a composite action.
    pub job: Option<Job<'t>>,
}

impl<'t> Caller<'t> {
    /// An input that it hands over.
    fn input(self, name: &str) -> Option<Entry<'t>> {
        let node = self.step.map(|step| step.node).or(self.job.map(|job| job.node))?;
        node.get("with")?.entries().find(|entry| entry.key.text().eq_ignore_ascii_case(name))
    }
}

impl<'t> Step<'t> {
    /// The code that it runs: its script, or inputs of its action that are code.
    pub fn code(self) -> Option<Node<'t>> {
        if let Some(run) = self.run() {
            return Some(run);
        }
        let slug = self.action()?.slug();
        let (_, input) = CODE_INPUTS.iter().find(|(action, _)| *action == slug)?;
        self.input(input).map(|entry| entry.value)
    }

    /// The expressions in its code whose text others choose, in the order of the text. `callers` are those of its file.
    pub fn injections(self, callers: &[Caller<'t>]) -> Vec<Injection<'t>> {
        let Some(code) = self.code().filter(|code| code.text().contains("${{")) else { return Vec::new() };
        let text = code.text();
        let starts = guard::starts(Some(self), self.job);
        let mut found = Vec::new();
        for fence in fences(text).into_iter().filter(|fence| fence.is_closed) {
            let inner = &text[fence.inner.clone()];
            let Some(expression) = parse(inner).expression else { continue };
            if self.is_json_value(&expression, inner, &text[..fence.range.start]) {
                continue;
            }
            let scope = Scope { step: Some(self), job: self.job, callers };
            let Some(source) = scope.taint(&expression, inner, &starts, MAX_HOPS) else { continue };
            let whole = matches!(
                expression.kind,
                ExpressionKind::Name | ExpressionKind::Property { .. } | ExpressionKind::Index { .. }
            );
            let Source { reach, origin, given } = source;
            found.push(Injection { code, range: fence.range, whole, expression: inner.trim(), origin, reach, given });
        }
        found
    }
}

impl Step<'_> {
    /// Whether an expression stands in JavaScript as a value in JSON, which is a value there too and runs nothing.
    fn is_json_value(self, expression: &Expression, text: &str, before: &str) -> bool {
        let ExpressionKind::Call { name, .. } = &expression.kind else { return false };
        self.run().is_none()
            && self.action().is_some_and(|action| action.is("actions", "github-script"))
            && text[name.clone()].eq_ignore_ascii_case("tojson")
            && !before.ends_with(['`', '"', '\''])
    }
}

/// Where names such as `env.X` are looked up.
#[derive(Clone, Copy)]
struct Scope<'c, 't> {
    step: Option<Step<'t>>,
    job: Option<Job<'t>>,
    callers: &'c [Caller<'t>],
}

/// Where a text comes from that others choose; of several the most dangerous counts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Source {
    reach: Reach,
    origin: String,
    given: Option<Span>,
}

impl<'t> Scope<'_, 't> {
    /// Who can choose the text of an expression, and the context that holds it.
    fn taint(self, expression: &Expression, text: &str, starts: &Starts<'_>, hops: usize) -> Option<Source> {
        let lower = text.to_ascii_lowercase();
        // What is looked up in a parsed text or in a group is one value of it, and cannot be told here.
        let as_json = lower.contains("tojson(") && !lower.contains(").");
        let contexts = expression.contexts_of_value(text);
        contexts.iter().filter_map(|context| self.taint_of_context(context, text, as_json, starts, hops)).max()
    }

    fn taint_of_context(
        self,
        context: &Context<'_>,
        text: &str,
        as_json: bool,
        starts: &Starts<'_>,
        hops: usize,
    ) -> Option<Source> {
        let origin = || text[context.range()].trim().to_owned();
        let own = starts.reach(context, as_json).map(|reach| Source { reach, origin: origin(), given: None });
        let root = context.root().to_ascii_lowercase();
        if own.is_some() && root != "inputs" {
            return own;
        }
        let Some(hops) = hops.checked_sub(1) else { return own };
        match root.as_str() {
            "inputs" => own.max(self.taint_of_input(context.name(1)?, starts, hops)),
            "env" => self.taint_of_text(self.variable(context.name(1)?)?, starts, hops),
            "matrix" => self.taint_of_matrix(context.name(1)?, starts, hops),
            "steps" if context.len() == 4 && context.name(2)?.eq_ignore_ascii_case("outputs") => {
                self.taint_of_output(context.name(1)?, context.name(3)?, starts, hops)
            }
            "needs" if context.len() == 4 && context.name(2)?.eq_ignore_ascii_case("outputs") => {
                let job = self.job?.workflow.job(context.name(1)?)?;
                let output = job.get("outputs")?.get(context.name(3)?)?;
                Scope { step: None, job: Some(job), ..self }.taint_of_text(output, starts, hops)
            }
            _ => None,
        }
    }

    /// Who can choose a text with expressions.
    fn taint_of_text(self, node: Node<'t>, starts: &Starts<'_>, hops: usize) -> Option<Source> {
        let text = node.text();
        let expressions = fences(text).into_iter().filter_map(|fence| {
            let inner = &text[fence.inner];
            self.taint(&parse(inner).expression?, inner, starts, hops)
        });
        expressions.max()
    }

    /// What those hand over that use this action or call this workflow.
    fn taint_of_input(self, name: &str, starts: &Starts<'_>, hops: usize) -> Option<Source> {
        if !starts.is_called_with_text(name) {
            return None;
        }
        let given = self.callers.iter().filter_map(|caller| {
            let value = caller.input(name)?.value;
            let scope = Scope { step: caller.step, job: caller.job, callers: &[] };
            let source = scope.taint_of_text(value, &guard::starts(caller.step, caller.job), hops)?;
            Some(Source { given: Some(value.span()), ..source })
        });
        given.max()
    }

    /// A variable of the step, the job or the workflow.
    fn variable(self, name: &str) -> Option<Node<'t>> {
        let of_step = self.step.and_then(|step| step.get("env"));
        let of_job = self.job.and_then(|job| job.get("env"));
        let of_workflow = self.job.and_then(|job| job.workflow.get("env"));
        [of_step, of_job, of_workflow].into_iter().flatten().find_map(|variables| variables.get(name))
    }

    fn taint_of_matrix(self, name: &str, starts: &Starts<'_>, hops: usize) -> Option<Source> {
        let values = self.job?.node.at(&["strategy", "matrix"])?.get(name)?;
        let all = values.items().chain(values.is_scalar().then_some(values));
        all.filter_map(|value| self.taint_of_text(value, starts, hops)).max()
    }

    /// What an earlier step of the job writes to `$GITHUB_OUTPUT` under a name, as far as a line shows it.
    fn taint_of_output(self, id: &str, name: &str, starts: &Starts<'_>, hops: usize) -> Option<Source> {
        let job = self.job?;
        let step = job.steps().find(|step| step.get("id").is_some_and(|own| own.text() == id))?;
        let script = step.run()?.text();
        let scope = Scope { step: Some(step), job: Some(job), ..self };
        let assignment = format!("{name}=");
        let writes = |line: &&str| {
            let parts = line.split_once(&assignment);
            parts.is_some_and(|(before, _)| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
                && line.contains("GITHUB_OUTPUT")
                && !line.contains("$(")
                && !line.contains('|')
        };
        let taint = |line: &str| {
            let direct = fences(line).into_iter().filter_map(|fence| {
                let inner = &line[fence.inner];
                scope.taint(&parse(inner).expression?, inner, starts, hops)
            });
            let variables = step.get("env").into_iter().flat_map(Node::entries);
            let used = variables.filter(|entry| mentions(line, entry.key.text()));
            direct.chain(used.filter_map(|entry| scope.taint_of_text(entry.value, starts, hops))).max()
        };
        script.lines().filter(writes).filter_map(taint).max()
    }
}

/// Whether a line of a script expands a variable as it is.
pub(super) fn mentions(line: &str, name: &str) -> bool {
    let plain = format!("${name}");
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    line.contains(&format!("${{{name}}}"))
        || line.match_indices(&plain).any(|(at, _)| is_end(&line[at + plain.len()..]))
}
