use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// What names a version that moves.
const MOVING: [&str; 6] = ["latest", "upgrade", "patch", "master", "main", "HEAD"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["go"])) {
        let arguments = command.parsed();
        let count = match arguments.subcommand(0) {
            Some("install" | "get") => usize::MAX,
            Some("run") => 1,
            _ => continue,
        };
        for word in arguments.operands.iter().take(count) {
            let Some((path, version)) = word.as_str().and_then(|text| text.split_once('@')) else { continue };
            let is_remote = path.split('/').next().is_some_and(|host| host.contains('.') && !host.starts_with('.'));
            if is_remote && MOVING.contains(&version) {
                cx.report(
                    run.span_of(word.range),
                    format!("whatever version of `{path}` is the newest gets installed"),
                )
                .help("name the version after `@`");
            }
        }
    }
}
