use crate::model::command::Command;
use crate::model::docker::{Instruction, Run, Variable};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Names of scripts, and programs, for which the packages for development are made.
const SCRIPTS: [&str; 5] = ["build", "compile", "bundle", "test", "lint"];
const PROGRAMS: [&str; 8] = ["tsc", "vite", "webpack", "rollup", "esbuild", "ng", "jest", "vitest"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let commands = run.commands();
    let Some(at) = commands.iter().position(builds) else { return };
    let within = commands[..at].iter().enumerate().rev().map(|(at, command)| (run, at, command));
    let stage = run.stage().map_or(0, |stage| stage.from().index());
    let before = run.last_before(has_installation, "").filter(|it| it.index() > stage).and_then(Run::of).into_iter();
    let before =
        before.flat_map(|run| run.commands().iter().enumerate().rev().map(move |(at, command)| (run, at, command)));
    let Some((other, place, install)) = within.chain(before).find(|(_, _, command)| installs(command)) else { return };
    // Something may be installed that cannot be seen.
    if !leaves_out(other, place, install) || install.context.conditional || commands[at].context.tested {
        return;
    }
    let shown = run.shown(commands[at].range);
    cx.report(run.span_of(commands[at].range), format!("`{shown}` has none of the packages for development"))
        .label(other.span_of(install.range), "installs without them")
        .help(
            "install all, build, and leave them out of the image with `npm prune --omit=dev` or a stage of their own",
        );
}

/// Whether a command runs a script that builds or tests.
fn builds(command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let first = arguments.operands.first().and_then(|word| word.as_str());
    match (command.name(), arguments.subcommand(0)) {
        (Some("npm" | "pnpm"), Some("run" | "run-script")) | (Some("yarn"), Some("run")) => {
            first.is_some_and(|script| {
                SCRIPTS.contains(&script) && arguments.lacks(&["C", "prefix", "w", "workspace", "cwd"])
            })
        }
        (Some("yarn"), Some(script)) => SCRIPTS.contains(&script),
        (Some("npx"), Some(program)) => PROGRAMS.contains(&program) && arguments.lacks(&["y", "yes", "p", "package"]),
        _ => false,
    }
}

/// Whether an instruction has such a command.
fn has_installation(instruction: Instruction<'_>, _: &str) -> bool {
    instruction.commands().iter().any(installs)
}

/// Whether a command installs the packages of a project.
fn installs(command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let is_install = matches!(arguments.subcommand(0), Some("install" | "i" | "ci" | "add"));
    let is_global = arguments.has(&["g", "global"]);
    let is_yarn_alone = command.is_any(&["yarn"]) && arguments.subcommand(0).is_none();
    command.is_any(&["npm", "yarn", "pnpm", "bun"]) && (is_install && !is_global || is_yarn_alone)
        || command.is_any(&["cd"])
}

/// Whether an installation leaves out what is for development.
fn leaves_out(run: Run<'_>, at: usize, command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let says = |name: &str, values: &[&str]| {
        arguments.option(&[name]).and_then(|option| option.value?.text).is_some_and(|value| values.contains(&value))
    };
    let is_production = arguments.option(&["production", "prod", "P"]).is_some_and(|option| option.value.is_none());
    let leaves = says("omit", &["dev"]) || says("only", &["prod", "production"]) || is_production;
    let is_set = match run.instruction.variable("NODE_ENV") {
        Variable::Set(value) => value.as_str() == Some("production") && at == 0 && command.is_any(&["npm", "yarn"]),
        Variable::Unset | Variable::Unknown => false,
    };
    (leaves || is_set) && arguments.lacks(&["include", "also", "D", "dev"]) && arguments.operands.is_empty()
}
