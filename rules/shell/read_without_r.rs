use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("read") {
        return;
    }
    for command in script.commands() {
        let Some(program) = command.program.as_ref().filter(|program| program.is("read")) else { continue };
        let is_raw = |word: &str| word.starts_with('-') && word.contains('r');
        // A word that is not known may be the option.
        if command.arguments.iter().any(|word| word.as_str().is_none_or(is_raw)) {
            continue;
        }
        let at = script.span_of(program.range.end as usize..program.range.end as usize);
        cx.report(script.place_of(program.range), "`read` takes the backslashes out of what it reads")
            .help("write `read -r`")
            .fix("write `read -r`", Safety::Unsafe, Edit::replace(at, " -r"));
    }
}
