use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Copy, Instruction, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Ends of the names of archives that ADD unpacks.
const ARCHIVES: [&str; 16] = [
    ".tar", ".gz", ".tgz", ".taz", ".bz2", ".tbz", ".tbz2", ".tz2", ".xz", ".txz", ".tlz", ".lzma", ".zst", ".tzst",
    ".lz", ".Z",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Add(copy) = instruction.command() else { return };
    let has_flag = ["checksum", "keep-git-dir", "unpack"].iter().any(|name| instruction.syntax().flag(name).is_some());
    if has_flag || copy.sources.is_empty() || !copy.sources.iter().all(|source| is_plain(instruction, source, cx)) {
        return;
    }
    let keyword = instruction.syntax().keyword.as_str();
    let with = if keyword == "add" { "copy" } else { "COPY" };
    cx.report(instruction.keyword_span(), format!("`ADD` where `COPY` would do for {}", names(copy)))
        .help("`ADD` also downloads and unpacks; `COPY` only copies, whatever the file turns out to be")
        .fix("copy it", Safety::Safe, Edit::replace(instruction.keyword_span(), with));
}

fn names(copy: &Copy<'_>) -> String {
    let names: Vec<String> = copy.sources.iter().map(|source| format!("`{}`", source.as_str())).collect();
    names.join(", ")
}

/// Whether a source is surely a local file or folder that there is nothing to unpack of.
fn is_plain(instruction: Instruction<'_>, source: &Text<'_>, cx: &Cx<'_>) -> bool {
    let text = source.as_str();
    let path = text.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_remote = text.contains("://") || text.starts_with("git@") || text.contains(".git");
    let may_be_archive = text.contains('$')
        || name.ends_with(['*', '?', ']'])
        || ARCHIVES.iter().any(|end| name.ends_with(end))
        || name.contains(".tar");
    if is_remote || may_be_archive {
        return false;
    }
    // A name without an ending says nothing, unless we see a folder of that name.
    let is_folder = matches!(path, "" | "." | "./.") || text.ends_with('/');
    is_folder || name.trim_start_matches('.').contains('.') || {
        let file = instruction.span().file;
        let files = cx.project.files();
        let contexts = cx.project.docker.contexts_of(file, files);
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let below = |context: &str| if context.is_empty() { path.to_owned() } else { format!("{context}/{path}") };
        contexts.iter().any(|context| files.folder_exists(&below(context)))
    }
}
