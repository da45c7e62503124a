use crate::model::compose::Service;
use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let ports = service.published();
    let Some(build) = service.build().filter(|_| !ports.is_empty()) else { return };
    let Some(file) = build.dockerfile().and_then(|path| cx.project.files().find(&path)) else { return };
    let Some(dockerfile) = cx.project.docker.of(file) else { return };
    let stage = match build.target() {
        Ok(Some(target)) => dockerfile.target(target),
        Ok(None) => dockerfile.final_stage(),
        Err(_) => None,
    };
    let Some((stage, exposed)) = stage.and_then(|stage| Some((stage, exposed(stage)?))) else { return };
    // A command of its own, a variable or a mounted program may choose another port.
    let is_changed =
        !service.absent(&["command"]) || !service.absent(&["entrypoint"]) || !service.absent(&["env_file"]);
    if exposed.is_empty() || is_changed {
        return;
    }
    let environment = service.pairs(&["environment"]);
    let arguments = service.pairs(&["build", "args"]);
    for port in ports {
        let Some(target) =
            port.target.as_ref().filter(|target| target.start() == target.end()).map(|target| *target.start())
        else {
            continue;
        };
        let number = target.to_string();
        let is_named = environment.iter().chain(&arguments).any(|pair| pair.text.contains(&number));
        let mut texts = stage.chain().flat_map(Stage::instructions).map(|it| it.syntax().arguments.as_str());
        if exposed.contains(&target) || is_named || texts.any(|text| text.contains(&number)) {
            continue;
        }
        let listed: Vec<String> = exposed.iter().map(|port| format!("`{port}`")).collect();
        let message = format!(
            "service `{}` publishes port {target}, but its image exposes {}",
            service.name(),
            listed.join(", ")
        );
        cx.report(port.node, message)
            .label(stage.base_span(), "the image")
            .help("name the port that the program listens on, behind the colon");
    }
}

/// The ports that a stage exposes; `None` if they are not known.
fn exposed(stage: Stage<'_>) -> Option<Vec<u16>> {
    let mut ports = Vec::new();
    for expose in stage.chain().flat_map(Stage::instructions) {
        let Command::Expose(words) = expose.command() else { continue };
        for word in words {
            let value = expose.evaluate(word);
            ports.push(value.as_str()?.split('/').next()?.parse().ok()?);
        }
    }
    Some(ports)
}
