use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::model::script::conditions;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("=~") {
        return;
    }
    for condition in conditions(script).iter().filter(|condition| condition.is_double) {
        for pair in condition.words.windows(2).filter(|pair| pair[0].is("=~")) {
            let written = pair[1].range.of(text);
            let Some(inner) = unquoted(written).filter(|inner| is_expression(inner)) else { continue };
            let is_plain = !inner.contains([' ', '$', '`', '"', '\'', '(', ')', '<', '>', '&', ';', '#', '\\']);
            let edit = is_plain.then(|| Edit::replace(script.span_of(pair[1].range.range()), inner));
            cx.report(
                script.place_of(pair[1].range),
                format!("`{inner}` is compared letter by letter, because of the quotes"),
            )
            .help("leave out the quotes, or put the expression in a variable")
            .fix("leave out the quotes", Safety::Unsafe, edit);
        }
    }
}

fn unquoted(written: &str) -> Option<&str> {
    let between = |quote: char| written.strip_prefix(quote)?.strip_suffix(quote).filter(|it| !it.contains(quote));
    between('"').or_else(|| between('\''))
}

/// Whether a text surely is an expression, and no name with a point in it.
fn is_expression(text: &str) -> bool {
    text.contains(".*")
        || text.contains(".+")
        || text.starts_with('^')
        || text.contains("[0-9]")
        || text.contains("[a-z")
        || text.ends_with('$') && text.len() > 1
}
