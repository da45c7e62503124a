use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command;
use crate::model::command::node_packages::{
    ProjectTask, installs_project, leaves_out_development, may_install_package, project_task,
};
use crate::model::docker::{Instruction, Run, Stage};
use crate::model::node_package::{DevelopmentTool, NodePackage};
use crate::rule::{Check, Cx};
use crate::source::{FileId, Span};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let commands = run.commands();
    let mut tasks = commands.iter().enumerate().filter_map(|(at, command)| Some((at, project_task(command)?)));
    let Some((at, task)) = tasks.next() else { return };
    let within = commands[..at].iter().enumerate().rev().map(|(at, command)| (run, at, command));
    let stage = run.stage().map_or(0, |stage| stage.from().index());
    let before = run.last_before(has_installation, "").filter(|it| it.index() > stage).and_then(Run::of).into_iter();
    let before =
        before.flat_map(|run| run.commands().iter().enumerate().rev().map(move |(at, command)| (run, at, command)));
    let Some((other, place, install)) = within.chain(before).find(|(_, _, command)| installs(command)) else { return };
    let is_production = place == 0 && other.instruction.is_set_to("NODE_ENV", "production");
    // Something may be installed that cannot be seen.
    if !leaves_out_development(install, is_production) || install.context.conditional || commands[at].context.tested {
        return;
    }
    let Some((file, tool)) = missing(run, task, cx) else { return };
    let (shown, program) = (run.shown(commands[at].range), &tool.program);
    let message = format!("`{shown}` needs `{program}`, which is only there for development");
    cx.report(run.span_of(commands[at].range), message)
        .label(other.span_of(install.range), "installs without it")
        .label(Span::new(file, tool.range.clone()), "named here")
        .help("install all, build, and leave them out of the image with `npm prune --omit=dev` or a stage of their own")
        .fix("install it, too", Safety::Unsafe, with_all(other, install));
}

/// The program that such a task needs and that is only there for development, and the package.json that says so.
fn missing(run: Run<'_>, task: ProjectTask<'_>, cx: &Cx<'_>) -> Option<(FileId, DevelopmentTool)> {
    let files = cx.project.files();
    let copied = cx.project.docker.copied(run.instruction, &["package.json"], files)?;
    let file = files.find(&copied.path)?;
    let package = NodePackage::read(files.get(file).text())?;
    let tool = match task {
        ProjectTask::Script(script) => package.tool_of_script(script),
        ProjectTask::Program(program) => package.tool(program),
    }?;
    // It may have been installed by its name.
    let name = files.get(file).text()[tool.range.clone()].trim_matches('"');
    let mut commands = run.stage()?.chain().flat_map(Stage::instructions).flat_map(Instruction::commands);
    (!commands.any(|command| may_install_package(command, name))).then_some((file, tool))
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

/// Whether an instruction has a command that is looked at.
fn has_installation(instruction: Instruction<'_>, _: &str) -> bool {
    instruction.commands().iter().any(installs)
}

/// Whether a command installs the packages of a project, or goes where another one may be.
fn installs(command: &Command<'_>) -> bool {
    installs_project(command) || command.is_any(&["cd"])
}
