use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Copy, Instruction, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Ends of the names of archives that ADD unpacks.
const ARCHIVES: [&str; 16] = [
    ".tar", ".gz", ".tgz", ".taz", ".bz2", ".tbz", ".tbz2", ".tz2", ".xz", ".txz", ".tlz", ".lzma", ".zst", ".tzst",
    ".lz", ".Z",
];

/// Ends of the names of files that tell something about an archive beside them: signatures and checksums.
const BESIDE_ARCHIVES: [&str; 6] = [".asc", ".sig", ".md5", ".sha1", ".sha256", ".sha512"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Add(copy) = instruction.command() else { return };
    let has_flag = ["checksum", "keep-git-dir", "unpack"].iter().any(|name| instruction.syntax().flag(name).is_some());
    if has_flag || copy.sources.is_empty() || !copy.sources.iter().all(is_plain) {
        return;
    }
    let is_sure = copy.sources.iter().all(|source| has_ending(source) || is_folder(instruction, source, cx));
    let keyword = instruction.syntax().keyword.as_str();
    let with = if keyword == "add" { "copy" } else { "COPY" };
    cx.report(instruction.keyword_span(), format!("`ADD` where `COPY` would do for {}", names(copy)))
        .help("`ADD` also downloads and unpacks; `COPY` only copies, whatever the file turns out to be")
        .fix(
            "copy it",
            if is_sure { Safety::Safe } else { Safety::Unsafe },
            Edit::replace(instruction.keyword_span(), with),
        );
}

fn names(copy: &Copy<'_>) -> String {
    let names: Vec<String> = copy.sources.iter().map(|source| format!("`{}`", source.as_str())).collect();
    names.join(", ")
}

/// Whether a source is a local file or folder that there is nothing to unpack of, as far as its name tells.
fn is_plain(source: &Text<'_>) -> bool {
    let text = source.as_str();
    let path = text.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_remote = text.contains("://") || text.starts_with("git@") || text.contains(".git");
    let tells_of_archive = BESIDE_ARCHIVES.iter().any(|end| name.ends_with(end));
    let may_be_archive = text.contains('$')
        || name.ends_with(['*', '?', ']'])
        || ARCHIVES.iter().any(|end| name.ends_with(end))
        || name.contains(".tar") && !tells_of_archive;
    !is_remote && !may_be_archive
}

/// Whether the name of a source has an ending, which says that it is no archive.
fn has_ending(source: &Text<'_>) -> bool {
    let name = source.as_str().rsplit('/').next().unwrap_or_default();
    name.trim_start_matches('.').contains('.')
}

/// Whether a source is surely a folder.
fn is_folder(instruction: Instruction<'_>, source: &Text<'_>, cx: &Cx<'_>) -> bool {
    let text = source.as_str();
    let path = text.trim_end_matches('/');
    matches!(path, "" | "." | "./.") || text.ends_with('/') || {
        let files = cx.project.files();
        let contexts = cx.project.docker.contexts_of(instruction.span().file, files);
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let below = |context: &str| if context.is_empty() { path.to_owned() } else { format!("{context}/{path}") };
        contexts.iter().any(|context| files.folder_exists(&below(context)))
    }
}
