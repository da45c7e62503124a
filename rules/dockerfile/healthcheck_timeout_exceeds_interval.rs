use crate::model::docker::{Command, Instruction, duration};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// What holds without the options (<https://docs.docker.com/reference/dockerfile/#healthcheck>), in milliseconds.
const DEFAULT: f64 = 30_000.0;

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    if !matches!(instruction.command(), Command::Healthcheck(Some(_))) {
        return;
    }
    let value = |name: &str| instruction.syntax().flag(name).and_then(|flag| flag.value.as_ref());
    let Some(timeout) = value("timeout") else { return };
    let interval = value("interval").map_or(Some(DEFAULT), |text| duration(text.as_str()));
    let (Some(limit), Some(interval)) = (duration(timeout.as_str()), interval) else { return };
    if limit > interval && interval > 0.0 {
        let between = value("interval").map_or("30s", |text| text.as_str());
        cx.report(
            timeout.span(),
            format!("a check may take `{}`, but there is one every `{between}`", timeout.as_str()),
        )
        .help("make the timeout shorter than the interval");
    }
}
