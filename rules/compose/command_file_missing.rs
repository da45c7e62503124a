use crate::model::compose::{Mount, MountKind, Service};
use crate::model::docker::{Command, Stage, is_shell, plain_words, program_name};
use crate::project::docker::{INTERPRETERS, not_copied};
use crate::rule::{Check, Cx};
use crate::source::join_path;
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// The endings of programs in text.
const ENDINGS: [&str; 9] = ["bash", "cjs", "js", "mjs", "php", "pl", "py", "rb", "sh"];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for key in ["entrypoint", "command"] {
        let Some((node, written)) = service.at(&[key]).and_then(file_of) else { continue };
        let stage = cx.project.stage_of_service(service);
        let Some(path) = absolute(service, stage, written) else { continue };
        let mounts = service.mounts();
        let covering =
            mounts.iter().filter_map(|mount| Some((below(mount, &path)?, mount))).min_by_key(|(rest, _)| rest.len());
        match covering {
            // A single file that is mounted is for another rule.
            Some(("", _)) => {}
            Some((rest, mount)) => {
                let Some(wanted) = on_host(mount, rest).and_then(|path| missing(&path, cx)) else { continue };
                cx.report(node, format!("service `{}` starts `{written}`, but there is no `{wanted}`", service.name()))
                    .label(mount.place().span, "mounted from here")
                    .help("name a file that is there");
            }
            None => {
                let (Some(stage), Some(context)) = (stage, service.build().and_then(|build| build.context())) else {
                    continue;
                };
                let Some(found) = not_copied(stage, &path, &context, cx.project.files()) else { continue };
                if mounts.iter().any(|mount| mount.target.is_none_or(|target| target.value().is_none()))
                    || cx.project.git_ignored().contains(&found.path)
                {
                    continue;
                }
                cx.report(
                    node,
                    format!("service `{}` starts `{written}`, but there is no `{}`", service.name(), found.path),
                )
                .label(found.copy.keyword_span(), "the folder is copied here")
                .help(format!("did you mean `{}`?", found.near));
            }
        }
    }
}

/// The program in text that a command starts, directly or with an interpreter, and where it is named.
fn file_of(node: Node<'_>) -> Option<(Node<'_>, &str)> {
    let words: Vec<(Node<'_>, &str)> = match node.as_str() {
        Some(line) => plain_words(line)?.into_iter().map(|word| (node, word)).collect(),
        None => node.items().map_while(|item| Some((item, item.as_str()?))).collect(),
    };
    let (_, program) = *words.first()?;
    let is_run = is_shell(program) || INTERPRETERS.contains(&program_name(program));
    let (node, file) = *words.get(usize::from(is_run))?;
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    let is_path = is_run || file.starts_with(['.', '/']);
    (is_path && !file.contains(['$', '*', ' ']) && ending.is_some_and(|ending| ENDINGS.contains(&ending)))
        .then_some((node, file))
}

/// Where that is in the container.
fn absolute(service: &Service<'_>, stage: Option<Stage<'_>>, written: &str) -> Option<String> {
    if written.starts_with('/') {
        return Some(written.to_owned());
    }
    let folder = match service.at(&["working_dir"]) {
        Some(folder) => folder.as_str()?.to_owned(),
        None if service.absent(&["working_dir"]) => {
            let last = stage?.instructions().next_back()?;
            if matches!(last.command(), Command::Workdir(_)) {
                return None;
            }
            last.workdir()?.to_owned()
        }
        None => return None,
    };
    Some(format!("/{}", join_path(folder.strip_prefix('/')?, written)?))
}

/// What is left of a path below what is mounted.
fn below<'p>(mount: &Mount<'_>, path: &'p str) -> Option<&'p str> {
    let target = mount.target?.value()?.trim_end_matches('/');
    path.strip_prefix(target).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The file of the repository that is mounted at what is left of a path.
fn on_host(mount: &Mount<'_>, rest: &str) -> Option<String> {
    let source =
        mount.source.filter(|_| mount.kind == MountKind::Bind)?.value().filter(|source| source.starts_with('.'))?;
    let folder = mount.node.tree().files().get(mount.node.span().file).folder();
    join_path(folder, &format!("{source}{rest}"))
}

/// The path, if there surely is nothing of the repository, but others of the sort are beside it.
fn missing(path: &str, cx: &Cx<'_>) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.rsplit_once('.').map(|(_, ending)| ending)?;
    let start = if folder.is_empty() { 0 } else { folder.len() + 1 };
    let mut beside = cx.project.files().below(folder).map(|path| &path[start..]);
    let is_whole =
        beside.any(|other| !other.contains('/') && other.rsplit_once('.').is_some_and(|(_, other)| other == ending));
    (cx.project.surely_lacks(path) && is_whole).then(|| path.to_owned())
}
