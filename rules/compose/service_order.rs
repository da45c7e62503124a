use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    let names: Vec<_> = file.services().map(|(key, _)| key).filter(|key| key.via().is_none()).collect();
    if let Some(pair) = names.windows(2).find(|pair| pair[0].text() > pair[1].text()) {
        cx.report(pair[1], format!("service `{}` stands behind `{}`", pair[1].text(), pair[0].text()))
            .help("put the services into the order of the alphabet");
    }
}
