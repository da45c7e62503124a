use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command as Run;
use crate::model::docker::{Command, Copy, Instruction, Stage, Text};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_shipped() {
        return;
    }
    let mut archives: Vec<(Instruction<'_>, &Text<'_>, String)> = Vec::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Copy(copy) if instruction.copied_from().is_none() => {
                for source in &copy.sources {
                    let value = instruction.evaluate(source);
                    let name = value.as_str().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
                    let renamed = new_name(instruction, copy);
                    if is_archive(name) {
                        archives.push((instruction, source, renamed.unwrap_or_else(|| name.to_owned())));
                    }
                }
            }
            Command::Run(_) if !archives.is_empty() => {
                for command in instruction.commands() {
                    let Some(name) = unpacked(command) else { continue };
                    let Some(at) = archives.iter().position(|(_, _, archive)| *archive == name) else { continue };
                    let (copied, source, name) = archives.remove(at);
                    let edits = added(copied, instruction, command, &name);
                    cx.report(source.span(), format!("`{name}` stays in a layer of the image after it was unpacked"))
                        .label(instruction.keyword_span(), "unpacked here")
                        .help("let `ADD` unpack it, or show it to this RUN alone with `--mount=type=bind`")
                        .fix("let `ADD` unpack it", Safety::Unsafe, edits);
                }
            }
            _ => {}
        }
    }
}

/// Lets ADD unpack a single archive to where `tar` does it. Only where nothing else names that, but to remove it.
fn added(copied: Instruction<'_>, run: Instruction<'_>, tar: &Run<'_>, name: &str) -> Option<Vec<Edit>> {
    let copy =
        copied.copy().filter(|copy| copy.sources.len() == 1 && !copy.is_json && copied.syntax().flags.is_empty())?;
    if !is_tar(copy.sources[0].as_str()) {
        return None;
    }
    let folder = run.absolute(target_of(tar)?)?;
    let chain = fix::Chain::of(run)?;
    let text = run.script()?.as_str();
    let (mut gone, mut is_past) = (Vec::new(), false);
    for command in run.commands() {
        if command.range == tar.range {
            is_past = true;
            gone.push(chain.position(command.range)?);
        } else if command.range.of(text).contains(name) {
            let removes = command.is_any(&["rm"]) && command.parsed().operands.len() == 1;
            gone.push(chain.position(command.range).filter(|_| removes && is_past)?);
        } else if command.is_any(&["rm"]) && command.range.of(text).contains('*') {
            // Without the archive there may be nothing left for it to remove.
            return None;
        } else if !is_past && !command.is_any(&["mkdir", "echo", "set", "apt-get", "apk"]) {
            return None;
        }
    }
    let dockerfile = run.dockerfile();
    let mut others = dockerfile.instructions().skip(copied.index() + 1).filter(|it| it.index() != run.index());
    if others.any(|it| it.syntax().arguments.as_str().contains(name)) {
        return None;
    }
    let mut edits = vec![Edit::replace(copied.keyword_span(), "ADD")];
    edits.push(fix::replace(&copy.destination, &format!("{}/", folder.trim_end_matches('/')))?);
    edits.extend(chain.remove(&gone)?);
    Some(edits)
}

/// Whether ADD surely unpacks a file of this name.
fn is_tar(name: &str) -> bool {
    const ENDS: [&str; 8] = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"];
    ENDS.iter().any(|end| name.ends_with(end)) && !name.contains(['*', '?', '[', '$'])
}

/// The folder into which `tar` unpacks the whole of an archive as it is.
fn target_of<'c>(tar: &'c Run<'_>) -> Option<&'c str> {
    const PLAIN: [&str; 14] =
        ["x", "extract", "get", "f", "file", "C", "directory", "v", "verbose", "z", "j", "J", "p", "gzip"];
    let arguments = tar.parsed();
    let is_old_style = tar.arguments.first()?.as_str()?.bytes().all(|letter| b"xzjJvpf".contains(&letter));
    let is_whole = arguments.operands.len() == if is_old_style { 2 } else { 0 };
    let is_plain = arguments.options.iter().all(|option| PLAIN.contains(&option.name));
    let folder = arguments.option(&["C", "directory"]);
    if !tar.is_any(&["tar"]) || !is_plain || !is_whole || arguments.is_open || !tar.redirections.is_empty() {
        return None;
    }
    folder.map_or(Some("."), |folder| folder.value?.text)
}

/// The name under which a single file is copied, if that is the name of an archive.
fn new_name(instruction: Instruction<'_>, copy: &Copy<'_>) -> Option<String> {
    let destination = instruction.evaluate(&copy.destination);
    let name = destination.as_str()?.rsplit('/').next()?;
    (copy.sources.len() == 1 && is_archive(name)).then(|| name.to_owned())
}

/// Whether a file of this name may be an archive that ADD would unpack; what `tar` unpacks is one.
fn is_archive(name: &str) -> bool {
    const ENDS: [&str; 11] = [".tar", ".gz", ".tgz", ".tpz", ".bz2", ".tbz2", ".tb2", ".xz", ".txz", ".zst", ".tzst"];
    name.contains(".tar.") || ENDS.iter().any(|end| name.ends_with(end))
}

/// The name of the archive that a command unpacks.
fn unpacked(command: &Run<'_>) -> Option<String> {
    let arguments = command.parsed();
    let old_style = command.arguments.first().and_then(|word| word.as_str()).unwrap_or_default();
    let is_old_style = !old_style.starts_with('-') && old_style.contains('x') && !old_style.contains(['.', '/']);
    let unpacks = command.is_any(&["tar", "bsdtar"]) && (is_old_style || arguments.has(&["x", "extract", "get"]));
    // The archive itself stays packed up in another layer.
    let unzips = command.is_any(&["gunzip", "bunzip2", "unxz", "unzstd"])
        || command.is_any(&["gzip", "bzip2", "xz", "zstd"]) && arguments.has(&["d", "decompress", "uncompress"]);
    let words = command.arguments.iter().filter_map(|word| word.as_str());
    let mut names = words.filter_map(|word| word.rsplit(['/', '=']).next()).filter(|name| is_archive(name));
    let name =
        names.next().filter(|name| unpacks || unzips && ([".tar.", ".tgz"].iter().any(|end| name.contains(end))));
    name.map(str::to_owned)
}
