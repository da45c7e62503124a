use rustc_hash::FxHashMap;

use crate::model::kubernetes::{Ingress, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many ingresses are compared with one.
const MAX_COMPARED: usize = 100;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(ingress) = Ingress::new(object) else { return };
    let mut seen: FxHashMap<[&str; 3], Node<'_>> = FxHashMap::default();
    for (route, place) in ingress.routes() {
        if let Some(first) = seen.get(&route) {
            cx.report(place, format!("{} has the path {} twice", object.title(), named(route)))
                .help("remove one of them: only one is ever used, and which is up to the controller")
                .label(first.span(), "first here");
        } else {
            seen.insert(route, place);
        }
    }
    let Some((other, route, first)) = before(ingress, object, &seen, cx) else { return };
    cx.report(seen[&route], format!("{} has the path {}, and so has {}", object.title(), named(route), other.title()))
        .help("remove one of them: only one is ever used, and which is up to the controller")
        .label(first.span(), "first here");
}

/// An ingress that is applied with this one and stands before it, of the same class, with one of its paths. Files in one folder may be
/// alternatives.
fn before<'p>(
    ingress: Ingress<'p>,
    object: Object<'p>,
    routes: &FxHashMap<[&str; 3], Node<'_>>,
    cx: &Cx<'p>,
) -> Option<(Object<'p>, [&'p str; 3], Node<'p>)> {
    let file = object.node().span().file;
    let others = cx.project.manifests.units(file).flat_map(|unit| {
        let all = unit.index().of_kind("Ingress").iter().take(MAX_COMPARED);
        all.filter(move |other| unit.is_kustomization || other.node().span().file == file)
    });
    let is_before = |other: &&Object<'p>| {
        let (one, two) = (other.node().span(), object.node().span());
        (one.file, one.start) < (two.file, two.start)
            && other.name() != object.name()
            && other.same_namespace(object) == Some(true)
    };
    let mut theirs = others.filter(is_before).filter_map(|other| {
        let other_ingress = Ingress::new(*other).filter(|other| other.competes_with(ingress))?;
        let (route, first) = other_ingress.routes().into_iter().find(|(route, _)| routes.contains_key(route))?;
        Some((*other, route, first))
    });
    theirs.next()
}

fn named([host, path, _]: [&str; 3]) -> String {
    if host.is_empty() { format!("`{path}`") } else { format!("`{path}` of `{host}`") }
}
