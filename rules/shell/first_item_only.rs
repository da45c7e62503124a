use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("=(") || script.variables().is_open {
        return;
    }
    let variables = script.variables();
    let is_list = |end: u32| text[end as usize..].trim_start_matches('+').starts_with("=(");
    let mut names: Vec<(&str, bool)> = variables.settings.iter().map(|it| (it.name, is_list(it.range.end))).collect();
    // Of each name the setting that makes no array of it comes first.
    names.sort_unstable();
    names.dedup_by_key(|(name, _)| *name);
    for used in &variables.uses {
        let written = used.range.of(text);
        let at = names.binary_search_by_key(&used.name, |(name, _)| name);
        let is_array = at.is_ok_and(|at| names[at].1);
        let is_plain = used.operator.is_empty() && !used.is_indirect && !written.contains('[');
        if is_array && is_plain && !text[used.range.end as usize..].starts_with('[') {
            cx.report(script.place_of(used.range), format!("`{written}` is only the first item of the array"))
                .help(format!("write `\"${{{}[@]}}\"` for all of them", used.name));
        }
    }
}
