use crate::model::docker::{Command, Instruction, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    match instruction.command() {
        Command::Workdir(folder) => check_path(folder, &["hadolint:DL3000"], cx),
        Command::Copy(copy) | Command::Add(copy) => check_path(&copy.destination, &["hadolint:DL3045"], cx),
        Command::Volume(folders) => folders.iter().for_each(|folder| check_path(folder, &[], cx)),
        Command::Env(pairs) => {
            for pair in pairs.iter().filter(|pair| pair.name == *"PATH") {
                let Some(value) = &pair.value else { continue };
                let Some(at) = value.as_str().find("~/") else { continue };
                let starts = at == 0 || value.as_str()[..at].ends_with([':', '"']);
                if starts {
                    report(value, at, &[], cx);
                }
            }
        }
        _ => {}
    }
}

fn check_path(path: &Text<'_>, also: &[&'static str], cx: &mut Cx<'_>) {
    let text = path.as_str();
    let start = usize::from(text.starts_with('"'));
    if matches!(&text[start..], "~") || text[start..].starts_with("~/") {
        report(path, start, also, cx);
    }
}

fn report(path: &Text<'_>, at: usize, also: &[&'static str], cx: &mut Cx<'_>) {
    cx.report(
        path.span_of(at..at + 1),
        format!("`~` in `{}` is a folder of that name, not the home directory", path.as_str()),
    )
    .stands_for(also.iter().copied())
    .help("write the home directory out: `/root`, or that of the user");
}
