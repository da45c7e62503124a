use crate::diagnostic::Severity;
use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let built = cx.project.docker.built_stages(dockerfile.file(), &cx.project.compose);
    // What the last stage needs is reached; of the others only what nothing at all needs is reported.
    for stage in dockerfile.stages().filter(|stage| !stage.is_final() && !stage.is_used() && !built.contains(stage)) {
        let name = stage.name();
        if name.is_some_and(|name| is_named_elsewhere(dockerfile, name, cx)) {
            continue;
        }
        let described = name.map_or_else(|| format!("stage {}", stage.index()), |name| format!("stage `{name}`"));
        cx.report(stage.base_span(), format!("nothing uses {described}, so it is not built"))
            .severity(if name.is_some() { Severity::Info } else { Severity::Warning })
            .help("remove it, or copy from it what was meant to be in the image");
    }
}

/// Whether any other file of the repository has the name as a word of its own: a pipeline, a Makefile, a script may build it.
fn is_named_elsewhere(dockerfile: &Dockerfile<'_>, name: &str, cx: &Cx<'_>) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let others = cx.project.files().iter().filter(|(id, _)| *id != dockerfile.file());
    others.map(|(_, file)| file.text()).any(|text| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            !before.is_some_and(is_part) && !after.is_some_and(is_part)
        })
    })
}
