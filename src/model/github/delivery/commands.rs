//! What the commands of a script do for delivery.

use crate::model::command::{Argument, Command, commands};
use crate::syntax::shell::{Dialect, parse};

/// A command by its program and the words that follow, with the options that make it harmless.
type Pattern = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Commands that deploy or publish. From the programs' manuals, as of 2026-11.
const DELIVER: [Pattern; 44] = [
    ("helm", &["upgrade"], &["dry-run"]),
    ("kubectl", &["apply"], &["dry-run"]),
    ("kubectl", &["set", "image"], &["dry-run"]),
    ("kubectl", &["rollout", "restart"], &[]),
    ("terraform", &["apply"], &[]),
    ("tofu", &["apply"], &[]),
    ("terragrunt", &["apply"], &[]),
    ("pulumi", &["up"], &["preview"]),
    ("cdk", &["deploy"], &[]),
    ("sam", &["deploy"], &[]),
    ("serverless", &["deploy"], &[]),
    ("sls", &["deploy"], &[]),
    ("aws", &["ecs", "update-service"], &[]),
    ("aws", &["cloudformation", "deploy"], &["no-execute-changeset"]),
    ("aws", &["lambda", "update-function-code"], &["dry-run"]),
    ("aws", &["elasticbeanstalk", "update-environment"], &[]),
    ("eb", &["deploy"], &[]),
    ("gcloud", &["run", "deploy"], &[]),
    ("gcloud", &["app", "deploy"], &[]),
    ("gcloud", &["functions", "deploy"], &[]),
    ("az", &["webapp", "deploy"], &[]),
    ("az", &["containerapp", "update"], &[]),
    ("azd", &["deploy"], &[]),
    ("flyctl", &["deploy"], &["build-only"]),
    ("fly", &["deploy"], &["build-only"]),
    ("heroku", &["container:release"], &[]),
    ("firebase", &["deploy"], &[]),
    ("wrangler", &["deploy"], &["dry-run"]),
    ("vercel", &["deploy"], &[]),
    ("netlify", &["deploy"], &[]),
    ("argocd", &["app", "sync"], &["dry-run"]),
    ("skaffold", &["run"], &[]),
    ("cf", &["push"], &[]),
    ("docker", &["push"], &[]),
    ("podman", &["push"], &[]),
    ("npm", &["publish"], &["dry-run"]),
    ("pnpm", &["publish"], &["dry-run"]),
    ("yarn", &["npm", "publish"], &["dry-run"]),
    ("cargo", &["publish"], &["dry-run", "n"]),
    ("twine", &["upload"], &[]),
    ("poetry", &["publish"], &["dry-run"]),
    ("uv", &["publish"], &["dry-run"]),
    ("gem", &["push"], &[]),
    ("mvn", &["deploy"], &[]),
];

/// Commands that test or lint.
const TEST: [Pattern; 45] = [
    ("npm", &["test"], &[]),
    ("npm", &["t"], &[]),
    ("npm", &["run", "test"], &[]),
    ("npm", &["run", "lint"], &[]),
    ("pnpm", &["test"], &[]),
    ("pnpm", &["lint"], &[]),
    ("pnpm", &["run", "test"], &[]),
    ("pnpm", &["run", "lint"], &[]),
    ("yarn", &["test"], &[]),
    ("yarn", &["lint"], &[]),
    ("yarn", &["run", "test"], &[]),
    ("bun", &["test"], &[]),
    ("npx", &["jest"], &[]),
    ("npx", &["vitest"], &[]),
    ("npx", &["eslint"], &[]),
    ("jest", &[], &[]),
    ("vitest", &[], &[]),
    ("eslint", &[], &[]),
    ("pytest", &[], &[]),
    ("python", &["-m", "pytest"], &[]),
    ("python", &["-m", "unittest"], &[]),
    ("python3", &["-m", "pytest"], &[]),
    ("poetry", &["run", "pytest"], &[]),
    ("uv", &["run", "pytest"], &[]),
    ("tox", &[], &[]),
    ("nox", &[], &[]),
    ("ruff", &["check"], &[]),
    ("mypy", &[], &[]),
    ("go", &["test"], &[]),
    ("go", &["vet"], &[]),
    ("golangci-lint", &["run"], &[]),
    ("cargo", &["test"], &[]),
    ("cargo", &["clippy"], &[]),
    ("cargo", &["nextest", "run"], &[]),
    ("mvn", &["test"], &[]),
    ("mvn", &["verify"], &[]),
    ("gradle", &["test"], &[]),
    ("gradlew", &["test"], &[]),
    ("gradlew", &["check"], &[]),
    ("make", &["test"], &[]),
    ("make", &["lint"], &[]),
    ("make", &["check"], &[]),
    ("rspec", &[], &[]),
    ("phpunit", &[], &[]),
    ("dotnet", &["test"], &[]),
];

