use crate::model::docker::{Command, Instruction, Run, Stage};
use crate::model::image::Reference;
use crate::model::packages::{Task, calls};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.text().contains("jemalloc") || !run.is_shipped() {
        return;
    }
    let Some(last) = run.instruction.dockerfile().final_stage() else { return };
    let is_ruby = last.external_reference().and_then(Reference::library) == Some("ruby");
    // A script that starts the program may set the variable.
    let starts_plainly = !matches!(last.entrypoint().map(Instruction::command), Some(Command::Entrypoint(_)));
    let mut others = last.chain().flat_map(Stage::instructions).filter(|it| it.index() != run.instruction.index());
    let is_used = |text: &str| text.contains("jemalloc") || text.contains("LD_PRELOAD");
    if !is_ruby
        || !starts_plainly
        || others.any(|it| is_used(it.syntax().arguments.as_str()))
        || run.text().contains("LD_PRELOAD")
    {
        return;
    }
    for call in calls(run.commands()).filter(|call| call.task == Task::Install) {
        let words = call.arguments.operands.iter();
        let package = words.filter_map(|word| Some((word, word.as_str()?.split('=').next()?)));
        for (word, name) in package.filter(|(_, name)| matches!(*name, "libjemalloc2" | "jemalloc")) {
            cx.report(run.span_of(word.range), format!("`{name}` is installed, and nothing loads it"))
                .help("add `ENV LD_PRELOAD=libjemalloc.so.2`, or do not install it");
        }
    }
}
