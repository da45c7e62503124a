use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Folders without which nothing runs.
const NEEDED: [&str; 16] = [
    "", "/*", "/bin", "/bin/*", "/boot", "/dev", "/etc", "/etc/*", "/lib", "/lib/*", "/proc", "/sbin", "/sys", "/usr",
    "/usr/*", "/usr/bin",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("rm ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["rm"])) {
        let is_recursive = |word: &str| {
            word == "--recursive" || word.starts_with('-') && !word.starts_with("--") && word.contains(['r', 'R'])
        };
        if !command.arguments.iter().any(|word| word.as_str().is_some_and(is_recursive)) {
            continue;
        }
        for word in &command.arguments {
            let folder = word.as_str().filter(|folder| folder.starts_with('/'));
            let Some(folder) = folder.filter(|folder| NEEDED.contains(&folder.trim_end_matches('/'))) else { continue };
            cx.report(script.place_of(word.range), format!("`rm` deletes `{folder}`, without which nothing runs"))
                .help("is a blank too many in the path, or a part of it missing?");
        }
    }
}
