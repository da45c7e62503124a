use crate::model::command::Command;
use crate::model::script::{Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if script.origin() != ScriptOrigin::Pipeline || !text.contains("||") {
        return;
    }
    for pair in script.commands().windows(2) {
        let (judge, pardon) = (&pair[0], &pair[1]);
        let gap = text.get(judge.range.end as usize..pardon.range.start as usize).unwrap_or_default();
        let is_pardoned = gap.trim() == "||" && (pardon.is_any(&["true", ":"]) || exits_well(pardon));
        if is_pardoned && judges(judge) {
            let name = judge.name().unwrap_or_default();
            cx.report(script.place_of(judge.range), format!("the job succeeds even if `{name}` finds something"))
                .label(script.span_of(pardon.range.range()), "this makes it so")
                .help("let it fail, or allow the failure of the job, where it is shown");
        }
    }
}

fn exits_well(command: &Command<'_>) -> bool {
    command.is_any(&["exit"]) && command.arguments.first().is_some_and(|word| word.is("0"))
}

/// Whether a command is there to say yes or no: tests, linters, scanners.
fn judges(command: &Command<'_>) -> bool {
    let first = command.arguments.iter().find_map(|word| word.as_str().filter(|word| !word.starts_with('-')));
    let second = command.arguments.get(1).and_then(|word| word.as_str()).unwrap_or_default();
    match command.name().unwrap_or_default() {
        "pytest" | "tox" | "flake8" | "mypy" | "ruff" | "pylint" | "eslint" | "jest" | "trivy" | "grype" | "snyk"
        | "hadolint" | "shellcheck" | "bandit" | "tfsec" | "checkov" | "tflint" | "golangci-lint" | "phpunit"
        | "rspec" | "kubeconform" | "yamllint" | "semgrep" => true,
        "npm" | "yarn" | "pnpm" | "bun" => {
            matches!(first, Some("test" | "t" | "lint" | "audit"))
                || first == Some("run") && matches!(second, "test" | "lint")
        }
        "go" => matches!(first, Some("test" | "vet")),
        "cargo" => matches!(first, Some("test" | "clippy" | "audit" | "deny")),
        "mvn" | "gradle" | "gradlew" | "dotnet" | "make" => matches!(first, Some("test" | "verify" | "check" | "lint")),
        _ => false,
    }
}
