use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if text.matches(">>").nth(2).is_none() {
        return;
    }
    for list in script.lists() {
        let mut run: (&str, usize) = ("", 0);
        for item in &list.sequence.items {
            let target = match (&*item.chain.first.stages, item.chain.rest.as_slice()) {
                ([only], []) => match only.redirects.as_slice() {
                    [redirect] if redirect.range.of(text).starts_with(">>") => redirect.target.range.of(text),
                    _ => "",
                },
                _ => "",
            };
            run = if target.is_empty() { ("", 0) } else { (target, if run.0 == target { run.1 + 1 } else { 1 }) };
            if run.1 == 3 {
                cx.report(
                    script.place_of(item.chain.first.range),
                    format!("the third command in a row that appends to `{target}`"),
                )
                .help(format!("write `{{ ...; }} >> {target}` around them"));
            }
        }
    }
}
