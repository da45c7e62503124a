use crate::model::compose::ResourceKind;
use crate::model::credential::{self, Verdict};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::source::join_path;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for secret in project.resources(ResourceKind::Secret) {
        let Some((node, written)) = secret.at(&["file"]).and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        let folder = files.get(node.span().file).folder();
        let Some(path) = join_path(folder, written).filter(|path| !cx.project.git_ignored().contains(path)) else {
            continue;
        };
        let Some(file) = files.find(&path) else { continue };
        let Some(what) = real_secret(files.get(file).text()) else { continue };
        let message = format!("the secret `{}` lies in the repository: `{path}` holds {what}", secret.name());
        cx.report(node, message).help(
            "take it out of the repository and its history, replace it, and leave the file out with `.gitignore`",
        );
    }
}

/// What a text is, if somebody uses it: nothing that stands for another value, is a word, or is encrypted.
fn real_secret(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is_encrypted = ["$ANSIBLE_VAULT", "-----BEGIN AGE", "age-encryption.org", "\"sops\"", "sops:", "ENC["]
        .iter()
        .any(|mark| text.contains(mark));
    if is_encrypted {
        return None;
    }
    if text.contains('\n') {
        return credential::find(text).map(|found| found.what);
    }
    match credential::judge("password", text)? {
        Verdict::Known(found) => Some(found.what),
        Verdict::Secret => Some("a password that looks generated"),
        Verdict::Weak => None,
    }
}