/// Programs that start a cluster on the machine.
const CLUSTERS: [&str; 6] = ["kind", "k3d", "minikube", "microk8s", "k3s", "localstack"];

fn all<T>(script: &str, judge: impl FnOnce(&[Command<'_>]) -> T) -> T {
    let ast = parse(script, Dialect::Bash);
    judge(&commands(&ast, script))
}

/// The words after the program that are no options, as far as they are known.
fn words<'c>(command: &'c Command<'_>) -> Vec<&'c str> {
    let known = command.arguments.iter().map_while(|argument| argument.as_str());
    known.filter(|word| !word.starts_with('-') || *word == "-m").collect()
}

fn matches(command: &Command<'_>, (program, wanted, harmless): &Pattern) -> bool {
    if command.name() != Some(program) || !words(command).starts_with(wanted) {
        return false;
    }
    let is_harmless = |argument: &str| {
        let name = argument.trim_start_matches('-').split('=').next().unwrap_or_default();
        argument.starts_with('-') && harmless.contains(&name)
    };
    // An argument that cannot be known may be the option that makes it harmless.
    let may_be_harmless = |argument: &Argument<'_>| argument.value.is_none() && argument.prefix.is_empty();
    let mut arguments = command.arguments.iter();
    !arguments.any(|argument| is_harmless(&argument.prefix) || !harmless.is_empty() && may_be_harmless(argument))
}

/// What deploys or publishes in a script: the program and its sub-command.
pub(super) fn delivery(script: &str) -> Option<String> {
    all(script, |commands| {
        commands.iter().find_map(|command| {
            let (program, words, _) = DELIVER.iter().find(|pattern| matches(command, pattern))?;
            let to_this_machine = command.arguments.iter().any(|argument| argument.prefix.starts_with("localhost"));
            let unsure = command.context.conditional || command.context.in_function;
            (!to_this_machine && !unsure).then(|| [&[*program], *words].concat().join(" "))
        })
    })
}

/// Whether a script tests or lints.
pub(super) fn tests(script: &str) -> bool {
    all(script, |commands| commands.iter().any(|command| TEST.iter().any(|pattern| matches(command, pattern))))
}

/// Whether a script starts a cluster on the machine.
pub(super) fn starts_cluster(script: &str) -> bool {
    all(script, |commands| commands.iter().any(|command| command.is_any(&CLUSTERS)))
}

#[cfg(test)]
mod tests {
    use super::{delivery, tests};

    #[test]
    fn what_only_tries_is_no_delivery() {
        assert_eq!(delivery("helm upgrade --install app charts/app").as_deref(), Some("helm upgrade"));
        assert_eq!(delivery("aws ecs update-service --cluster x").as_deref(), Some("aws ecs update-service"));
        for script in [
            "kubectl apply --dry-run=server -f k8s",
            "docker push localhost:5000/app",
            "if [ -n \"$TAG\" ]; then npm publish; fi",
            "echo helm upgrade",
            "terraform plan",
            "cargo publish ${{ inputs.dry_run && '--dry-run' || '' }}",
        ] {
            assert_eq!(delivery(script), None, "{script}");
        }
    }

    #[test]
    fn tests_are_known_by_their_commands() {
        for script in ["npm ci\nnpm test", "python -m pytest -q", "./gradlew --no-daemon check", "make lint"] {
            assert!(tests(script), "{script}");
        }
        assert!(!tests("make build") && !tests("go build ./..."));
    }
}
