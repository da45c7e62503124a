use crate::fix::{Edit, Safety};
use crate::model::command::TextRange;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if let Some(error) = script.syntax_error() {
        cx.report(script.place_of(error.range), format!("the shell cannot read this: {}", error.message))
            .help("nothing of the script runs, or only what stands before it")
            .fix("remove the operator", Safety::Safe, without_operator(script, error.range));
    }
}

/// Takes an operator away that joins nothing, because a RUN begins or ends with it.
fn without_operator(script: &Script<'_>, range: TextRange) -> Option<Edit> {
    let text = script.text();
    let (start, end) = (range.start as usize, range.end as usize);
    let is_operator = matches!(text.get(start..end)?, "&&" | "||" | "|");
    let (before, after) = (&text[..start], &text[end..]);
    let range = if after.trim().is_empty() && !before.trim().is_empty() {
        before.trim_end_matches([' ', '\t']).len()..end
    } else if before.trim().is_empty() {
        start..text.len() - after.trim_start_matches([' ', '\t']).len()
    } else {
        return None;
    };
    let place = script.span_of(range);
    let instruction = script.instruction().filter(|instruction| instruction.takes(place))?;
    let has_comment = instruction.dockerfile().syntax().source[place.range()].contains('#');
    (is_operator && !has_comment).then(|| Edit::replace(place, ""))
}
