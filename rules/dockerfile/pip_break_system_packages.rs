use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let name = command.name().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let arguments = command.parsed();
        let Some(option) = arguments.option(&["break-system-packages"]).filter(|_| matches!(name, "pip" | "uv")) else {
            continue;
        };
        cx.report(
            run.span_of(option.range),
            format!("`{}` installs beside the packages of the distribution", run.shown(command.range)),
        )
        .help("make a virtual environment: `python3 -m venv /opt/venv`");
    }
}
