use crate::fix::{Safety, gitlab};
use crate::model::gitlab::Pipeline;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Pipeline(check);

fn check(pipeline: &Pipeline<'_>, cx: &mut Cx<'_>) {
    for file in &pipeline.files {
        for (name, definition) in file.definitions() {
            let used = |key: &str| definition.own_entries().find(|entry| entry.key.text() == key);
            let (key, words) = match (used("only"), used("except")) {
                (Some(only), Some(_)) => (only.key, "`only` and `except`, which are"),
                (Some(only), None) => (only.key, "`only`, which is"),
                (None, Some(except)) => (except.key, "`except`, which is"),
                (None, None) => continue,
            };
            let edits = used("only").and_then(|only| gitlab::rules_for_only(definition, only));
            cx.report(key, format!("job `{}` uses {words} deprecated in favour of `rules`", name.text()))
                .help("say it with `rules`: `- if: $CI_COMMIT_BRANCH == \"main\"`")
                .fix("say it with `rules`", Safety::Unsafe, edits);
        }
    }
}
