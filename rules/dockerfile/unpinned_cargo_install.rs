use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that say the version, or that it is the one that lies there.
const VERSION: [&str; 7] = ["version", "vers", "path", "rev", "tag", "branch", "list"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["cargo"])) {
        let arguments = command.parsed();
        // `cargo +nightly install`: the toolchain comes first.
        let has_toolchain = arguments.subcommand(0).is_some_and(|word| word.starts_with('+'));
        let mut words = arguments.subcommand.iter().chain(&arguments.operands).skip(usize::from(has_toolchain));
        let installs = words.next().is_some_and(|word| word.is("install"));
        if !installs || !arguments.lacks(&VERSION) {
            continue;
        }
        let from_git = arguments.option(&["git"]).and_then(|option| option.value).filter(|value| value.text.is_some());
        let unpinned: Vec<_> = match from_git {
            Some(repository) => vec![repository.range],
            None if arguments.has(&["git"]) => Vec::new(),
            None => words
                .filter(|word| word.as_str().is_some_and(|name| !name.contains('@')))
                .map(|word| word.range)
                .collect(),
        };
        let Some(first) = unpinned.first() else { continue };
        let names: Vec<String> = unpinned.iter().map(|range| format!("`{}`", range.of(run.text()))).collect();
        cx.report(run.span_of(*first), format!("whatever version of {} is the newest gets built", names.join(", ")))
            .help("name the version, and add `--locked` for those of its dependencies");
    }
}
