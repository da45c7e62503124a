use crate::fix::{Edit, Safety, dockerfile::Chain};
use crate::model::command::Command;
use crate::model::docker::{Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let may_replace = |text: &str| text.contains("/bin/sh") || text.contains("dpkg-reconfigure");
    let Some(text) = instruction.script().filter(|text| may_replace(text.as_str())) else { return };
    for command in instruction.commands() {
        let place = text.span_of(command.range.range());
        if let Some(source) = replaced_by(command) {
            cx.report(place, format!("`/bin/sh` becomes `{source}` for every program in the image"))
                .help(format!("write `SHELL [\"{source}\", \"-c\"]`, which counts for the instructions that follow"))
                .fix("set the shell of the instructions", Safety::Unsafe, set(instruction, command, source));
        } else if is_dash_told_to_leave(instruction, command) {
            cx.report(place, "`dpkg-reconfigure dash` makes `/bin/sh` another shell for every program in the image")
                .help("write `SHELL [\"/bin/bash\", \"-c\"]`, which counts for the instructions that follow");
        }
    }
}

/// The shell that a command puts in the place of `/bin/sh`.
fn replaced_by<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    let words: Vec<&str> = command.arguments.iter().map(|word| word.as_str()).collect::<Option<_>>()?;
    let operands: Vec<&str> = words.into_iter().filter(|word| !word.starts_with('-')).collect();
    let [.., source, "/bin/sh" | "/usr/bin/sh"] = operands.as_slice() else { return None };
    // The debug variants of distroless images have their shell there, and no other.
    let is_first = source.starts_with("/busybox/");
    let is_shell = !is_first && (source.ends_with("sh") || source.ends_with("busybox"));
    (command.is_any(&["ln", "mv", "cp"]) && is_shell).then_some(*source)
}

/// Whether a command carries out what Debian's dash was told before: not to be `/bin/sh` any longer.
fn is_dash_told_to_leave(instruction: Instruction<'_>, command: &Command<'_>) -> bool {
    let tells = |it: Instruction<'_>| it.script().is_some_and(|text| text.as_str().contains("dash/sh boolean false"));
    let mut before = instruction.stage().into_iter().flat_map(Stage::instructions);
    command.is_any(&["dpkg-reconfigure"])
        && command.arguments.iter().any(|word| word.is("dash"))
        && before.any(|it| it.index() <= instruction.index() && tells(it))
}

/// Sets the shell by SHELL. Only where the RUN does nothing else about `/bin/sh` than to make room for the link, and no other does.
fn set(instruction: Instruction<'_>, link: &Command<'_>, shell: &str) -> Option<Vec<Edit>> {
    let names = |it: &Instruction<'_>| it.script().is_some_and(|text| text.as_str().contains("/bin/sh"));
    let is_alone = instruction.stage().into_iter().flat_map(Stage::instructions).filter(names).count() == 1;
    if !is_alone || !link.is_any(&["ln"]) || instruction.shell().is_some() {
        return None;
    }
    let chain = Chain::of(instruction)?;
    let text = instruction.script()?.as_str();
    let mut gone = Vec::new();
    for command in instruction.commands().iter().filter(|command| command.range.of(text).contains("/bin/sh")) {
        let makes_room = command.is_any(&["rm"]) && matches!(*command.parsed().operands, [word] if word.is("/bin/sh"));
        if !makes_room && command.range != link.range {
            return None;
        }
        gone.push(chain.position(command.range)?);
    }
    let folder = if shell.contains('/') { "" } else { "/bin/" };
    chain.replace(&gone, &format!("SHELL [\"{folder}{shell}\", \"-c\"]"))
}
