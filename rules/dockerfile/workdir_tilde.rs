use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Stage, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let stage = instruction.stage();
    match instruction.command() {
        Command::Workdir(folder) => check_path(folder, &["hadolint:DL3000"], stage, cx),
        Command::Copy(copy) | Command::Add(copy) => check_path(&copy.destination, &["hadolint:DL3045"], stage, cx),
        Command::Volume(folders) => folders.iter().for_each(|folder| check_path(folder, &[], stage, cx)),
        Command::Env(pairs) => {
            for pair in pairs.iter().filter(|pair| pair.name == *"PATH") {
                let Some(value) = &pair.value else { continue };
                let Some(at) = value.as_str().find("~/") else { continue };
                let starts = at == 0 || value.as_str()[..at].ends_with([':', '"']);
                if starts {
                    report(value, at, &[], stage, cx);
                }
            }
        }
        _ => {}
    }
}

/// Whether nobody but root uses a stage, whose home directory is known.
fn is_root(stage: Stage<'_>) -> bool {
    stage.user().is_none() && stage.external_image().is_some_and(crate::model::image::Image::is_surely_root)
}

fn check_path(path: &Text<'_>, also: &[&'static str], stage: Option<Stage<'_>>, cx: &mut Cx<'_>) {
    let text = path.as_str();
    let start = usize::from(text.starts_with('"'));
    if matches!(&text[start..], "~") || text[start..].starts_with("~/") {
        report(path, start, also, stage, cx);
    }
}

fn report(path: &Text<'_>, at: usize, also: &[&'static str], stage: Option<Stage<'_>>, cx: &mut Cx<'_>) {
    let place = path.span_of(at..at + 1);
    cx.report(place, format!("`~` in `{}` is a folder of that name, not the home directory", path.as_str()))
        .stands_for(also.iter().copied())
        .help("write the home directory out: `/root`, or that of the user")
        .fix(
            "write out root's",
            Safety::Unsafe,
            stage.filter(|stage| is_root(*stage)).map(|_| Edit::replace(place, "/root")),
        );
}
