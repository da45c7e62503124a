use super::unpinned::{self, NEWEST};
use crate::model::command::Argument;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that say the version, or where the versions stand.
const VERSION: [&str; 5] = ["v", "version", "g", "file", "local"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["gem"])) {
        let arguments = command.parsed();
        if !matches!(arguments.subcommand(0), Some("install" | "i")) {
            continue;
        }
        let version_of_one = arguments.has(&["v", "version"]) && !arguments.has(&["g", "file", "local"]);
        // What follows `--` is for the compiler.
        let is_gem = |word: &&&Argument<'_>| word.as_str().is_some_and(is_bare);
        if let Some(second) = arguments.operands.iter().filter(is_gem).nth(1).filter(|_| version_of_one) {
            let shown = run.shown(second.range);
            cx.report(run.span_of(second.range), format!("`gem` takes one version for one gem, and refuses `{shown}`"))
                .help("name the versions after colons: `name:1.2.3`");
        } else if arguments.lacks(&VERSION) {
            unpinned::report(run, &arguments.operands, is_bare, (NEWEST, "name the version after a colon"), cx);
        }
    }
}

/// Whether a word is the name of a gem and nothing else: no file, and no option for what is built, which follow `--`.
fn is_bare(name: &str) -> bool {
    !name.contains([':', '/']) && name.strip_suffix(".gem").is_none() && !name.starts_with('-')
}
