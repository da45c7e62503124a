use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::{Command as Called, is_archive_name, unpacking};
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
                let named =
                    copy.sources.iter().filter_map(|source| Some((source, archive(instruction, copy, source)?)));
                archives.extend(named.map(|(source, name)| (instruction, source, name)));
            }
            Command::Run(_) if !archives.is_empty() => {
                for command in instruction.commands() {
                    let Some(name) = unpacking(command).map(|found| found.archive) else { continue };
                    let Some(at) = archives.iter().position(|(_, _, archive)| archive == name) else { continue };
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

/// The name that an archive has in the image: a single one may get another.
fn archive(instruction: Instruction<'_>, copy: &Copy<'_>, source: &Text<'_>) -> Option<String> {
    let last_part = |word: &Text<'_>| {
        let name = instruction.evaluate(word).as_str()?.rsplit('/').next()?.to_owned();
        is_archive_name(&name).then_some(name)
    };
    let own = last_part(source)?;
    let new = last_part(&copy.destination).filter(|_| copy.sources.len() == 1);
    Some(new.unwrap_or(own))
}

/// Lets ADD unpack a single archive to where `tar` does it. Only where nothing else names that, but to remove it.
fn added(copied: Instruction<'_>, run: Instruction<'_>, tar: &Called<'_>, name: &str) -> Option<Vec<Edit>> {
    let copy = copied.plain_copy().filter(|copy| is_tar(copy.source.as_str()))?;
    let folder = run.absolute(unpacking(tar)?.whole_into?)?;
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
    edits.push(fix::replace(copy.destination, &format!("{}/", folder.trim_end_matches('/')))?);
    edits.extend(chain.remove(&gone)?);
    Some(edits)
}

/// Whether ADD surely unpacks a file of this name.
fn is_tar(name: &str) -> bool {
    const ENDS: [&str; 8] = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"];
    ENDS.iter().any(|end| name.ends_with(end)) && !name.contains(['*', '?', '[', '$'])
}
