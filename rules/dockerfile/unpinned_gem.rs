use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that say the version, or where the versions stand.
const VERSION: [&str; 5] = ["v", "version", "g", "file", "local"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["gem"])) {
        let arguments = command.parsed();
        if !matches!(arguments.subcommand(0), Some("install" | "i")) || !arguments.lacks(&VERSION) {
            continue;
        }
        let is_name =
            |name: &str| !name.contains([':', '/']) && name.strip_suffix(".gem").is_none() && name != "bundler";
        let unpinned: Vec<_> = arguments.operands.iter().filter(|word| word.as_str().is_some_and(is_name)).collect();
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<String> =
            unpinned.iter().filter_map(|word| word.as_str()).map(|name| format!("`{name}`")).collect();
        cx.report(
            run.span_of(first.range),
            format!("whatever version of {} is the newest gets installed", names.join(", ")),
        )
        .help("name the version after a colon");
    }
}
