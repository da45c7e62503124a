//! Commands that unpack archives.
//!
//! Facts: the manuals tar(1), gzip(1), bzip2(1), xz(1) and zstd(1).

use super::Command;

/// A command that unpacks an archive of files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unpacking<'c> {
    /// The name of the archive, without its folder.
    pub archive: &'c str,
    /// The folder into which the whole archive is unpacked as it is; `None` where only a part of it is, where something is changed on the
    /// way, and for what only takes the compression away.
    pub whole_into: Option<&'c str>,
}

/// Whether a file of this name may be an archive of files; one that is compressed alone is none for `tar`, but seldom found.
pub fn is_archive_name(name: &str) -> bool {
    const ENDS: [&str; 11] = [".tar", ".gz", ".tgz", ".tpz", ".bz2", ".tbz2", ".tb2", ".xz", ".txz", ".zst", ".tzst"];
    name.contains(".tar.") || ENDS.iter().any(|end| name.ends_with(end))
}

/// The archive that a command unpacks, or of which it takes the compression away.
pub fn unpacking<'c>(command: &'c Command<'_>) -> Option<Unpacking<'c>> {
    let words = command.arguments.iter().filter_map(|word| word.as_str());
    let archive = words.filter_map(|word| word.rsplit(['/', '=']).next()).find(|name| is_archive_name(name))?;
    let is_done =
        extracts(command) || decompresses(command) && [".tar.", ".tgz"].iter().any(|end| archive.contains(end));
    is_done.then(|| Unpacking { archive, whole_into: whole_into(command) })
}

fn extracts(command: &Command<'_>) -> bool {
    let first = command.arguments.first().and_then(|word| word.as_str()).unwrap_or_default();
    let is_old_style = !first.starts_with('-') && first.contains('x') && !first.contains(['.', '/']);
    command.is_any(&["tar", "bsdtar"]) && (is_old_style || command.parsed().has(&["x", "extract", "get"]))
}

fn decompresses(command: &Command<'_>) -> bool {
    command.is_any(&["gunzip", "bunzip2", "unxz", "unzstd"])
        || command.is_any(&["gzip", "bzip2", "xz", "zstd"]) && command.parsed().has(&["d", "decompress", "uncompress"])
}

/// The folder into which `tar` unpacks the whole of an archive as it is.
fn whole_into<'c>(tar: &'c Command<'_>) -> Option<&'c str> {
    const PLAIN: [&str; 14] =
        ["x", "extract", "get", "f", "file", "C", "directory", "v", "verbose", "z", "j", "J", "p", "gzip"];
    let arguments = tar.parsed();
    let is_old_style = tar.arguments.first()?.as_str()?.bytes().all(|letter| b"xzjJvpf".contains(&letter));
    let is_whole = arguments.operands.len() == if is_old_style { 2 } else { 0 };
    let is_plain = arguments.options.iter().all(|option| PLAIN.contains(&option.name));
    if !tar.is_any(&["tar"]) || !is_plain || !is_whole || arguments.is_open || !tar.redirections.is_empty() {
        return None;
    }
    arguments.option(&["C", "directory"]).map_or(Some("."), |folder| folder.value?.text)
}

#[cfg(test)]
mod tests {
    use super::unpacking;
    use crate::model::command::commands;
    use crate::syntax::shell::{Dialect, parse};

    #[test]
    fn what_is_unpacked_and_where_to_is_told() {
        for (script, wanted) in [
            ("tar xzf /tmp/a.tar.gz", Some(("a.tar.gz", Some(".")))),
            ("tar -xzf a.tgz -C /opt", Some(("a.tgz", Some("/opt")))),
            ("tar --extract --file=a.tar --directory $D", Some(("a.tar", None))),
            ("tar -xf a.tar.xz --strip-components=1", Some(("a.tar.xz", None))),
            ("tar -xf a.tar.xz one/file", Some(("a.tar.xz", None))),
            ("gunzip a.tar.gz", Some(("a.tar.gz", None))),
            ("gunzip a.sql.gz", None),
            ("tar -czf a.tar.gz .", None),
            ("cp a.tar.gz /b", None),
        ] {
            let all = commands(&parse(script, Dialect::Sh), script);
            let found = unpacking(&all[0]).map(|it| (it.archive, it.whole_into));
            assert_eq!(found, wanted, "{script}");
        }
    }
}
