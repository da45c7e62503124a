use rustc_hash::FxHashSet;

use crate::fix::{Edit, Safety};
use crate::model::compose::interpolation::{Modifier, variables};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let set = cx.project.compose_variables(project.base().folder());
    if set.is_empty() || project.base().is_for_coolify {
        return;
    }
    let texts = project.files.iter().flat_map(|file| file.texts_with_dollar());
    let nodes: Vec<Node<'_>> = texts.filter(|node| node.is_unknown()).collect();
    let used: FxHashSet<&str> =
        nodes.iter().flat_map(|node| variables(node.text()).0).map(|variable| variable.name).collect();
    // What is used under its own name is not what another name means.
    let unused: Vec<&str> = set.iter().copied().filter(|name| !used.contains(name)).collect();
    let known: FxHashSet<&str> = set.into_iter().collect();
    for node in nodes {
        for variable in variables(node.text()).0 {
            let (name, has_default) = (variable.name, matches!(variable.modifier, Some((Modifier::Default, _))));
            let is_lost = !known.contains(name) && !has_default && name.len() > 3;
            let Some(meant) = unused.iter().find(|other| is_lost && spelling::is_near(name, other)) else { continue };
            let start = variable.range.start + node.text()[variable.range.clone()].find(name).unwrap_or(0);
            let span = node.span_of(start..start + name.len());
            let edit = (!node.is_shared() && span.len() == name.len()).then(|| Edit::replace(span, *meant));
            cx.report(span, format!("`{name}` is not in the file of variables, which has `{meant}`"))
                .help(format!("did you mean `{meant}`?"))
                .fix(format!("write `{meant}`"), Safety::Unsafe, edit);
        }
    }
}
