use crate::model::terraform::{Module, ModuleCall, ModuleSource, is_example};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Module(check);

/// Names that branches have and tags do not.
const BRANCHES: [&str; 8] = ["master", "main", "develop", "development", "dev", "trunk", "default", "HEAD"];

/// How many of the calls with the same source are shown beside the first.
const SHOWN: usize = 3;

fn check(module: &Module<'_>, cx: &mut Cx<'_>) {
    if is_example(module.folder) {
        return;
    }
    let mut groups: Vec<(&str, Vec<ModuleCall<'_>>)> = Vec::new();
    for call in module.calls().filter(|call| fault(*call).is_some()) {
        let source = call.source_node().map_or("", |node| node.text());
        match groups.iter_mut().find(|(other, _)| *other == source) {
            Some((_, calls)) => calls.push(call),
            None => groups.push((source, vec![call])),
        }
    }
    for (_, calls) in groups {
        report(&calls, cx);
    }
}

/// What a call follows instead of a version, and what to do about it.
fn fault(call: ModuleCall<'_>) -> Option<(&'static str, &str, &'static str)> {
    match call.source()? {
        ModuleSource::Registry(address) if call.block.lacks("version") => {
            Some(("the latest version of", address, "add `version`, such as `version = \"~> 5.1\"`"))
        }
        ModuleSource::Repository(repository) => match repository.revision {
            None => Some(("the default branch of", repository.package(), "add `?ref=` and a tag or a commit")),
            Some(branch) if BRANCHES.contains(&branch) => {
                Some(("the branch", branch, "name a tag or a commit in `ref`"))
            }
            Some(_) => None,
        },
        _ => None,
    }
}

/// Reports the calls with one source at the first of them.
fn report(calls: &[ModuleCall<'_>], cx: &mut Cx<'_>) {
    let (first, others) = (calls[0], &calls[1..]);
    let (Some((what, name, help)), Some(place)) = (fault(first), first.source_node()) else { return };
    let who = match others {
        [] => format!("module `{}` follows", first.name()),
        [other] => format!("modules `{}` and `{}` follow", first.name(), other.name()),
        _ => format!("module `{}` and {} others follow", first.name(), others.len()),
    };
    let mut reported = cx.report(place, format!("{who} {what} `{name}`")).help(help);
    for other in others.iter().take(SHOWN).filter_map(|other| other.source_node()) {
        reported = reported.label(other.span(), "here too");
    }
}
