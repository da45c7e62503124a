use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::User(written) = instruction.command() else { return };
    let value = instruction.evaluate(written);
    let Some(user) = value.as_str().filter(|user| user.trim().contains(char::is_whitespace)) else { return };
    // What comes after `#` was meant as a comment, which another rule says.
    if user.contains('#') {
        return;
    }
    cx.report(written.span(), format!("`{user}` is taken for the name of one user, blanks included"))
        .help("name one user; a group comes after a colon: `USER app:staff`");
}
