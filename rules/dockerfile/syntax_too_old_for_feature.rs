use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Dockerfile, Instruction, Text};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

/// Flags by instruction (any if empty) with the minor version of frontend 1 that brought them, and whether versions named `labs` had
/// them before.
const FLAGS: [(&str, &str, u32, bool); 14] = [
    ("ADD", "keep-git-dir", 1, false),
    ("RUN", "mount", 2, false),
    ("RUN", "network", 3, true),
    ("RUN", "security", 20, true),
    ("COPY", "chmod", 2, false),
    ("ADD", "chmod", 2, false),
    ("COPY", "link", 4, false),
    ("ADD", "link", 4, false),
    ("ADD", "checksum", 6, true),
    ("HEALTHCHECK", "start-interval", 6, true),
    ("ADD", "unpack", 17, true),
    ("COPY", "exclude", 19, true),
    ("ADD", "exclude", 19, true),
    ("COPY", "parents", 20, true),
];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let syntax = dockerfile.syntax();
    let Some(directive) = syntax.directive("syntax") else { return };
    let value = directive.value.as_str();
    let name = value.strip_prefix("docker.io/").unwrap_or(value);
    let Some(version) = name.strip_prefix("docker/dockerfile:1.") else { return };
    let (version, is_labs) = match version.strip_suffix("-labs") {
        Some(version) => (version, true),
        None => (version, false),
    };
    let Ok(minor) = version.split('.').next().unwrap_or_default().parse::<u32>() else { return };
    let newest = dockerfile.instructions().filter_map(|instruction| newest_feature(instruction, is_labs));
    let Some((needed, feature, span)) = newest.max_by_key(|(needed, ..)| *needed) else { return };
    if needed <= minor {
        return;
    }
    let prefix = &value[..value.len() - name.len()];
    let new = format!("{prefix}docker/dockerfile:1.{needed}{}", if is_labs { "-labs" } else { "" });
    cx.report(span, format!("`{value}` does not know {feature}"))
        .label(directive.span, "the frontend is fixed here")
        .help(format!("raise it to at least `docker/dockerfile:1.{needed}`"))
        .fix("raise it", Safety::Safe, fix::replace(&directive.value, &new));
}

/// What an instruction uses that came last, with its version and place.
fn newest_feature(instruction: Instruction<'_>, is_labs: bool) -> Option<(u32, String, Span)> {
    let syntax = instruction.triggered().syntax();
    let keyword = syntax.keyword.as_str().to_ascii_uppercase();
    let flags = FLAGS.iter().filter(|(of, _, _, had_labs)| *of == keyword && !(is_labs && *had_labs));
    let flags = flags.filter_map(|(_, name, version, _)| {
        syntax.flag(name).map(|flag| (*version, format!("`{keyword} --{name}`"), flag.span))
    });
    let heredoc = syntax.heredocs.first().map(|heredoc| (4, "here-documents".to_owned(), heredoc.word));
    let cut = instruction.expanded_texts().into_iter().find_map(cutting_form);
    let cut = cut.map(|span| (7, "the forms `${name#...}`, `${name%...}` and `${name/...}`".to_owned(), span));
    flags.chain(heredoc.into_iter().chain(cut).filter(|_| !is_labs)).max_by_key(|(version, ..)| *version)
}

/// The first variable of which a part is cut off or replaced.
fn cutting_form(text: &Text<'_>) -> Option<Span> {
    text.as_str().match_indices("${").find_map(|(start, _)| {
        let name = &text.as_str()[start + 2..];
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        name[end..].starts_with(['#', '%', '/']).then(|| text.span_of(start..start + 3 + end))
    })
}
