use crate::model::command::feeders;
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let commands = run.commands();
    for command in commands.iter().filter(|command| command.is_any(&["tar"]) && !command.context.conditional) {
        let arguments = command.parsed();
        let mut sources = feeders(commands, command);
        let (Some(download), None) = (sources.next(), sources.next()) else { continue };
        let is_web = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let address = download.arguments.iter().find_map(|word| word.as_str().filter(|text| is_web(text)));
        // The builder unpacks all of an archive, as it is.
        let is_whole = arguments.lacks(&["strip", "strip-components", "exclude", "transform", "wildcards"]);
        let unpacks =
            command.arguments.first().is_some_and(|word| word.prefix.contains('x')) || arguments.has(&["extract"]);
        if let Some(address) = address.filter(|_| unpacks && is_whole && download.is_any(&["curl", "wget"])) {
            let name = address.rsplit('/').next().unwrap_or(address).to_owned();
            cx.report(run.span_of(download.range), format!("`{name}` is downloaded and unpacked by `RUN`"))
                .help("let the builder do it: `ADD --unpack --checksum=... <address> <folder>`");
        }
    }
}
