use crate::model::docker::{Dockerfile, Stage};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

/// Official images that there are smaller ones of: name, and the word in the tag of those.
const SMALLER: [(&str, &str); 13] = [
    ("debian", "slim"),
    ("eclipse-temurin", "alpine"),
    ("elixir", "slim"),
    ("erlang", "slim"),
    ("golang", "alpine"),
    ("node", "slim"),
    ("openjdk", "slim"),
    ("perl", "slim"),
    ("php", "alpine"),
    ("pypy", "slim"),
    ("python", "slim"),
    ("ruby", "slim"),
    ("rust", "slim"),
];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some(stage) = dockerfile.final_stage().filter(|stage| stage.start().is_some()) else { return };
    let Some(image) = stage.external_image() else { return };
    let Some(reference) = image.reference().filter(|it| it.digest.is_none()) else { return };
    let Some((_, word)) = SMALLER.iter().find(|(name, _)| reference.library() == Some(*name)) else { return };
    if is_small(reference) || stage.is_windows() || Stage::is_for_development(stage) {
        return;
    }
    cx.report(stage.root().base_span(), format!("`{}` has more in it than a program needs to run", image.shown()))
        .help(format!("build in a stage of its own, and run in the `{word}` variant or in one without a distribution"));
}

fn is_small(reference: Reference<'_>) -> bool {
    let tag = reference.tag.unwrap_or_default();
    tag.split('-').any(|word| word == "slim" || word.starts_with("alpine"))
}
