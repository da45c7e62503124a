use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Label(pairs) = instruction.command() else { return };
    if cx.list("labels").is_empty() {
        return;
    }
    for pair in pairs {
        let value = instruction.evaluate(&pair.name);
        let Some(name) = value.as_str() else { continue };
        let fits = |known: &String| match known.strip_suffix('*') {
            Some(beginning) => name.starts_with(beginning),
            None => name == known,
        };
        if !cx.list("labels").iter().any(fits) {
            cx.report(pair.name.span(), format!("label `{name}` is not on the list of labels"))
                .help("name one that is, or add it to the option `labels`");
        }
    }
}
