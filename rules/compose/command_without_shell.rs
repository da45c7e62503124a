use crate::fix::{Safety, yaml};
use crate::model::compose::{Service, words};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let (key, node) = match (service.at(&["entrypoint"]), service.at(&["command"])) {
        (Some(entrypoint), _) if entrypoint.is_scalar() => ("entrypoint", entrypoint),
        (None, Some(command)) if service.absent(&["entrypoint"]) && has_plain_start(service, cx) => {
            ("command", command)
        }
        _ => return,
    };
    let Some(range) = node.as_str().and_then(words::operator) else { return };
    let program = node.text().split_whitespace().next().map_or("", |word| word.rsplit('/').next().unwrap_or(word));
    if matches!(program, "sh" | "bash" | "ash" | "dash" | "zsh" | "cmd" | "powershell" | "pwsh" | "env" | "") {
        return;
    }
    let operator = &node.text()[range.clone()];
    let message = format!(
        "the {key} of service `{}` runs without a shell, so `{operator}` is an argument of `{program}`",
        service.name()
    );
    let command = ["sh", "-c", node.text()].map(yaml::Value::text);
    let fix = yaml::replace(node, &yaml::Value::Seq(command.into()));
    cx.report(node.span_of(range), message).help("write `sh -c '...'` around it").fix(
        "let a shell run it",
        Safety::Unsafe,
        fix,
    );
}

/// Whether what the image runs the command with is surely no shell that splits it again.
fn has_plain_start(service: &Service<'_>, cx: &Cx<'_>) -> bool {
    if let Some(build) = service.build() {
        let file = build.dockerfile().and_then(|path| cx.project.files().find(&path));
        let dockerfile = file.and_then(|file| cx.project.docker.of(file));
        let stage = dockerfile.and_then(|dockerfile| match build.target() {
            Ok(Some(target)) => dockerfile.target(target),
            Ok(None) => dockerfile.final_stage(),
            Err(_) => None,
        });
        return stage
            .is_some_and(|stage| stage.entrypoint().is_none() && stage.external_reference().is_some_and(is_official));
    }
    service.image().and_then(Node::as_str).and_then(Reference::parse).is_some_and(is_official)
}

/// Official images run a command as it is, at most by way of a script that ends with `exec "$@"`.
fn is_official(image: Reference<'_>) -> bool {
    image.official().is_some()
}
