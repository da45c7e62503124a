//! What npm, Yarn, pnpm and Bun do with the packages of a project.
//!
//! Facts: npm, "npm install" (`omit`, `include`, `production`, `NODE_ENV`), "npm run", "npx"; Yarn 1, "yarn install", "yarn run"; pnpm,
//! "pnpm install"; Bun, "bun install".

use super::{Argument, Command};

/// What a command runs of a project.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProjectTask<'c> {
    /// A script of `package.json`.
    Script(&'c str),
    /// A program of a package.
    Program(&'c str),
}

/// What a command runs of a project, if it does.
pub fn project_task<'c>(command: &'c Command<'_>) -> Option<ProjectTask<'c>> {
    let word = |at: usize| command.arguments.get(at).and_then(|word| word.as_str());
    match (command.name()?, word(0)?) {
        ("npm" | "pnpm" | "yarn", "run" | "run-script") => word(1).map(ProjectTask::Script),
        ("yarn", "build" | "compile" | "bundle") => word(0).map(ProjectTask::Script),
        ("npx" | "pnpx", program) if !program.starts_with('-') => Some(ProjectTask::Program(program)),
        _ => None,
    }
}

/// Whether a command installs the packages of a project, or adds some to them.
pub fn installs_project(command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let is_install = matches!(arguments.subcommand(0), Some("install" | "i" | "ci" | "add"));
    let is_global = arguments.has(&["g", "global"]);
    let is_yarn_alone = command.is_any(&["yarn"]) && arguments.subcommand(0).is_none();
    command.is_any(&["npm", "yarn", "pnpm", "bun"]) && (is_install && !is_global || is_yarn_alone)
}

/// Whether a command may install a package by its name.
pub fn may_install_package(command: &Command<'_>, package: &str) -> bool {
    let names = |word: &&Argument<'_>| word.prefix.starts_with(package) || word.value.is_none();
    command.is_any(&["npm", "yarn", "pnpm", "bun"]) && command.parsed().operands.iter().any(names)
}

/// Whether the installation of a project surely leaves out the packages for development: an option says so, or `NODE_ENV` is `production`,
/// which npm and Yarn look at.
pub fn leaves_out_development(command: &Command<'_>, is_production: bool) -> bool {
    let arguments = command.parsed();
    let says = |name: &str, values: &[&str]| {
        arguments.option(&[name]).and_then(|option| option.value?.text).is_some_and(|value| values.contains(&value))
    };
    let is_alone = |names: &[&str]| arguments.option(names).is_some_and(|option| option.value.is_none());
    let leaves =
        says("omit", &["dev"]) || says("only", &["prod", "production"]) || is_alone(&["production", "prod", "P"]);
    let is_told = leaves || is_production && command.is_any(&["npm", "yarn"]);
    is_told && arguments.lacks(&["include", "also", "D", "dev"]) && arguments.operands.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{ProjectTask, installs_project, leaves_out_development, project_task};
    use crate::model::command::commands;
    use crate::syntax::shell::{Dialect, parse};

    fn ask<R>(script: &str, question: impl FnOnce(&super::Command<'_>) -> R) -> R {
        question(&commands(&parse(script, Dialect::Sh), script)[0])
    }

    #[test]
    fn what_is_run_of_a_project_is_told() {
        assert!(ask("npm run build", |it| project_task(it) == Some(ProjectTask::Script("build"))));
        assert!(ask("yarn build", |it| project_task(it) == Some(ProjectTask::Script("build"))));
        assert!(ask("npx tsc -p .", |it| project_task(it) == Some(ProjectTask::Program("tsc"))));
        assert!(ask("npx --yes tsc", |it| project_task(it).is_none()));
    }

    #[test]
    fn what_is_left_out_is_told() {
        for script in ["npm ci --omit=dev", "npm i --only=production", "yarn --prod", "pnpm install -P"] {
            assert!(ask(script, |it| installs_project(it) && leaves_out_development(it, false)), "{script}");
        }
        for script in
            ["npm ci", "npm ci --omit=optional", "npm i --omit=dev --include=dev", "npm i --omit=dev left-pad"]
        {
            assert!(!ask(script, |it| leaves_out_development(it, false)), "{script}");
        }
        assert!(ask("npm ci", |it| leaves_out_development(it, true)));
        assert!(!ask("pnpm install", |it| leaves_out_development(it, true)));
    }
}
