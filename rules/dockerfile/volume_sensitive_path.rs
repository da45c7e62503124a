use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Folders that no volume may take the place of, and the socket of the Docker daemon.
const PATHS: [&str; 13] = [
    "",
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/proc",
    "/run/docker.sock",
    "/sbin",
    "/sys",
    "/usr",
    "/var/lib/docker.sock",
    "/var/run/docker.sock",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Volume(paths) = instruction.command() else { return };
    for path in paths {
        let value = instruction.evaluate(path);
        let Some(folder) = value.as_str() else { continue };
        if folder.starts_with('/') && PATHS.contains(&folder.trim_end_matches('/')) {
            let message = if folder.contains("docker.sock") {
                format!("a volume on `{folder}` is an empty folder where the socket of Docker is to be")
            } else {
                format!("a volume on `{folder}` takes the place of the system's own files")
            };
            cx.report(path.span(), message).help("declare a volume for the folder that the program writes its data to");
        }
    }
}
