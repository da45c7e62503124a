use crate::model::compose::Role;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let base = project.base();
    // What says by itself what to run may be named with `-f`.
    if base.role != Role::Override || project.is_fragment || project.is_complete() {
        return;
    }
    let has_base = |name: &str| {
        let path = if base.folder().is_empty() { name.to_owned() } else { format!("{}/{name}", base.folder()) };
        cx.project.files().exists(&path)
    };
    let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    if let Some(first) = base.root.own_entries().next().filter(|_| !names.into_iter().any(has_base)) {
        let name = base.path.rsplit('/').next().unwrap_or(base.path);
        cx.report(first.key, format!("`{name}` overrides a file that is not there"))
            .help("add the file that it overrides, or give this one another name");
    }
}
