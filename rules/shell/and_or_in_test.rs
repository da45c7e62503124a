use crate::fix::{Edit, Safety};
use crate::model::command::Argument;
use crate::model::script::Script;
use crate::model::script::conditions;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains(" -a ") && !script.text().contains(" -o ") {
        return;
    }
    for condition in conditions(script).iter().filter(|condition| !condition.is_double) {
        let joins = |at: &usize| {
            let word = &condition.words[*at];
            // As the first word it is a test of its own, and so it is after `!`.
            *at > 0 && *at + 1 < condition.words.len() && is_join(word) && !condition.words[at - 1].is("!")
        };
        let places: Vec<usize> = (0..condition.words.len()).filter(joins).collect();
        let Some(first) = places.first().map(|at| &condition.words[*at]) else { continue };
        let written = first.range.of(script.text());
        let is_grouped = condition.words.iter().any(|word| word.is("(") || word.is("!"));
        let is_bracket = condition.range.of(script.text()).starts_with('[');
        let is_one = places.len() == 1 && is_bracket && !is_grouped;
        let joined = if written == "-a" { "] && [" } else { "] || [" };
        let edit = is_one.then(|| Edit::replace(script.span_of(first.range.range()), joined));
        cx.report(script.place_of(first.range), format!("`{written}` within a test is not well defined"))
            .help(format!("write two tests with `{}` between them", &joined[2..4]))
            .fix("make two tests of it", Safety::Unsafe, edit);
    }
}

fn is_join(word: &Argument<'_>) -> bool {
    word.is("-a") || word.is("-o")
}
