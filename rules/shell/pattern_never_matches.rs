use crate::model::script::CommandKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("case ") {
        return;
    }
    for command in script.lists().iter().flat_map(|list| list.commands()) {
        let CommandKind::Case { arms, .. } = &command.kind else { continue };
        let written = command.range.of(text);
        if written.contains(";&") || written.contains(";;&") {
            continue;
        }
        let mut seen: Vec<(&str, u32)> = Vec::new();
        let mut any = None;
        let patterns: Vec<_> = arms.iter().flat_map(|arm| &arm.patterns).collect();
        for pattern in &patterns {
            let this = pattern.range.of(text);
            let before = seen.binary_search_by_key(&this, |(text, _)| text).ok().map(|at| seen[at].1);
            if let Some(start) = any.or(before) {
                let first = script.span_of(start as usize..start as usize + if any.is_some() { 1 } else { this.len() });
                cx.report(script.place_of(pattern.range), format!("`{this}` is never reached"))
                    .label(first, "this fits before")
                    .help("leave it out, or put it before");
                break;
            }
            if this == "*" {
                any = Some(pattern.range.start);
            }
            if seen.len() < MOST
                && pattern.literal(text).is_some()
                && let Err(at) = seen.binary_search_by_key(&this, |(text, _)| text)
            {
                seen.insert(at, (this, pattern.range.start));
            }
        }
    }
}

/// How many patterns are compared with each other.
const MOST: usize = 500;
