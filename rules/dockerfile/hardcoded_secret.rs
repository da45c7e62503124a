use crate::model::credential::{find, masked};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    // Variables and scripts are looked at in every format alike.
    if matches!(instruction.command(), Command::Env(_) | Command::Arg(_)) || instruction.script().is_some() {
        return;
    }
    let syntax = instruction.syntax();
    let texts = [&syntax.arguments].into_iter().chain(syntax.heredocs.iter().map(|heredoc| &heredoc.raw));
    for text in texts {
        let Some(found) = find(text.as_str()) else { continue };
        let shown = masked(&text.as_str()[found.range.clone()]);
        cx.report(text.span_of(found.range), format!("{} (`{shown}`) stands here for everyone to read", found.what))
            .help("give it to the container when it starts, or to a single RUN with `--mount=type=secret`, and replace this one");
        return;
    }
}
