use crate::fix::{Edit, Safety};
use crate::model::github::Job;
use crate::model::script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Job(check);

/// The runners that GitHub hosts and that surely have no `docker-compose`.
const WITHOUT: [&str; 5] = ["ubuntu-latest", "ubuntu-24.04", "ubuntu-24.04-arm", "ubuntu-22.04", "ubuntu-22.04-arm"];

fn check(job: Job<'_>, cx: &mut Cx<'_>) {
    let labels = job.runner_labels();
    let [label] = labels.as_slice() else { return };
    if !WITHOUT.contains(label) || !job.lacks("container") {
        return;
    }
    for step in job.steps() {
        // An action may install it.
        if step.get("uses").is_some_and(|uses| uses.text().contains("compose")) {
            return;
        }
        let Some(script) = script::of_step(step).filter(|script| script.text().contains("docker-compose")) else {
            continue;
        };
        for command in script.commands() {
            let Some(program) = command.program.as_ref().filter(|_| command.is_any(&["docker-compose"])) else {
                let names = |word: &str| word.contains("docker-compose") && !word.ends_with("ml");
                let installs =
                    command.arguments.iter().any(|word| names(&word.prefix) || word.as_str().is_some_and(names));
                let asks = command.is_any(&["command", "which", "type", "hash"]);
                if installs || asks {
                    return;
                }
                continue;
            };
            if !program.is("docker-compose") || command.context.conditional && command.context.tested {
                continue;
            }
            let place = script.place_of(program.range);
            let edit = Edit::replace(place.span, "docker compose");
            cx.report(place, format!("`docker-compose` is not installed on `{label}`"))
                .help("version 2 is a plugin: `docker compose`")
                .fix("call the plugin", Safety::Safe, edit);
        }
    }
}
