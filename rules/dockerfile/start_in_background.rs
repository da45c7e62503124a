use crate::model::command::{last_to_run, leaves_foreground};
use crate::model::distribution;
use crate::model::docker::{Command as Kind, Instruction, Stage};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Programs whose configuration may keep them in the foreground, and what that says.
const CONFIGURED: [(&str, &str); 2] = [("nginx", "daemon off"), ("php-fpm", "daemonize")];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some((commands, text)) = stage.own_start().and_then(Instruction::started) else { return };
    let Some(last) = last_to_run(commands) else { return };
    let Some(leaving) = leaves_foreground(last).filter(|it| !may_be_configured(stage, it.program)) else { return };
    let message = format!("`{}` goes on in the background, and the container ends at once", leaving.program);
    cx.report(text.span_of(last.range.range()), message).help(leaving.remedy);
}

/// Whether a file that is not seen here may say that a program stays: it has a configuration, and that is the base image's own or comes
/// from elsewhere.
fn may_be_configured(stage: Stage<'_>, name: &str) -> bool {
    let Some((program, says)) = CONFIGURED.iter().find(|(program, _)| name.starts_with(program)) else { return false };
    let reference = stage.external_reference();
    let is_known = reference.and_then(distribution::of).is_some()
        && reference.and_then(Reference::official).is_none_or(|official| official != "php");
    let brings = |instruction: Instruction<'_>| {
        let text = instruction.syntax().arguments.as_str();
        match instruction.command() {
            Kind::Copy(copy) | Kind::Add(copy) => {
                let destination = instruction.evaluate(&copy.destination);
                text.contains(program)
                    || text.contains("conf")
                    || destination.as_str().is_none_or(|path| path == "/" || path.contains("/etc"))
            }
            Kind::Run(_) => {
                text.contains(says)
                    || text.contains(&format!("{program}.conf"))
                    || text.contains("/etc/") && text.contains(program)
            }
            _ => false,
        }
    };
    !is_known || stage.chain().flat_map(Stage::instructions).any(brings)
}
