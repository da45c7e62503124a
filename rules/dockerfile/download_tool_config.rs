use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let mut is_configured = None;
    for command in run.commands().iter().filter(|command| command.is_any(&["curl"])) {
        let arguments = command.parsed();
        let is_web = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let is_download =
            arguments.operands.iter().any(|word| is_web(&word.prefix) && !word.prefix.contains("localhost"));
        if !is_download
            || !arguments.lacks(&["retry", "K", "config"])
            || *is_configured.get_or_insert_with(|| run.is_configured(".curlrc", "/root/.curlrc"))
        {
            continue;
        }
        let Some(program) = &command.program else { continue };
        cx.report(run.span_of(program.range), "`curl` gives up at the first failure of the network")
            .help("add `--retry 3`");
    }
}
