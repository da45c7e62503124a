use crate::project::Project;
use crate::project::pins::Use;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Repository(check);

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    for (name, uses) in project.pins().uses() {
        let Some(newest) = uses.iter().max_by(|a, b| version(a).cmp(&version(b)).then(b.span.cmp(&a.span))) else {
            continue;
        };
        let mut said: Vec<Vec<u32>> = Vec::new();
        let mut others: Vec<&Use> = uses.iter().filter(|other| differs(&version(other), &version(newest))).collect();
        others.sort_by_key(|other| other.span);
        for other in others {
            if said.contains(&version(other)) {
                continue;
            }
            said.push(version(other));
            let short =
                name.strip_prefix("docker.io/library/").or_else(|| name.strip_prefix("docker.io/")).unwrap_or(name);
            cx.report(other.span, format!("`{short}` is `{}` here and `{}` elsewhere", other.tag, newest.tag))
                .label(newest.span, "the newest version is named here")
                .help("use one version everywhere, so that what is tested is what runs");
        }
    }
}

/// The numbers that a tag begins with.
fn version(used: &Use) -> Vec<u32> {
    let number = used.tag.trim_start_matches('v').split('-').next().unwrap_or_default();
    number.split('.').map_while(|part| part.parse().ok()).collect()
}

/// Whether two versions are not the same, as far as both are written.
fn differs(one: &[u32], other: &[u32]) -> bool {
    one.iter().zip(other).any(|(one, other)| one != other)
}
