use crate::diagnostic::Severity;
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Names of files that are there to hold a secret.
const NAMES: [&str; 15] = [
    ".env",
    ".env.local",
    ".env.prod",
    ".env.production",
    ".pypirc",
    ".netrc",
    ".git-credentials",
    ".htpasswd",
    "id_rsa",
    "id_ed25519",
    "id_ecdsa",
    "kubeconfig",
    "credentials.json",
    "master.key",
    "terraform.tfstate",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let (Some(copy), Some(stage)) = (instruction.copy(), instruction.stage()) else { return };
    if instruction.copied_from().is_some() {
        return;
    }
    let is_in_image = stage.dockerfile().final_stage().is_some_and(|last| last.chain().any(|below| below == stage));
    for source in &copy.sources {
        let value = instruction.evaluate(source);
        let Some(path) = value.as_str().filter(|path| !path.contains("://") && is_secret(path)) else { continue };
        cx.report(
            source.span(),
            format!("`{path}` is copied into the image, where everyone who can pull it can read it"),
        )
        .severity(if is_in_image { Severity::Warning } else { Severity::Info })
        .help("give it to the container when it starts, or to a single RUN with `--mount=type=secret`");
    }
}

fn is_secret(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_private_key = ends_with(name, &["pem"]) && name.contains("key") && !name.contains("pub");
    let is_store = ends_with(name, &["p12", "pfx", "tfvars"]);
    let is_account = name.starts_with("service-account") && ends_with(name, &["json"]);
    NAMES.contains(&name)
        || is_private_key
        || is_store
        || is_account
        || matches!(name, ".aws" | ".ssh")
        || path.ends_with(".aws/credentials")
        || path.ends_with(".docker/config.json")
}

/// Whether the part of a name after its last dot is one of these.
fn ends_with(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}
