//! Edits of GitLab pipelines.

use super::Edit;
use super::yaml::{self, Value};
use crate::model::gitlab::{Job, Start};
use crate::tree::{Entry, Node, Style};

/// Keywords of `only` and the conditions of `rules:if` that say the same (GitLab's "Deprecated keywords" and "Predefined variables").
const KEYWORDS: [(&str, &str); 9] = [
    ("api", r#"$CI_PIPELINE_SOURCE == "api""#),
    ("branches", "$CI_COMMIT_BRANCH"),
    ("merge_requests", r#"$CI_PIPELINE_SOURCE == "merge_request_event""#),
    ("pipelines", r#"$CI_PIPELINE_SOURCE == "pipeline""#),
    ("pushes", r#"$CI_PIPELINE_SOURCE == "push""#),
    ("schedules", r#"$CI_PIPELINE_SOURCE == "schedule""#),
    ("tags", "$CI_COMMIT_TAG"),
    ("triggers", r#"$CI_PIPELINE_SOURCE == "trigger""#),
    ("web", r#"$CI_PIPELINE_SOURCE == "web""#),
];

/// Keywords that no condition says as well.
const OTHERS: [&str; 4] = ["chat", "external", "external_pull_requests", "kubernetes"];

/// Says with `rules` what `only` of a job says, where it is a plain list of branches and keywords and the job has nothing else that
/// decides whether it runs.
pub fn rules_for_only(job: Node<'_>, only: Entry<'_>) -> Option<Vec<Edit>> {
    if job.is_shared() || ["except", "rules", "extends"].iter().any(|key| !job.lacks(key)) {
        return None;
    }
    let value = only.value;
    let refs: Vec<Node<'_>> = if value.is_seq() { value.items().collect() } else { vec![value] };
    let conditions: Vec<String> = refs.iter().map(|name| condition(*name)).collect::<Option<_>>()?;
    if conditions.is_empty() || value.is_shared() || refs.iter().any(|name| name.via().is_some()) {
        return None;
    }
    let mut edits = vec![yaml::rename_key(only, "rules")?];
    if value.is_seq() && value.style() == Style::Block {
        let rules = refs.iter().zip(conditions);
        edits.extend(rules.map(|(name, condition)| Edit::replace(name.span(), format!("if: {condition}"))));
    } else {
        let rules = conditions.into_iter().map(|condition| Value::entry("if", Value::text(condition)));
        edits.push(yaml::replace(value, &Value::Seq(rules.collect()))?);
    }
    Some(edits)
}

/// Lets a job wait to be started by hand: in the rule that starts it, or in the job where it has no rules. Rules that come from a
/// template are left alone, others may use them.
pub fn hold(job: &Job<'_>, start: Start<'_>) -> Option<Edit> {
    let own = *job.layers.nodes().first()?;
    let map = if start.node.is_map() { start.node } else { own };
    let (whole, part) = (own.span(), map.span());
    let is_own = whole.file == part.file && whole.start <= part.start && part.end <= whole.end;
    if !is_own || map.is_shared() || map.via().is_some() {
        return None;
    }
    match map.entry("when") {
        Some(when) => yaml::set(when.value, "manual"),
        None => {
            let after = ["if", "environment"].iter().find_map(|key| map.entry(key));
            let manual = Value::scalar("manual");
            after.map_or_else(
                || yaml::insert(map, "when", &manual),
                |after| yaml::insert_entry_after(after, "when", &manual),
            )
        }
    }
}

/// The condition that holds for a branch or keyword of `only`.
fn condition(name: Node<'_>) -> Option<String> {
    let text = name.as_str()?;
    if let Some((_, condition)) = KEYWORDS.iter().find(|(keyword, _)| *keyword == text) {
        return Some((*condition).to_owned());
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let is_branch = !text.starts_with('/') && text.chars().all(is_plain) && !OTHERS.contains(&text);
    is_branch.then(|| format!("$CI_COMMIT_BRANCH == \"{text}\""))
}
