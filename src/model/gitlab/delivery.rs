//! Whether a push to the main branch reaches production without anyone's say.

use super::{Job, Pipeline, Start, When};
use crate::tree::Node;

/// Words of an environment's name that mean production.
const PRODUCTION: [&str; 4] = ["production", "prod", "prd", "live"];
/// Words that mean that it is not.
const REHEARSAL: [&str; 11] =
    ["pre", "preprod", "non", "nonprod", "staging", "stage", "stg", "test", "qa", "review", "dev"];
/// Names of branches that everyday work is merged into.
const MAIN_BRANCHES: [&str; 3] = ["main", "master", "$CI_DEFAULT_BRANCH"];
/// The keywords of `only` that do not mean branches (deprecated keywords, `only` / `except`).
const NOT_BRANCHES: [&str; 10] = [
    "api",
    "chat",
    "external",
    "external_pull_requests",
    "merge_requests",
    "pipelines",
    "schedules",
    "tags",
    "triggers",
    "web",
];

/// Whether something holds for a push to the main branch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum OnMain {
    Yes,
    No,
    Maybe,
}

impl<'t> Job<'t> {
    /// Whether it deploys to an environment that is surely production, by its tier or its name.
    pub fn deploys_to_production(&self) -> bool {
        let action = self.at(&["environment", "action"]);
        let starts = match action {
            Some(action) => action.as_str() == Some("start"),
            None => self.environment().is_some(),
        };
        if !starts {
            return false;
        }
        if let Some(tier) = self.at(&["environment", "deployment_tier"]) {
            return tier.as_str() == Some("production");
        }
        self.environment().and_then(Node::as_str).is_some_and(is_production)
    }

    /// What makes it surely start by itself when someone pushes to the main branch: one of its rules, or that it has none.
    pub fn starts_by_itself(&self) -> Option<Start<'t>> {
        let starts = self.starts();
        if self.at(&["rules"]).is_none() {
            let is_automatic = starts.iter().all(|start| start.when == When::Automatic);
            return starts.first().copied().filter(|_| is_automatic && self.only_main() == OnMain::Yes);
        }
        for start in starts {
            match (on_main(&start), start.when) {
                (OnMain::No, _) | (OnMain::Maybe, When::Automatic) => {}
                (OnMain::Yes, When::Automatic) => return Some(start),
                _ => return None,
            }
        }
        None
    }

    /// What `only` and `except` say of the main branch.
    fn only_main(&self) -> OnMain {
        if !self.absent(&["except"]) {
            return OnMain::Maybe;
        }
        let Some(only) = self.at(&["only"]) else {
            return if self.absent(&["only"]) { OnMain::Yes } else { OnMain::Maybe };
        };
        let refs = if only.is_map() { self.at(&["only", "refs"]) } else { Some(only) };
        let Some(refs) = refs.filter(|_| !only.is_map() || self.absent(&["only", "variables"])) else {
            return OnMain::Maybe;
        };
        let names: Vec<&str> = if refs.is_seq() { refs.items().map(Node::text).collect() } else { vec![refs.text()] };
        if names.iter().any(|name| MAIN_BRANCHES.contains(name) || *name == "branches") {
            OnMain::Yes
        } else if names.iter().all(|name| NOT_BRANCHES.contains(name)) {
            OnMain::No
        } else {
            OnMain::Maybe
        }
    }
}

