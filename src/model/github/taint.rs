//! Which contexts hold text that others choose, and who they are.
//!
//! The table is our own reading of the documentation of webhook payloads and of "Script injections" in GitHub's secure use reference, as
//! of 2026-11: <https://docs.github.com/en/actions/concepts/security/script-injections>. Numbers, commit ids, logins and names of
//! repositories are not in it: what can stand in them is harmless.

use super::{Event, Triggers};
use crate::syntax::actions_expression::Context;
use crate::tree::Node;

/// Who can choose a text, the most dangerous last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// Nobody yet: no event of the workflow fills it in.
    Nobody,
    /// Those who may push: the text is the name of a branch or a tag of the repository.
    Pusher,
    /// Those who may push to the repository or start its workflows, or whose changes are merged.
    Writer,
    /// Anyone, by a pull request whose workflow has neither secrets nor a token that may write; or it depends on who calls.
    Limited,
    /// Anyone, and the workflow has the repository's secrets and token.
    Anyone,
}

const ISSUE: &[&str] = &["issues", "issue_comment"];
const PULL_REQUEST: &[&str] =
    &["pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"];
const CHANGE: &[&str] = &["issues", "pull_request", "pull_request_target", "discussion"];
const COMMENT: &[&str] = &["issue_comment", "pull_request_review_comment", "discussion_comment", "commit_comment"];
const DISCUSSION: &[&str] = &["discussion", "discussion_comment"];

/// Contexts with text of any form, and the events that fill them in. `*` stands for one step.
const TABLE: &[(&str, &[&str])] = &[
    ("github.head_ref", &["pull_request", "pull_request_target"]),
    ("github.event.issue.title", ISSUE),
    ("github.event.issue.body", ISSUE),
    ("github.event.pull_request.title", PULL_REQUEST),
    ("github.event.pull_request.body", PULL_REQUEST),
    ("github.event.pull_request.head.ref", PULL_REQUEST),
    ("github.event.pull_request.head.label", PULL_REQUEST),
    ("github.event.pull_request.head.repo.default_branch", PULL_REQUEST),
    ("github.event.pull_request.head.repo.description", PULL_REQUEST),
    ("github.event.pull_request.head.repo.homepage", PULL_REQUEST),
    ("github.event.changes.title.from", CHANGE),
    ("github.event.changes.body.from", CHANGE),
    ("github.event.comment.body", COMMENT),
    ("github.event.review.body", &["pull_request_review"]),
    ("github.event.discussion.title", DISCUSSION),
    ("github.event.discussion.body", DISCUSSION),
    ("github.event.workflow_run.display_title", &["workflow_run"]),
    ("github.event.workflow_run.head_branch", &["workflow_run"]),
    ("github.event.workflow_run.head_commit.message", &["workflow_run"]),
    ("github.event.workflow_run.head_commit.author.name", &["workflow_run"]),
    ("github.event.workflow_run.head_commit.author.email", &["workflow_run"]),
    ("github.event.workflow_run.head_commit.committer.name", &["workflow_run"]),
    ("github.event.workflow_run.head_commit.committer.email", &["workflow_run"]),
    ("github.event.workflow_run.head_repository.description", &["workflow_run"]),
    ("github.event.workflow_run.pull_requests.*.head.ref", &["workflow_run"]),
    ("github.event.head_commit.message", &["push"]),
    ("github.event.head_commit.author.name", &["push"]),
    ("github.event.head_commit.author.email", &["push"]),
    ("github.event.head_commit.committer.name", &["push"]),
    ("github.event.head_commit.committer.email", &["push"]),
    ("github.event.commits.*.message", &["push"]),
    ("github.event.commits.*.author.name", &["push"]),
    ("github.event.commits.*.author.email", &["push"]),
    ("github.event.commits.*.committer.name", &["push"]),
    ("github.event.commits.*.committer.email", &["push"]),
    ("github.event.pages.*.page_name", &["gollum"]),
    ("github.event.release.name", &["release"]),
    ("github.event.release.body", &["release"]),
    ("github.event.release.tag_name", &["release"]),
    ("github.event.client_payload", &["repository_dispatch"]),
];

/// Contexts with the name of the branch or tag that was pushed.
const REFS: [&str; 3] = ["github.ref", "github.ref_name", "github.event.ref"];

/// What an event lets outsiders do.
fn reach_of(event: &str) -> Reach {
    match event {
        "pull_request_target"
        | "issue_comment"
        | "issues"
        | "discussion"
        | "discussion_comment"
        | "workflow_run"
        | "commit_comment" => Reach::Anyone,
        "pull_request" | "pull_request_review" | "pull_request_review_comment" => Reach::Limited,
        _ => Reach::Writer,
    }
}

