use rustc_hash::FxHashSet;

use crate::fix::{Edit, Safety, yaml};
use crate::model::compose::{ComposeFile, Mount, Resource, ResourceKind};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    if project.is_fragment || project.services.is_empty() || project.includes_unseen || !project.included.is_empty() {
        return;
    }
    for kind in ResourceKind::ALL {
        let declared = project.resources(kind);
        if declared.is_empty() {
            continue;
        }
        let Some(used) = used(project, kind, cx) else { continue };
        let is_unused = |resource: &&Resource<'_>| {
            let is_default = kind == ResourceKind::Network && resource.name() == "default";
            !is_default && !resource.name().starts_with("x-") && !used.contains(resource.name())
        };
        let unused: Vec<&Resource<'_>> = declared.iter().filter(is_unused).collect();
        for resource in &unused {
            let fix = removal(project, resource, unused.len() == declared.len());
            cx.report(resource.key, format!("the {} `{}` is used by no service", kind.word(), resource.name()))
                .help("take it out, or use it")
                .fix("take it out", Safety::Safe, fix);
        }
    }
}

/// Takes a declaration out; with the last one its section goes too.
fn removal(project: &ComposeProject<'_>, resource: &Resource<'_>, is_whole_section: bool) -> Option<Edit> {
    let [declaration] = resource.layers.nodes() else { return None };
    let file = project.files.iter().find(|file| file.file == resource.key.span().file)?;
    let section = file.root.entry(resource.kind.section())?;
    let entry = section.value.own_entries().find(|entry| entry.value == *declaration && entry.key == resource.key)?;
    yaml::remove(if is_whole_section && project.files.len() == 1 { section } else { entry })
}

/// The names that services of the project and of other files of its folder use; `None` if some cannot be known.
fn used<'p>(project: &ComposeProject<'p>, kind: ResourceKind, cx: &Cx<'p>) -> Option<FxHashSet<&'p str>> {
    let mut used = FxHashSet::default();
    for service in &project.services {
        let layers = service.layers.nodes().iter().copied().chain(service.overlays.iter().copied());
        for layer in layers {
            collect(layer, kind, &mut used)?;
        }
        if service.layers.is_open() {
            return None;
        }
    }
    let others = cx.project.compose.beside(project);
    for (_, layer) in others.flat_map(ComposeFile::services) {
        collect(layer, kind, &mut used)?;
    }
    Some(used)
}

fn collect<'t>(service: Node<'t>, kind: ResourceKind, used: &mut FxHashSet<&'t str>) -> Option<()> {
    let mut blocks: Vec<Node<'t>> = service.get(kind.section()).into_iter().collect();
    if kind == ResourceKind::Secret {
        blocks.extend(service.at(&["build", "secrets"]));
    }
    for block in blocks {
        if block.is_map() {
            used.extend(block.entries().map(|entry| entry.key.text()));
            continue;
        }
        for item in block.items() {
            let name = match Mount::of(item).filter(|_| kind == ResourceKind::Volume) {
                Some(Ok(mount)) => match mount.source {
                    Some(source) if !source.is_known && !source.text.starts_with(['.', '/', '~']) => return None,
                    Some(source) => source.text,
                    None => continue,
                },
                Some(Err(_)) => continue,
                None if item.is_map() => item.get("source")?.as_text()?,
                None => item.as_text()?,
            };
            used.insert(name);
        }
    }
    Some(())
}
