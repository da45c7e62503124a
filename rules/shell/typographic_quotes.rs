use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if text.is_ascii() {
        return;
    }
    for command in script.commands() {
        let values = command.settings.iter().map(|setting| &setting.value);
        for word in command.arguments.iter().chain(values) {
            let written = word.range.of(text);
            let option = written.rsplit_once('=').map_or(written, |(_, value)| value);
            if option.starts_with(['\u{201c}', '\u{201d}', '\u{2018}', '\u{201e}', '\u{201a}']) {
                cx.report(script.place_of(word.range), format!("the mark before `{}` quotes nothing", &option[3..]))
                    .help("use `\"` or `'`");
            }
        }
    }
}
