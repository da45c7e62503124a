use crate::model::compose::Role;
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let base = project.base();
    let Role::Canonical(rank) = base.role else { return };
    if project.is_named {
        return;
    }
    let stronger = cx.project.compose.beside(project).find(|other| {
        other.folder() == base.folder() && matches!(other.role, Role::Canonical(other_rank) if other_rank < rank)
    });
    let first = base.root.own_entries().next();
    if let Some((other, first)) = stronger.zip(first) {
        let name = other.path.rsplit('/').next().unwrap_or(other.path);
        cx.report(first.key, format!("this file is not taken by default, because `{name}` stands beside it"))
            .help("remove one of the two, or give it a name that has to be named");
    }
}
