use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Stage(check);

/// Commands that change what they name.
const CHANGES: [&str; 9] = ["chmod", "chown", "cp", "install", "ln", "mkdir", "mv", "rm", "touch"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut volumes: Vec<(String, Span)> = Vec::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Volume(folders) => volumes.extend(folders.iter().filter_map(|folder| {
                let path = instruction.evaluate(folder).as_str()?.trim_end_matches('/').to_owned();
                path.starts_with('/').then(|| (path, folder.span()))
            })),
            Command::Run(_) if !volumes.is_empty() => {
                let Some(text) = instruction.script() else { continue };
                let mut words =
                    instruction.commands().iter().filter(|it| it.is_any(&CHANGES)).flat_map(|it| &it.arguments);
                let found = words.find_map(|word| Some((word, volume_of(word.as_str()?, &volumes)?)));
                let Some((word, (path, declared))) = found else { continue };
                cx.report(
                    text.span_of(word.range.range()),
                    format!("`{path}` is a volume already, so this may be thrown away"),
                )
                .label(*declared, "declared here")
                .help("move `VOLUME` below the last change");
            }
            _ => {}
        }
    }
}

/// The volume that a path lies in.
fn volume_of<'v>(path: &str, volumes: &'v [(String, Span)]) -> Option<&'v (String, Span)> {
    volumes.iter().find(|(volume, _)| {
        path.strip_prefix(volume.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