/// The events that can start something; `None` where another file decides that.
#[derive(Clone, Debug)]
pub(super) struct Starts<'t> {
    pub(super) triggers: Option<Triggers<'t>>,
    /// The only events that a condition lets through, if it names them.
    pub(super) only: Option<Vec<String>>,
    /// Whether a condition asks who it is that caused the event.
    pub(super) guarded: bool,
}

impl<'t> Starts<'t> {
    /// The events that remain.
    fn events(&self) -> impl Iterator<Item = Event<'t>> {
        let events = self.triggers.iter().flat_map(|triggers| triggers.events.iter().copied());
        events.filter(|event| self.only.as_ref().is_none_or(|only| only.iter().any(|name| name == event.name.text())))
    }

    /// Whether it is started by another workflow, or used as an action, with that one's events.
    fn is_called(&self) -> bool {
        self.triggers.as_ref().is_none_or(|triggers| triggers.get("workflow_call").is_some())
    }

    /// Whether an input of this name that a caller hands over is text.
    pub(super) fn is_called_with_text(&self, name: &str) -> bool {
        let Some(triggers) = &self.triggers else { return true };
        triggers.get("workflow_call").is_some_and(|event| takes_text(event, name))
    }

    /// Who can choose the text of a context, if anyone can.
    pub(super) fn reach(&self, context: &Context<'_>, as_json: bool) -> Option<Reach> {
        let found = if REFS.iter().any(|name| context.matches(name)) {
            self.events().any(|event| names_any_ref(event)).then_some(Reach::Pusher)
        } else if context.starts_with("inputs") || context.starts_with("github.event.inputs") {
            let name = context.name(context.len() - 1)?;
            let is_free = |event: Event<'_>| event.name.text() == "workflow_dispatch" && takes_text(event, name);
            self.events().any(is_free).then_some(Reach::Writer)
        } else {
            self.reach_in_table(context, as_json)
        };
        if self.guarded { found.map(|reach| reach.min(Reach::Writer)) } else { found }
    }

    fn reach_in_table(&self, context: &Context<'_>, as_json: bool) -> Option<Reach> {
        let path = context.path();
        let matches = |pattern: &str| {
            let is_payload = pattern == "github.event.client_payload" && context.starts_with(pattern);
            let is_around = as_json && pattern.starts_with(&path) && pattern[path.len()..].starts_with('.');
            context.matches(pattern) || is_payload || is_around
        };
        let rows = TABLE.iter().filter(|(pattern, _)| matches(pattern));
        let is_branch = path == "github.event.workflow_run.head_branch";
        let reach = |events: &[&str]| {
            let from_event = |event: Event<'_>| {
                let is_free = events.contains(&event.name.text()) && !(is_branch && names_its_branches(event));
                is_free.then(|| reach_of(event.name.text()))
            };
            let own = self.events().filter_map(from_event).max();
            let called = self.is_called() && events.iter().any(|event| reach_of(event) != Reach::Writer);
            own.max(called.then_some(Reach::Limited))
        };
        rows.filter_map(|(_, events)| reach(events))
            .max()
            .or_else(|| self.is_never_filled(&path).then_some(Reach::Nobody))
    }

    /// Whether a context that outsiders write has nothing in it, whatever starts the workflow.
    fn is_never_filled(&self, path: &str) -> bool {
        let Some(triggers) = self.triggers.as_ref().filter(|triggers| triggers.known && !self.is_called()) else {
            return false;
        };
        let row = TABLE.iter().find(|(pattern, _)| *pattern == path);
        row.is_some_and(|(_, events)| {
            events.iter().any(|event| reach_of(event) != Reach::Writer) && !triggers.has_any(events)
        })
    }
}

/// Whether an event comes with a branch or tag of any name.
fn names_any_ref(event: Event<'_>) -> bool {
    match event.name.text() {
        "create" | "delete" | "workflow_dispatch" => true,
        "push" => {
            let Some(filter) = event.filter.filter(|filter| filter.is_map()) else { return true };
            let lists = ["branches", "tags"].map(|key| filter.get(key));
            let given: Vec<Node<'_>> = lists.into_iter().flatten().flat_map(Node::items).collect();
            given.is_empty() || given.iter().any(|pattern| pattern.text().contains('*'))
        }
        _ => false,
    }
}

/// Whether an event is limited to branches that it names in full.
fn names_its_branches(event: Event<'_>) -> bool {
    let branches = event.filter.and_then(|filter| filter.get("branches"));
    branches.is_some_and(|list| list.is_seq() && list.items().all(|pattern| !pattern.text().contains('*')))
}

/// Whether an event takes any text for an input.
fn takes_text(event: Event<'_>, name: &str) -> bool {
    let Some(inputs) = event.filter.and_then(|filter| filter.get("inputs")) else { return false };
    let Some(input) = inputs.entries().find(|entry| entry.key.text().eq_ignore_ascii_case(name)) else { return false };
    match input.value.get("type") {
        Some(kind) => kind.as_str() == Some("string"),
        None => input.value.lacks("type") || input.value.is_null(),
    }
}
