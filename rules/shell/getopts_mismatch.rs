use crate::model::script::{CommandKind, List, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("getopts ") {
        return;
    }
    let calls: Vec<_> = script.commands().iter().filter(|command| command.is_any(&["getopts"])).collect();
    for command in script.lists().iter().flat_map(List::commands) {
        let CommandKind::Loop { condition, body, .. } = &command.kind else { continue };
        let end = body.items.first().map_or(0, |item| item.chain.first.range.start);
        let start = condition.items.first().map_or(end, |item| item.chain.first.range.start);
        let getopts = calls.iter().find(|call| (start..end).contains(&call.range.start));
        let Some([letters, ..]) = getopts.map(|it| it.arguments.as_slice()) else { continue };
        let Some(known) = letters.as_str() else { continue };
        let stages = body.items.iter().flat_map(|item| item.chain.first.stages.iter());
        let Some(arms) = stages.into_iter().find_map(|stage| match &stage.kind {
            CommandKind::Case { arms, .. } => Some(arms),
            _ => None,
        }) else {
            continue;
        };
        let patterns: Vec<_> = arms.iter().flat_map(|arm| &arm.patterns).collect();
        let written = |letter: &str| patterns.iter().any(|pattern| pattern.literal(text).as_deref() == Some(letter));
        // `?` without a backslash stands for any letter, as `*` does.
        let takes_all = patterns
            .iter()
            .any(|pattern| pattern.range.of(text).contains(['*', '[', '$']) || pattern.range.of(text) == "?");
        for pattern in &patterns {
            let literal = pattern.literal(text).unwrap_or_default();
            let is_letter = literal.len() == 1 && literal.starts_with(|c: char| c.is_ascii_alphanumeric());
            if is_letter && !known.contains(&*literal) {
                cx.report(
                    script.place_of(pattern.range),
                    format!("`getopts` never finds `-{literal}`: it looks for `{known}`"),
                )
                .stands_for(["shellcheck:SC2214"])
                .label(script.span_of(letters.range.range()), "the options")
                .help("add the letter to the options, or leave out the case");
            }
        }
        for letter in known.chars().filter(|letter| letter.is_ascii_alphanumeric() && !takes_all) {
            if !written(letter.encode_utf8(&mut [0; 4])) {
                cx.report(
                    script.place_of(letters.range),
                    format!("nothing is done about `-{letter}`, which `getopts` takes"),
                )
                .stands_for(["shellcheck:SC2213"])
                .help("add a case for the letter, or leave it out of the options");
            }
        }
    }
}
