use crate::model::docker::Stage;
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// The organisations of Docker Hub for single architectures, and what the builder calls those.
const ORGANISATIONS: [(&str, &str); 9] = [
    ("amd64", "amd64"),
    ("arm32v5", "arm"),
    ("arm32v6", "arm"),
    ("arm32v7", "arm"),
    ("arm64v8", "arm64"),
    ("i386", "386"),
    ("ppc64le", "ppc64le"),
    ("riscv64", "riscv64"),
    ("s390x", "s390x"),
];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let Some(flag) = stage.from().syntax().flag("platform") else { return };
    let Some(written) = &flag.value else { return };
    let value = stage.from().evaluate(written);
    let (Some(asked), Some(image)) = (value.as_str(), stage.image()) else { return };
    let Some(reference) = image.reference() else { return };
    let mut parts = asked.split('/');
    let (Some(system), Some(architecture)) = (parts.next(), parts.next()) else { return };
    let found = if is_windows(reference) {
        (!system.starts_with("windows")).then(|| "windows".to_owned())
    } else {
        let known = organisation(reference);
        let differs = known.filter(|known| system != "linux" || *known != alias(architecture));
        differs.map(|known| format!("linux/{known}"))
    };
    let Some(found) = found else { return };
    cx.report(written.span(), format!("`{}` is an image for {found}, not for `{asked}`", image.shown()))
        .help("name a base image that has the platform, or leave `--platform` out");
}

fn is_windows(reference: Reference<'_>) -> bool {
    reference.canonical_name().starts_with("mcr.microsoft.com/windows")
}

/// The architecture that the name of a repository of Docker Hub carries.
fn organisation(reference: Reference<'_>) -> Option<&'static str> {
    let name = reference.canonical_name();
    let folder = name.strip_prefix("docker.io/")?.split_once('/')?.0;
    ORGANISATIONS.iter().find(|(organisation, _)| *organisation == folder).map(|(_, architecture)| *architecture)
}

/// The builder's name for an architecture.
fn alias(architecture: &str) -> &str {
    match architecture {
        "x86_64" | "x86-64" => "amd64",
        "aarch64" => "arm64",
        "armhf" | "armel" => "arm",
        "i386" => "386",
        other => other,
    }
}
