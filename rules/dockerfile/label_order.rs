use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Pair};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Label(pairs) = instruction.command() else { return };
    let names: Option<Vec<String>> =
        pairs.iter().map(|pair| instruction.evaluate(&pair.name).as_str().map(str::to_owned)).collect();
    let Some(names) = names else { return };
    let Some(at) = names.windows(2).position(|two| two[0] > two[1]) else { return };
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|place| &names[*place]);
    // Of two labels of one name the last counts, and a sort leaves them in their order.
    let source = instruction.dockerfile().syntax().source;
    let edits: Option<Vec<Edit>> = order
        .iter()
        .enumerate()
        .filter(|(new, old)| new != *old)
        .map(|(new, old)| Some(Edit::replace(whole(&pairs[new])?, &source[whole(&pairs[*old])?.range()])))
        .collect();
    cx.report(pairs[at + 1].name.span(), format!("label `{}` stands after `{}`", names[at + 1], names[at]))
        .help("sort the labels by their names")
        .fix("sort the labels", Safety::Safe, edits);
}

/// A name with its value, where both stand in one piece.
fn whole(pair: &Pair<'_>) -> Option<Span> {
    let value = pair.value.as_ref()?;
    let is_plain = !pair.is_legacy && pair.name.is_verbatim() && value.is_verbatim();
    is_plain.then(|| Span { end: value.span().end, ..pair.name.span() })
}
