use crate::diagnostic::Severity;
use crate::model::compose::ResourceKind;
use crate::model::credential::{Verdict, find, judge};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::source::{Span, join_path};

pub const CHECK: Check = Check::ComposeProject(check);

/// How files begin that only somebody with the key can read: Ansible Vault, age, PGP.
const ENCRYPTED: [&str; 4] =
    ["$ANSIBLE_VAULT", "-----BEGIN AGE ENCRYPTED", "age-encryption.org/", "-----BEGIN PGP MESSAGE"];

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for secret in project.resources(ResourceKind::Secret) {
        let Some(node) = secret.at(&["file"]) else { continue };
        let path = node.as_str().and_then(|path| join_path(files.get(node.span().file).folder(), path));
        let Some(file) = path.as_deref().and_then(|path| files.find(path)) else { continue };
        let text = files.get(file).text();
        let Some((severity, first)) = verdict(text.trim()) else { continue };
        let severity = if project.base().is_for_development() { Severity::Info } else { severity };
        let start = text.find(first).unwrap_or(0);
        let name = files.get(file).path();
        cx.report(node, format!("the secret `{}` is in the repository, in `{name}`", secret.name()))
            .severity(severity)
            .label(Span::new(file, start..start + first.len()), "for everyone to read")
            .help("replace the secret, keep its file out of the repository, and let `.gitignore` name it");
    }
}

/// How bad it is that everyone can read this, and its first line.
fn verdict(text: &str) -> Option<(Severity, &str)> {
    let is_sops = text.contains("\"sops\":") || text.contains("\nsops:");
    if is_sops || ENCRYPTED.iter().any(|start| text.starts_with(start)) {
        return None;
    }
    let first = text.lines().next()?.trim_end();
    let verdict = match find(text) {
        Some(found) => Some(Verdict::Known(found)),
        // Of several lines nothing says which is the secret.
        None => judge("password", text).filter(|_| text == first),
    };
    let severity = match verdict? {
        Verdict::Known(_) | Verdict::Secret => Severity::Error,
        Verdict::Weak => Severity::Info,
    };
    Some((severity, first))
}
