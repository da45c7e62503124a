use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Argument;
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Stage(check);

/// Commands that change what they name.
const CHANGES: [&str; 9] = ["chmod", "chown", "cp", "install", "ln", "mkdir", "mv", "rm", "touch"];

/// A folder that VOLUME declares.
struct Volume<'d> {
    path: String,
    declared: Span,
    instruction: Instruction<'d>,
}

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut volumes: Vec<Volume<'_>> = Vec::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Volume(folders) => volumes.extend(folders.iter().filter_map(|folder| {
                let path = instruction.evaluate(folder).as_str()?.trim_end_matches('/').to_owned();
                path.starts_with('/').then(|| Volume { path, declared: folder.span(), instruction })
            })),
            Command::Run(_) if !volumes.is_empty() => {
                let Some(text) = instruction.script() else { continue };
                let Some((word, volume)) = change(instruction, &volumes) else { continue };
                let message = format!("`{}` is a volume already, so this may be thrown away", volume.path);
                cx.report(text.span_of(word.range.range()), message)
                    .label(volume.declared, "declared here")
                    .help("move `VOLUME` below the last change")
                    .fix("declare the volume after the last change", Safety::Unsafe, moved(stage, volume));
            }
            _ => {}
        }
    }
}

/// The first change of what lies below a volume.
fn change<'d, 'v>(run: Instruction<'d>, volumes: &'v [Volume<'d>]) -> Option<(&'d Argument<'d>, &'v Volume<'d>)> {
    let mut words = run.commands().iter().filter(|it| it.is_any(&CHANGES)).flat_map(|it| &it.arguments);
    words.find_map(|word| {
        let path = word.as_str()?;
        let is_below =
            |it: &&Volume<'_>| path.strip_prefix(&it.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        Some((word, volumes.iter().find(is_below)?))
    })
}

/// Moves a VOLUME of one line and one folder below the last change of that.
fn moved(stage: Stage<'_>, volume: &Volume<'_>) -> Option<Vec<Edit>> {
    let syntax = stage.dockerfile().syntax();
    let Command::Volume(folders) = volume.instruction.command() else { return None };
    let written = &syntax.source[volume.instruction.span().range()];
    let only = std::slice::from_ref(volume);
    let last = stage.instructions().rev().find(|it| change(*it, only).is_some())?;
    let is_plain = folders.len() == 1 && !written.contains('\n') && last.index() > volume.instruction.index();
    let edits =
        || vec![fix::remove(syntax, volume.instruction.syntax()), fix::insert_after(syntax, last.syntax(), written)];
    is_plain.then(edits)
}
