//! What conditions let through.

use super::taint::Starts;
use super::{Job, Step};
use crate::syntax::actions_expression::{Expression, ExpressionKind, Operator, fences, parse};

/// What a condition has in it that asks who caused the event.
const IDENTITIES: [&str; 8] = [
    "author_association",
    "github.actor",
    "head.repo.full_name",
    "head.repo.fork",
    "head_repository.full_name",
    "user.login",
    "sender.login",
    "github.triggering_actor",
];

/// The events that can start a step or a job, by the workflow's triggers and the conditions of the job and the step.
pub(super) fn starts<'t>(step: Option<Step<'t>>, job: Option<Job<'t>>) -> Starts<'t> {
    let mut starts = Starts { triggers: job.map(|job| job.workflow.triggers()), only: None, guarded: false };
    let conditions = [job.and_then(|job| job.get("if")), step.and_then(|step| step.get("if"))];
    for condition in conditions.into_iter().flatten() {
        let text = condition.text();
        let bare = fences(text).first().map_or(text, |fence| &text[fence.inner.clone()]);
        let lower = bare.to_ascii_lowercase();
        starts.guarded |= IDENTITIES.iter().any(|identity| lower.contains(identity));
        if let Some(expression) = parse(bare).expression
            && let Some(events) = events(&expression, bare)
        {
            let allowed = |name: &String| starts.only.as_ref().is_none_or(|only| only.contains(name));
            starts.only = Some(events.into_iter().filter(allowed).collect());
        }
    }
    starts
}

/// The only events for which a condition can hold, if it says so: `github.event_name == 'push'`, joined by `&&` and `||`.
fn events(expression: &Expression, text: &str) -> Option<Vec<String>> {
    let ExpressionKind::Binary { operator, left, right } = &expression.kind else { return None };
    match operator {
        Operator::And => match (events(left, text), events(right, text)) {
            (Some(a), Some(b)) => Some(a.into_iter().filter(|name| b.contains(name)).collect()),
            (a, b) => a.or(b),
        },
        Operator::Or => {
            let (mut a, b) = (events(left, text)?, events(right, text)?);
            a.extend(b);
            Some(a)
        }
        Operator::Equal => {
            let is_name = |side: &Expression| {
                side.contexts(text).first().is_some_and(|context| context.matches("github.event_name"))
            };
            let name = if is_name(left) { right.string(text) } else { left.string(text).filter(|_| is_name(right)) };
            name.map(|name| vec![name.to_ascii_lowercase()])
        }
        _ => None,
    }
}
