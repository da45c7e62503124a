use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.is_fragment || project.files.iter().any(|file| file.root.get("name").is_some() || file.root.is_open()) {
        return;
    }
    let base = project.base();
    if let Some(first) = base.root.own_entries().next() {
        cx.report(first.key, format!("the project of `{}` has no name of its own", base.path))
            .help("add `name` at the top");
    }
}
