use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction, Pair, Variable, references};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Env(pairs) = instruction.command() else { return };
    let escape = instruction.dockerfile().syntax().escape;
    for (at, pair) in pairs.iter().enumerate() {
        let Some(value) = &pair.value else { continue };
        for reference in references(value.as_str(), escape) {
            let mut set_before = pairs[..at].iter().rev();
            let set_before = set_before.find(|before| before.name == *reference.name);
            // What is set after it is meant, too, if nothing else sets it.
            let is_new = || !instruction.is_declared(reference.name) && pair.name != *reference.name;
            let set_after = || pairs[at..].iter().find(|after| after.name == *reference.name).filter(|_| is_new());
            let Some(set) = set_before.or_else(set_after).filter(|_| !reference.has_alternative) else { continue };
            let new = set.value.as_ref().map(|value| instruction.evaluate(value));
            let is_same = match (instruction.variable(reference.name), new) {
                (Variable::Set(old), Some(new)) => old.as_str().is_some() && old == new,
                _ => false,
            };
            if is_same {
                continue;
            }
            let name = reference.name;
            let is_set_above = instruction.is_declared(name);
            let reported = cx
                .report(
                    value.span_of(reference.range),
                    format!("`{name}` does not have the value yet that this `ENV` gives it"),
                )
                .label(set.name.span(), "this counts only from the next instruction on")
                .help(format!("set `{}` in an `ENV` of its own below", pair.name.as_str()))
                .fix("begin another ENV there", Safety::Unsafe, split(instruction, pairs, at, set.name.span()));
            // hadolint only asks whether there is any value yet.
            if is_set_above {
                reported.stands_for(["droast:DF062"]);
            }
        }
    }
}

/// Ends an ENV above one of its pairs and begins another one with that, if what it uses is set above. Comments in between have no place
/// then.
fn split(instruction: Instruction<'_>, pairs: &[Pair<'_>], at: usize, set: Span) -> Option<Edit> {
    let (before, pair) = (pairs.get(at.checked_sub(1)?)?, &pairs[at]);
    let syntax = instruction.dockerfile().syntax();
    let gap = Span { start: before.value.as_ref()?.span().end, end: pair.name.span().start, ..set };
    let blank = |c: char| c.is_whitespace() || c == syntax.escape;
    let is_plain = set.start < gap.start && gap.start < gap.end && syntax.source[gap.range()].chars().all(blank);
    let keyword = instruction.syntax().keyword.as_str();
    let is_trigger = instruction.span().start != instruction.keyword_span().start;
    (is_plain && !is_trigger).then(|| Edit::replace(gap, format!("\n{keyword} ")))
}
