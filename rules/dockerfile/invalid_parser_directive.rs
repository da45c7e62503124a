use crate::fix::{Edit, Safety};
use crate::model::docker::{Dockerfile, Text};
use crate::rule::{Check, Cx};
use crate::source::Span;
use crate::spelling;

pub const CHECK: Check = Check::Dockerfile(check);

const DIRECTIVES: [&str; 3] = ["syntax", "escape", "check"];
const OPTIONS: [&str; 3] = ["skip", "error", "experimental"];

/// BuildKit's checks (<https://docs.docker.com/reference/build-checks/>).
const CHECKS: [&str; 24] = [
    "all",
    "ConsistentInstructionCasing",
    "CopyIgnoredFile",
    "DuplicateStageName",
    "ExposeInvalidFormat",
    "ExposeProtoCasing",
    "FileConsistentCommandCasing",
    "FromAsCasing",
    "FromPlatformFlagConstDisallowed",
    "InvalidBaseImagePlatform",
    "InvalidDefaultArgInFrom",
    "InvalidDefinitionDescription",
    "JSONArgsRecommended",
    "LegacyKeyValueFormat",
    "MaintainerDeprecated",
    "MultipleInstructionsDisallowed",
    "NoEmptyContinuation",
    "RedundantTargetPlatform",
    "ReservedStageName",
    "SecretsUsedInArgOrEnv",
    "StageNameCasing",
    "UndefinedArgInFrom",
    "UndefinedVar",
    "WorkdirRelativePath",
];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let syntax = dockerfile.syntax();
    for directive in syntax.directives.iter().filter(|directive| directive.name.eq_ignore_ascii_case("check")) {
        check_options(&directive.value, cx);
    }
    // The first comment that is no directive ends them.
    let known = |span: Span| syntax.directives.iter().any(|directive| directive.span == span);
    let Some(comment) = syntax.comments.iter().find(|comment| !known(comment.span)) else { return };
    let before = &syntax.source[..comment.span.start as usize];
    let is_head = before.lines().all(|line| line.trim_start_matches(['\u{feff}', ' ', '\t']).starts_with('#'));
    let text = &syntax.source[comment.span.range()];
    let Some((name, value)) = text.trim_start_matches('#').split_once('=').filter(|_| is_head) else { return };
    let (name, value) = (name.trim(), value.trim());
    let is_word = name.len() > 3 && name.chars().all(char::is_alphabetic) && !value.contains(char::is_whitespace);
    let Some(meant) = spelling::nearest(name, DIRECTIVES).filter(|meant| is_word && !name.eq_ignore_ascii_case(meant))
    else {
        return;
    };
    let fits = match meant {
        "syntax" => value.contains("dockerfile"),
        "escape" => matches!(value, "\\" | "`"),
        _ => value.contains('='),
    };
    if !fits || syntax.directive(meant).is_some() {
        return;
    }
    let start = comment.span.start as usize + text.find(name).unwrap_or(0);
    let span = Span::new(comment.span.file, start..start + name.len());
    cx.report(span, format!("`{name}` is no directive, so this is a comment"))
        .help(format!("did you mean `{meant}`?"))
        .fix("write what was meant", Safety::Unsafe, Edit::replace(span, meant));
}

/// Looks at what `check` is told: `skip=Name,Name;error=true`.
fn check_options(value: &Text<'_>, cx: &mut Cx<'_>) {
    let mut start = 0;
    for option in value.as_str().split(';') {
        let from = start;
        start += option.len() + 1;
        let Some((key, list)) = option.split_once('=') else { continue };
        let name = key.trim();
        let at = from + option.find(name).unwrap_or(0);
        if !OPTIONS.contains(&name) {
            let names = OPTIONS.map(|option| format!("`{option}`")).join(", ");
            let span = value.span_of(at..at + name.len());
            let meant = spelling::nearest(name, OPTIONS);
            cx.report(span, format!("`check` has no option `{name}`")).help(format!("it has {names}")).fix(
                "write what was meant",
                Safety::Unsafe,
                meant.map(|meant| Edit::replace(span, meant)),
            );
        } else if name != "error" {
            check_names(value, from + key.len() + 1, list, cx);
        }
    }
}

/// Looks at a list of checks. A name that is like no other may be that of a check to come.
fn check_names(value: &Text<'_>, mut start: usize, list: &str, cx: &mut Cx<'_>) {
    for item in list.split(',') {
        let (at, name) = (start + item.len() - item.trim_start().len(), item.trim());
        start += item.len() + 1;
        // BuildKit compares without regard to case.
        let is_known = CHECKS.iter().any(|known| known.eq_ignore_ascii_case(name));
        let Some(meant) = spelling::nearest(name, CHECKS).filter(|_| !is_known && name.len() > 5) else { continue };
        let span = value.span_of(at..at + name.len());
        cx.report(span, format!("there is no check `{name}`")).help(format!("did you mean `{meant}`?")).fix(
            "write what was meant",
            Safety::Unsafe,
            Edit::replace(span, meant),
        );
    }
}
