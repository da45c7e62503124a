use crate::fix::{Safety, yaml};
use crate::model::compose::{MountKind, Service};
use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

/// Commands that install into a folder of the working directory.
const INSTALLERS: [(&str, &[&str], &str); 5] = [
    ("npm", &["ci", "install", "i"], "node_modules"),
    ("yarn", &["install"], "node_modules"),
    ("pnpm", &["install", "i"], "node_modules"),
    ("bun", &["install", "i"], "node_modules"),
    ("composer", &["install"], "vendor"),
];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let mounts = service.mounts();
    let binds: Vec<_> = mounts.iter().filter(|mount| mount.kind == MountKind::Bind).collect();
    let is_started_otherwise = !service.absent(&["command"]) || !service.absent(&["entrypoint"]);
    let Some(build) = service.build().filter(|_| !binds.is_empty() && !is_started_otherwise) else { return };
    let Some(file) = build.dockerfile().and_then(|path| cx.project.files().find(&path)) else { return };
    let Some(dockerfile) = cx.project.docker.of(file) else { return };
    let stage = match build.target() {
        Ok(Some(target)) => dockerfile.target(target),
        Ok(None) => dockerfile.final_stage(),
        Err(_) => None,
    };
    // A script that starts the program may install first.
    let Some(stage) = stage.filter(|stage| stage.entrypoint().is_none()) else { return };
    for run in stage.chain().flat_map(Stage::instructions).filter(|it| matches!(it.command(), Command::Run(_))) {
        let installed = run.commands().iter().find_map(|command| {
            INSTALLERS.iter().find(|(program, verbs, _)| {
                let arguments = command.parsed();
                command.is_any(&[program])
                    && arguments.subcommand(0).is_some_and(|verb| verbs.contains(&verb))
                    && arguments.lacks(&["g", "global"])
            })
        });
        let (Some((program, _, folder)), Some(workdir)) = (installed, run.workdir()) else { continue };
        let path = |mount: &crate::model::compose::Mount<'_>| {
            mount.target.and_then(|target| target.value()).map(|target| target.trim_end_matches('/').to_owned())
        };
        let kept = format!("{workdir}/{folder}");
        let hides = binds.iter().find(|mount| path(mount).as_deref() == Some(workdir));
        let is_kept = mounts.iter().any(|mount| path(mount).is_none_or(|target| target == kept));
        if let Some(mount) = hides.filter(|_| !is_kept) {
            let message =
                format!("service `{}` mounts a folder over `{workdir}`, and hides its `{folder}`", service.name());
            let list = mount.node.parent().filter(|_| mount.node.via().is_none());
            let fix = list.and_then(|list| yaml::append(list, &yaml::Value::text(&*kept)));
            cx.report(mount.node, message)
                .label(run.keyword_span(), format!("`{program}` installs it here"))
                .help(format!("add a volume for `{kept}`"))
                .fix("keep what the build installed", Safety::Unsafe, fix);
            return;
        }
    }
}
