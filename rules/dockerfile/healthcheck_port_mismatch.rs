use crate::model::docker::{Command, Instruction, Stage, own_port};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let own = stage.instructions().rev().find(|it| matches!(it.command(), Command::Healthcheck(Some(_))));
    let Some(check) = own else { return };
    let arguments = &check.syntax().arguments;
    let Some((port, range)) = own_port(arguments.as_str()) else { return };
    let Some(ports) = stage.exposed_ports() else { return };
    // Where there are several ports, one more that only the health check asks is usual.
    let [exposed] = ports.as_slice() else { return };
    if *exposed == port || names_port(stage, check, port) {
        return;
    }
    cx.report(
        arguments.span_of(range),
        format!("the health check asks port `{port}`, but the image exposes `{exposed}`"),
    )
    .help("ask the port that the program listens on, or add the other one to `EXPOSE`");
}

/// Whether anything else in the chain speaks of that port.
fn names_port(stage: Stage<'_>, check: Instruction<'_>, port: u16) -> bool {
    let number = port.to_string();
    let is_set = check.is_set_to("PORT", &number);
    let others = stage.chain().flat_map(Stage::instructions).filter(|it| it.index() != check.index());
    is_set || others.map(|it| it.syntax().arguments.as_str()).any(|text| text.contains(&number))
}
