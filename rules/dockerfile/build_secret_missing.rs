use crate::model::docker::Instruction;
use crate::project::docker::{Build, Builder};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Build(check);

fn check(build: &Build, cx: &mut Cx<'_>) {
    let docker = &cx.project.docker;
    if matches!(build.by, Builder::Bake | Builder::Skaffold) || build.secrets.is_open {
        return;
    }
    let Some(dockerfile) = build.file.and_then(|file| docker.of(file)) else { return };
    let mut told: Vec<&str> = Vec::new();
    for instruction in dockerfile.instructions().filter(|instruction| docker.is_built(*instruction)) {
        for id in required(instruction) {
            if !build.secrets.lacks(id) || told.contains(&id) {
                continue;
            }
            told.push(id);
            cx.report(build.place, format!("{} does not give the secret `{id}`", build.title))
                .label(instruction.keyword_span(), "this does not run without it")
                .help(format!("give the build a secret with the id `{id}`"));
        }
    }
}

/// The ids of the secrets without which an instruction fails. Without `required` there is just no file.
fn required(instruction: Instruction<'_>) -> impl Iterator<Item = &str> {
    let secrets = instruction.mounts().filter(|mount| mount.kind() == "secret");
    let is_required = |options: &str| {
        options.split(',').any(|option| matches!(option.trim(), "required" | "required=true" | "required=1"))
    };
    secrets
        .filter(move |mount| is_required(mount.options.as_str()))
        .filter_map(|mount| mount.option(&["id"]))
        .filter(|id| !id.contains('$'))
}
