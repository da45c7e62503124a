use crate::model::command::TextRange;
use crate::model::credential::{find, masked};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let Some(found) = find(script.text()) else { return };
    let shown = masked(&script.text()[found.range.clone()]);
    let place = script.place_of(TextRange::new(found.range.start, found.range.end));
    cx.report(place, format!("{} (`{shown}`) stands here for everyone to read", found.what))
        .help("take it from where secrets are kept, and replace this one: it is in the history of the repository");
}