impl<'t> Pipeline<'t> {
    /// Whether there are pipelines for pushes to the main branch at all.
    pub fn runs_for_branches(&self) -> bool {
        let Some(rules) = self.global("workflow").and_then(|workflow| workflow.get("rules")) else { return true };
        if !rules.is_seq() {
            return false;
        }
        for rule in rules.items() {
            let condition = rule.get("if").map(Node::text);
            let never = rule.get("when").is_some_and(|when| when.as_str() == Some("never"));
            match (condition.map_or(OnMain::Yes, condition_on_main), never) {
                (OnMain::Yes, never) => return !never,
                (OnMain::Maybe, true) => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether a job surely or possibly has to wait for one that is started by hand.
    pub fn is_held_before(&self, job: &Job<'t>) -> bool {
        let is_held =
            |other: &Job<'t>| other.starts().iter().any(|start| matches!(start.when, When::Held | When::Unknown));
        if !job.absent(&["needs"]) {
            return self.is_held_by_needs(job, &is_held);
        }
        let Some(stages) = self.stages() else { return true };
        let place = |job: &Job<'t>| stages.iter().position(|stage| Some(*stage) == job.stage());
        let Some(own) = place(job) else { return true };
        self.jobs.iter().any(|other| is_held(other) && place(other).is_none_or(|stage| stage < own))
    }

    fn is_held_by_needs(&self, job: &Job<'t>, is_held: &dyn Fn(&Job<'t>) -> bool) -> bool {
        let mut seen: Vec<&str> = vec![job.name()];
        let mut pending = vec![job];
        while let Some(job) = pending.pop() {
            let Some(names) = job.needs() else {
                if job.absent(&["needs"]) {
                    continue;
                }
                return true;
            };
            for name in names {
                let Some(needed) = self.job(name) else { return true };
                if is_held(needed) {
                    return true;
                }
                if !seen.contains(&name) {
                    seen.push(name);
                    pending.push(needed);
                }
            }
        }
        false
    }
}

/// Whether an environment's name means production.
fn is_production(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut found = false;
    for word in lower.split(|c: char| !c.is_ascii_alphanumeric()) {
        if REHEARSAL.contains(&word) {
            return false;
        }
        found |= PRODUCTION.contains(&word);
    }
    found
}

fn on_main(start: &Start<'_>) -> OnMain {
    if !start.node.is_map() {
        return OnMain::Maybe;
    }
    let condition = start.condition.map_or(OnMain::Yes, condition_on_main);
    // What depends on the changed files is automatic when it happens, and holds nothing when it does not.
    let depends = !start.node.lacks("changes") || !start.node.lacks("exists");
    if depends && condition == OnMain::Yes && start.when != When::Automatic { OnMain::Maybe } else { condition }
}

/// What a condition of `rules:if` says of a push to the main branch. Only comparisons joined by `&&` and `||` are understood.
fn condition_on_main(condition: &str) -> OnMain {
    if condition.contains(['(', ')']) {
        return OnMain::Maybe;
    }
    let all = |alternative: &str| {
        let mut result = OnMain::Yes;
        for term in alternative.split("&&") {
            match term_on_main(term.trim()) {
                OnMain::Yes => {}
                OnMain::No => return OnMain::No,
                OnMain::Maybe => result = OnMain::Maybe,
            }
        }
        result
    };
    let mut result = OnMain::No;
    for alternative in condition.split("||") {
        match all(alternative) {
            OnMain::Yes => return OnMain::Yes,
            OnMain::No => {}
            OnMain::Maybe => result = OnMain::Maybe,
        }
    }
    result
}

fn term_on_main(term: &str) -> OnMain {
    let branch = ["$CI_COMMIT_BRANCH", "$CI_COMMIT_REF_NAME"];
    let not_set = ["$CI_COMMIT_TAG", "$CI_MERGE_REQUEST_ID", "$CI_MERGE_REQUEST_IID"];
    if branch.contains(&term) {
        return OnMain::Yes;
    }
    if not_set.contains(&term) {
        return OnMain::No;
    }
    let Some((left, right)) = term.split_once("==") else { return OnMain::Maybe };
    let (left, right) = (left.trim(), right.trim().trim_matches(['"', '\'']));
    if branch.contains(&left) && MAIN_BRANCHES.contains(&right) {
        OnMain::Yes
    } else if left == "$CI_PIPELINE_SOURCE" {
        if right == "push" { OnMain::Yes } else { OnMain::No }
    } else {
        OnMain::Maybe
    }
}

#[cfg(test)]
mod tests {
    use super::{OnMain, condition_on_main, is_production};

    #[test]
    fn names_of_environments_are_read_by_words() {
        for name in ["production", "prod/eu", "Prod-1", "live"] {
            assert!(is_production(name), "{name}");
        }
        for name in ["pre-prod", "non-prod", "product-docs", "staging", "review/live", "delivery"] {
            assert!(!is_production(name), "{name}");
        }
    }

    #[test]
    fn conditions_speak_of_the_main_branch() {
        let cases = [
            ("$CI_COMMIT_BRANCH == \"main\"", OnMain::Yes),
            ("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE == 'push'", OnMain::Yes),
            ("$CI_COMMIT_TAG", OnMain::No),
            ("$CI_PIPELINE_SOURCE == \"schedule\" || $CI_COMMIT_BRANCH == 'master'", OnMain::Yes),
            ("$CI_COMMIT_BRANCH == \"main\" && $DEPLOY == \"yes\"", OnMain::Maybe),
            ("$CI_COMMIT_BRANCH =~ /^release/", OnMain::Maybe),
            ("($CI_COMMIT_BRANCH == \"main\")", OnMain::Maybe),
        ];
        for (condition, wanted) in cases {
            assert_eq!(condition_on_main(condition), wanted, "{condition}");
        }
    }
}
