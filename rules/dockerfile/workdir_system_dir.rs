use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Folders of the system that hold programs, libraries, devices and the kernel's own files, besides those of `/usr`.
const FOLDERS: [&str; 9] = ["bin", "boot", "dev", "lib", "lib32", "lib64", "proc", "sbin", "sys"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Workdir(folder) = instruction.command() else { return };
    let value = instruction.evaluate(folder);
    let Some(path) = value.as_str().and_then(|path| path.strip_prefix('/')) else { return };
    let mut parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    let top = parts.next().unwrap_or_default();
    // Below `/usr` people work to have programs at hand; what is copied there is another matter.
    let is_filled = || {
        let later = instruction
            .stage()
            .into_iter()
            .flat_map(Stage::instructions)
            .skip_while(|it| it.index() <= instruction.index());
        later.filter_map(Instruction::copy).any(|copy| !copy.destination.as_str().starts_with('/'))
    };
    let is_mounted_over = matches!(top, "dev" | "proc" | "sys");
    let second = parts.next();
    let is_below = parts.next().is_some() || second.is_some() && top != "usr";
    let is_folder = match second {
        Some(second) if top == "usr" => matches!(second, "bin" | "lib" | "lib32" | "lib64" | "sbin") && is_filled(),
        _ => FOLDERS.contains(&top),
    };
    // What the kernel mounts hides everything below; in the other folders a folder of one's own does no harm.
    if !is_folder || is_below && !is_mounted_over {
        return;
    }
    let why = if is_mounted_over {
        "what is put there is hidden in the container"
    } else {
        "files there take the place of the system's"
    };
    cx.report(folder.span(), format!("`/{path}` is a folder of the system: {why}"))
        .help("work in a folder of your own, such as `/app`");
}
