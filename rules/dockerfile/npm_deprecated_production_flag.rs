use crate::fix::{Edit, Safety};
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The first version of Node.js that comes with an npm (7) that knows `--omit`.
const FIRST: u32 = 15;

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let image = run.stage().and_then(Stage::external_reference);
    let tag = image.filter(|image| image.official() == Some("node")).and_then(|image| image.tag);
    let version = tag.and_then(|tag| tag.split(['-', '.']).next()).and_then(|number| number.parse::<u32>().ok());
    let is_new = version.is_some_and(|version| version >= FIRST) || matches!(tag, Some("lts" | "current" | "latest"));
    for command in run.commands().iter().filter(|command| is_new && command.is_any(&["npm"])) {
        let verb = command.arguments.iter().find_map(|word| word.as_str().filter(|word| !word.starts_with('-')));
        if !matches!(verb, Some("ci" | "install" | "i" | "clean-install" | "prune" | "update")) {
            continue;
        }
        let is_old = |text: &str| {
            matches!(text, "--production" | "--only=production" | "--only=prod" | "--prod" | "--production=true")
        };
        let Some(word) = command.arguments.iter().find(|word| word.as_str().is_some_and(is_old)) else { continue };
        let span = run.span_of(word.range);
        let says_both = command.arguments.iter().any(|word| word.prefix.starts_with("--omit"));
        let edit = (!says_both).then(|| Edit::replace(span, "--omit=dev"));
        cx.report(span, format!("`{}` is deprecated", word.range.of(run.text()))).help("write `--omit=dev`").fix(
            "write `--omit=dev`",
            Safety::Safe,
            edit,
        );
    }
}
