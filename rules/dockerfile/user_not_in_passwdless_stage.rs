use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Base, Command, Dockerfile, Instruction, Text, untouched};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let found = untouched(dockerfile, |stage| stage.base() == Base::Scratch, &["/etc"]);
    for instruction in found.instructions {
        let flag = instruction.syntax().flag("chown").filter(|_| instruction.copy().is_some());
        if let Some(owner) = flag.and_then(|flag| flag.value.as_ref()) {
            report(instruction, owner, cx);
        }
    }
    for instruction in found.stages.iter().filter(|stage| !stage.is_used()).flat_map(|stage| stage.instructions()) {
        if let Command::User(user) = instruction.command() {
            report(instruction, user, cx);
        }
    }
}

fn report(instruction: Instruction<'_>, written: &Text<'_>, cx: &mut Cx<'_>) {
    let value = instruction.evaluate(written);
    let Some(value) = value.as_str() else { return };
    let is_name = |part: &&str| !part.is_empty() && !part.bytes().all(|byte| byte.is_ascii_digit()) && *part != "root";
    let Some(name) = value.split(':').find(is_name) else { return };
    let edit = fix::replace(written, &numbers(instruction.dockerfile(), value, is_name));
    cx.report(written.span(), format!("nobody knows the number of `{name}`: the empty stage has no `/etc/passwd`"))
        .help("write the number of the user, or copy an `/etc/passwd` that has the name")
        .fix("write numbers", Safety::Unsafe, edit.filter(|_| !written.as_str().contains('$')));
}

/// An owner with numbers for its names: that which another stage gives to the user, else one that nobody has.
fn numbers(dockerfile: &Dockerfile<'_>, owner: &str, is_name: impl Fn(&&str) -> bool) -> String {
    let number = |part| match part {
        "root" => "0",
        "nobody" => "65534",
        part if is_name(&part) => dockerfile.number_of_user(part).unwrap_or("65532"),
        part => part,
    };
    owner.split(':').map(number).collect::<Vec<_>>().join(":")
}
