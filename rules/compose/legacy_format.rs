use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let Some(first) = file.root.own_entries().next().filter(|_| file.is_legacy()) else { return };
    cx.report(
        first.key,
        format!("service `{}` stands at the top level, as in the first format of Compose", first.key.text()),
    )
    .help("move all services under `services:`; Compose reads no files of this format any more");
}
