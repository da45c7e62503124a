use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::docker::{Instruction, Run, Stage, Variable};
use crate::model::node_package::{DevelopmentTool, NodePackage};
use crate::rule::{Check, Cx};
use crate::source::{FileId, Span};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let commands = run.commands();
    let Some((at, task)) = commands.iter().enumerate().find_map(|(at, command)| Some((at, task(command)?))) else {
        return;
    };
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
    let Some((file, tool)) = missing(run, &task, cx) else { return };
    let (shown, program) = (run.shown(commands[at].range), &tool.program);
    let message = format!("`{shown}` needs `{program}`, which is only there for development");
    cx.report(run.span_of(commands[at].range), message)
        .label(other.span_of(install.range), "installs without it")
        .label(Span::new(file, tool.range.clone()), "named here")
        .help("install all, build, and leave them out of the image with `npm prune --omit=dev` or a stage of their own")
        .fix("install it, too", Safety::Unsafe, with_all(other, install));
}

/// What a command runs of a project.
enum Task<'c> {
    /// A script of package.json.
    Script(&'c str),
    /// A program of a package.
    Program(&'c str),
}

fn task<'c>(command: &'c Command<'_>) -> Option<Task<'c>> {
    let word = |at: usize| command.arguments.get(at).and_then(|word| word.as_str());
    match (command.name()?, word(0)?) {
        ("npm" | "pnpm" | "yarn", "run" | "run-script") => word(1).map(Task::Script),
        ("yarn", "build" | "compile" | "bundle") => word(0).map(Task::Script),
        ("npx" | "pnpx", program) if !program.starts_with('-') => Some(Task::Program(program)),
        _ => None,
    }
}

/// The program that such a task needs and that is only there for development, and the package.json that says so.
fn missing(run: Run<'_>, task: &Task<'_>, cx: &Cx<'_>) -> Option<(FileId, DevelopmentTool)> {
    let files = cx.project.files();
    let copied = cx.project.docker.copied(run.instruction, &["package.json"], files)?;
    let file = files.find(&copied.path)?;
    let package = NodePackage::read(files.get(file).text())?;
    let tool = match task {
        Task::Script(script) => package.tool_of_script(script),
        Task::Program(program) => package.tool(program),
    }?;
    // It may have been installed by its name.
    let name = files.get(file).text()[tool.range.clone()].trim_matches('"');
    let mut installs = run.stage()?.chain().flat_map(Stage::instructions).flat_map(Instruction::commands);
    let is_named = installs.any(|command| installs_by_name(command, name));
    (!is_named).then_some((file, tool))
}

fn installs_by_name(command: &Command<'_>, package: &str) -> bool {
    let names = |word: &&crate::model::command::Argument<'_>| word.prefix.starts_with(package) || word.value.is_none();
    command.is_any(&["npm", "yarn", "pnpm", "bun"]) && command.parsed().operands.iter().any(names)
}

/// Leaves nothing out: takes the option away, or says that it does not hold.
fn with_all(run: Run<'_>, command: &Command<'_>) -> Option<Edit> {
    let arguments = command.parsed();
    match arguments.option(&["omit", "only", "production", "prod", "P"]) {
        Some(option) => {
            let is_word = option.value.is_none_or(|value| value.range == option.range);
            let is_alone = arguments.options.iter().filter(|other| other.range == option.range).count() == 1;
            (is_word && is_alone)
                .then(|| fix::remove_word(run.instruction.dockerfile().syntax(), run.span_of(option.range)))
        }
        None if command.is_any(&["npm"]) => {
            let verb = arguments.subcommand.last()?;
            Some(Edit::replace(run.span_of(verb.range).at_end(), " --include=dev"))
        }
        None => None,
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
