use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Some(copy) = instruction.copy() else { return };
    let ([operator, ..], Some(last)) = (copy.shell.as_slice(), copy.shell.last()) else { return };
    let name = instruction.syntax().keyword.as_str().to_ascii_uppercase();
    // What stands behind the destination goes, the blanks before it included.
    let surplus = Span::new(last.span().file, copy.destination.span().end as usize..last.span().end as usize);
    cx.report(operator.span(), format!("`{name}` takes `{}` for a file, because no shell reads it", operator.as_str()))
        .help("name only files here; what may be missing can be copied with a pattern that matches another file, too")
        .fix("take the shell's part away", Safety::Unsafe, Edit::replace(surplus, ""));
}
