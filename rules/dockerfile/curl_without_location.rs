use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options with which it follows redirections, asks for something other than a file, or reads its options from elsewhere.
const OTHERS: [&str; 14] =
    ["L", "location", "location-trusted", "I", "head", "X", "request", "d", "data", "F", "form", "K", "config", "w"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["curl"])) {
        let arguments = command.parsed();
        let is_web = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let is_own = |word: &str| word.contains("localhost") || word.contains("127.0.0.1");
        let mut words = arguments.operands.iter();
        let is_download = words.any(|word| is_web(&word.prefix) && !is_own(&word.prefix));
        if !is_download || !arguments.lacks(&OTHERS) || run.is_configured(".curlrc", "/root/.curlrc") {
            continue;
        }
        let Some(program) = &command.program else { continue };
        let place = run.span_of(program.range);
        cx.report(place, format!("`{}` does not follow redirections", run.shown(command.range)))
            .help("add `--location`")
            .fix("add `--location`", Safety::Unsafe, Edit::replace(place.at_end(), " --location"));
    }
}
