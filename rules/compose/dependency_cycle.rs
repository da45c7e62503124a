use rustc_hash::FxHashMap;

use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let numbers: FxHashMap<&str, usize> =
        project.services.iter().enumerate().map(|(at, service)| (service.name(), at)).collect();
    let needs: Vec<Vec<(usize, Node<'_>)>> = project
        .services
        .iter()
        .map(|service| {
            let needs = service.needs().into_iter();
            needs.filter_map(|(name, node)| Some((*numbers.get(name)?, node))).collect()
        })
        .collect();
    for circle in circles(&needs) {
        let names: Vec<&str> = circle.iter().map(|(service, _)| project.services[*service].name()).collect();
        let message = match names.as_slice() {
            [one] => format!("service `{one}` waits for itself"),
            [first, rest @ ..] => {
                let rest: Vec<String> = rest.iter().map(|name| format!("`{name}`")).collect();
                format!("service `{first}` waits for {}, which waits for it", rest.join(", which waits for "))
            }
            [] => continue,
        };
        let mut reported = cx.report(circle[0].1, message).help("take one of them out");
        for (_, node) in &circle[1..] {
            reported = reported.label(node.span(), "and this");
        }
    }
}

/// The circles of a graph, each as its nodes with the edge that leads to the next; of circles that share nodes, one.
fn circles<'t>(edges: &[Vec<(usize, Node<'t>)>]) -> Vec<Vec<(usize, Node<'t>)>> {
    let mut found = Vec::new();
    let mut done = vec![false; edges.len()];
    for start in 0..edges.len() {
        // The way from the start, and for each node on it the next edge to look at.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((node, next)) = way.last_mut() {
            let Some((to, _)) = edges[*node].get(*next).filter(|_| !done[*node]) else {
                done[*node] = true;
                way.pop();
                continue;
            };
            *next += 1;
            if let Some(at) = way.iter().position(|(on_way, _)| on_way == to) {
                let circle = way[at..].iter().map(|(node, next)| (*node, edges[*node][*next - 1].1)).collect();
                way[at..].iter().for_each(|(node, _)| done[*node] = true);
                found.push(circle);
            } else if !done[*to] {
                way.push((*to, 0));
            }
        }
    }
    found
}
