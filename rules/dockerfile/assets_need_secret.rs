use crate::model::docker::{Run, Variable};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// What gives Rails a key, or a stand-in for it.
const KEYS: [&str; 3] = ["RAILS_MASTER_KEY", "SECRET_KEY_BASE", "SECRET_KEY_BASE_DUMMY"];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.text().contains("assets:precompile") || run.instruction.mounts().any(|mount| mount.kind() == "secret") {
        return;
    }
    for (at, command) in run.commands().iter().enumerate() {
        let Some(task) = command.arguments.iter().find(|word| word.is("assets:precompile")) else { continue };
        let is_given = |name: &&str| run.has_variable(at, name) || run.instruction.is_declared(name);
        let own = command.settings.iter().find(|setting| setting.name == "RAILS_ENV");
        let is_production = match (own, run.instruction.variable("RAILS_ENV")) {
            (Some(own), _) => own.value.is("production"),
            (None, Variable::Set(value)) => value.as_str() == Some("production"),
            (None, _) => false,
        };
        if is_production && !KEYS.iter().any(is_given) {
            cx.report(run.span_of(task.range), "`assets:precompile` needs `secret_key_base` in production")
                .help("write `SECRET_KEY_BASE_DUMMY=1` before the command");
        }
    }
}
