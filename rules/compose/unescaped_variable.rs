use crate::fix::{Edit, Safety};
use crate::model::compose::interpolation::variables;
use crate::model::compose::{Pair, Service};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// Where a shell in the container reads.
const PLACES: [&[&str]; 3] = [&["healthcheck", "test"], &["command"], &["entrypoint"]];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let nodes: Vec<Node<'_>> = PLACES
        .iter()
        .filter_map(|path| service.at(path))
        .flat_map(|node| if node.is_seq() { node.items().collect() } else { vec![node] })
        .filter(|node| node.is_unknown() && node.text().contains('$'))
        .collect();
    if nodes.is_empty() || service.file.is_for_coolify || is_filled_in(service, cx) {
        return;
    }
    let environment = service.pairs(&["environment"]);
    for node in nodes {
        for variable in variables(node.text()).0.iter().filter(|variable| variable.modifier.is_none()) {
            let Some(own) = environment.iter().find(|pair| pair.name == variable.name && pair.has_value) else {
                continue;
            };
            // What takes its value from the shell itself is expected to be set there.
            if environment.iter().any(|pair| mentions(pair, variable.name)) {
                continue;
            }
            let span = node.span_of(variable.range.clone());
            let name = variable.name;
            let message = format!("Compose fills `{name}` in before the container of `{}` has it", service.name());
            cx.report(span, format!("`{}`: {message}", &node.text()[variable.range.clone()]))
                .label(own.place.span, "set here, for the container only")
                .help("write it with two dollars")
                .fix(
                    "double the dollar",
                    Safety::Safe,
                    (!node.is_shared()).then(|| Edit::replace(span.at_start(), "$")),
                );
        }
    }
}

/// Whether a file of variables, or a sample of one, lies beside the Compose file.
fn is_filled_in(service: &Service<'_>, cx: &Cx<'_>) -> bool {
    let folder = service.file.folder();
    let start = if folder.is_empty() { ".env".to_owned() } else { format!("{folder}/.env") };
    let names = cx.project.files().names();
    let first = names.partition_point(|name| name.as_str() < start.as_str());
    names.get(first).is_some_and(|name| name.starts_with(&start)) || cx.project.git_ignored().contains(&start)
}

fn mentions(pair: &Pair<'_>, name: &str) -> bool {
    variables(pair.text).0.iter().any(|variable| variable.name == name)
}
