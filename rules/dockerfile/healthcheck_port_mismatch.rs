use crate::model::docker::{Command, Instruction, Stage, Variable};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let own = stage.instructions().rev().find(|it| matches!(it.command(), Command::Healthcheck(Some(_))));
    let Some(check) = own else { return };
    let arguments = &check.syntax().arguments;
    let Some((port, range)) = asked_port(arguments.as_str()) else { return };
    let exposed = stage.chain().flat_map(Stage::instructions).filter(|it| matches!(it.command(), Command::Expose(_)));
    let mut ports = Vec::new();
    for expose in exposed {
        let Command::Expose(words) = expose.command() else { continue };
        for word in words {
            let value = expose.evaluate(word);
            let Some(text) = value.as_str() else { return };
            let number = text.split('/').next().unwrap_or_default();
            if number.contains('-') {
                return;
            }
            ports.extend(number.parse::<u32>());
        }
    }
    if ports.is_empty() || ports.contains(&port) || names_port(stage, check, port) {
        return;
    }
    let listed: Vec<String> = ports.iter().map(|port| format!("`{port}`")).collect();
    cx.report(
        arguments.span_of(range),
        format!("the health check asks port `{port}`, but the image exposes {}", listed.join(", ")),
    )
    .help("ask the port that the program listens on, or add the other one to `EXPOSE`");
}

/// The port of the container itself that a command line speaks to, with its bytes.
fn asked_port(line: &str) -> Option<(u32, std::ops::Range<usize>)> {
    ["localhost:", "127.0.0.1:", "0.0.0.0:", "[::1]:"].iter().find_map(|host| {
        let start = line.find(host)? + host.len();
        let end = start + line[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len() - start);
        Some((line[start..end].parse().ok()?, start..end))
    })
}

/// Whether anything else in the chain speaks of that port.
fn names_port(stage: Stage<'_>, check: Instruction<'_>, port: u32) -> bool {
    let number = port.to_string();
    let is_set = matches!(check.variable("PORT"), Variable::Set(value) if value.as_str() == Some(number.as_str()));
    let others = stage.chain().flat_map(Stage::instructions).filter(|it| it.index() != check.index());
    is_set || others.map(|it| it.syntax().arguments.as_str()).any(|text| text.contains(&number))
}
