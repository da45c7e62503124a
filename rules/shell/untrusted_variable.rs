use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::script::{Interpreter, Position, Script, ScriptOrigin, Use};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Variables of CI systems that hold what a stranger wrote: titles, messages, and names of branches.
const UNTRUSTED: [&str; 16] = [
    "BITBUCKET_BRANCH",
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "BUILD_SOURCEBRANCHNAME",
    "BUILD_SOURCEVERSIONMESSAGE",
    "CIRCLE_BRANCH",
    "CI_COMMIT_BRANCH",
    "CI_COMMIT_DESCRIPTION",
    "CI_COMMIT_MESSAGE",
    "CI_COMMIT_REF_NAME",
    "CI_COMMIT_TITLE",
    "CI_MERGE_REQUEST_DESCRIPTION",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
    "CI_MERGE_REQUEST_TITLE",
    "GITHUB_HEAD_REF",
    "SYSTEM_PULLREQUEST_SOURCEBRANCH",
    "GITHUB_REF_NAME",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    let is_read = script.origin() == ScriptOrigin::Pipeline && script.interpreter() != Interpreter::Other;
    if !is_read || !UNTRUSTED.iter().any(|name| text.contains(name)) {
        return;
    }
    let is_untrusted = |used: &&Use<'_>| UNTRUSTED.contains(&used.name) && !used.is_indirect;
    let variables = script.variables();
    for used in variables.uses.iter().filter(is_untrusted) {
        if variables.settings_of(used.name).next().is_some() {
            continue;
        }
        let (name, written) = (used.name, used.range.of(text));
        let runner = script.commands().iter().find(|command| runs_text(command, used));
        if let Some(runner) = runner {
            let program = runner.name().unwrap_or("sh");
            cx.report(script.place_of(used.range), format!("`{program}` runs what strangers can write into `{name}`"))
                .help("let the inner shell expand it: put the script in single quotes");
        } else if used.position == Position::Argument && !used.is_quoted && !names_branch(name) {
            let span = script.span_of(used.range.range());
            cx.report(script.place_of(used.range), format!("strangers can write options and wildcards into `{name}`"))
                .help("put it in double quotes")
                .fix("put it in double quotes", Safety::Safe, Edit::replace(span, format!("\"{written}\"")));
        }
    }
}

/// Whether a name of a branch or tag is in it, which has neither blanks nor wildcards (git-check-ref-format).
fn names_branch(name: &str) -> bool {
    name.contains("BRANCH") || name.contains("REF")
}

/// Whether a command runs the word that a variable is in as a script.
fn runs_text(command: &Command<'_>, used: &Use<'_>) -> bool {
    let is_it =
        |range: crate::model::command::TextRange| range.start <= used.range.start && used.range.end <= range.end;
    if command.is_any(&["eval"]) {
        return command.arguments.iter().any(|word| is_it(word.range));
    }
    let takes_script = command.is_any(&["sh", "bash", "ash", "dash", "zsh"]);
    takes_script
        && command.arguments.windows(2).any(|pair| {
            pair[0].as_str().is_some_and(|flag| flag.starts_with('-') && !flag.starts_with("--") && flag.ends_with('c'))
                && is_it(pair[1].range)
        })
}
