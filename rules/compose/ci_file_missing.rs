use crate::kind::FileKind;
use crate::project::docker::{ComposeCall, Word};
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::ComposeCall(check);

fn check(call: &ComposeCall, cx: &mut Cx<'_>) {
    for file in &call.files {
        let Some(path) = call.path(file).filter(|path| !cx.project.files().exists(path)) else { continue };
        // A pipeline may well write a file before it is used.
        let Some(meant) = meant(&path, cx).filter(|_| !is_made(&path, file, cx)) else { continue };
        let message = format!("`{}` takes the Compose file `{path}`, which is not there", call.subcommand);
        cx.report(file.place, message).help(format!("did you mean `{meant}`?"));
    }
}

/// The Compose file that may be meant: one of nearly this name in the folder, or the only one of this name in the repository.
fn meant(path: &str, cx: &Cx<'_>) -> Option<String> {
    let parts = |path: &'_ str| {
        path.rsplit_once('/').map_or((String::new(), path.to_owned()), |(a, b)| (a.to_owned(), b.to_owned()))
    };
    let (folder, name) = parts(path);
    let files = cx.project.files().iter().filter(|(_, file)| file.kind() == FileKind::Compose);
    let others: Vec<&str> = files.map(|(_, file)| file.path()).collect();
    let beside =
        others.iter().filter(|other| parts(other).0 == folder).map(|other| other.rsplit('/').next().unwrap_or(other));
    let near = spelling::nearest(&name, beside);
    let near = near.map(|near| if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") });
    let same: Vec<&&str> = others.iter().filter(|other| parts(other).1 == name).collect();
    near.or_else(|| same.first().filter(|_| same.len() == 1).map(|other| (**other).to_owned()))
}

/// Whether something may make the file: git leaves it out, or the pipeline speaks of it elsewhere as well.
fn is_made(path: &str, file: &Word, cx: &Cx<'_>) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let text = cx.project.files().get(file.place.span.file).text();
    let calls = cx.project.docker.compose_calls().iter().flat_map(|call| &call.files);
    let own = calls.filter(|other| other.place.span.file == file.place.span.file && other.text.ends_with(name)).count();
    cx.project.is_kept_out(path) || text.matches(name).count() > own
}
