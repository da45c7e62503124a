use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = instruction.stage().and_then(Stage::external_reference) else { return };
    let name = reference.repository.rsplit('/').next().unwrap_or_default();
    let is_windows = reference.registry == Some("mcr.microsoft.com")
        && (reference.repository.starts_with("windows/") || matches!(name, "nanoserver" | "windowsservercore"));
    if !is_windows {
        return;
    }
    let syntax = instruction.syntax();
    let (span, what) = match instruction.command() {
        Command::Copy(_) | Command::Add(_) => match syntax.flag("chown") {
            Some(flag) => (flag.span, "`--chown`"),
            None => return,
        },
        // Folders, caches and secrets can be mounted since BuildKit 0.21 and later ones.
        Command::Run(_) => match instruction.mounts().find(|mount| mount.kind() == "tmpfs") {
            Some(mount) => (mount.options.span(), "a mount of type `tmpfs`"),
            None => return,
        },
        Command::Stopsignal(_) => (instruction.keyword_span(), "`STOPSIGNAL`"),
        _ => return,
    };
    cx.report(span, format!("{what} does not work in a Windows image"))
        .help("leave it out: rights are set with `icacls`, and containers are stopped in another way");
}
