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
                    .stands_for([
                        "shellcheck:SC1110",
                        "shellcheck:SC1111",
                        "shellcheck:SC1112",
                        "shellcheck:SC1015",
                        "shellcheck:SC1016",
                    ])
                    .help("use `\"` or `'`");
            } else if let Some(rest) =
                written.strip_prefix(['\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}'])
                && rest.starts_with(|c: char| c.is_ascii_alphabetic())
            {
                cx.report(script.place_of(word.range), format!("the dash before `{rest}` begins no option"))
                    .stands_for(["shellcheck:SC1100"])
                    .help("use `-`");
            } else if !word.splits && written.contains('\u{a0}') && !written.contains(['"', '\'', '$']) {
                let shown = written.replace('\u{a0}', " ");
                cx.report(
                    script.place_of(word.range),
                    format!("`{shown}` is one word: the blank in it is of another sort"),
                )
                .stands_for(["shellcheck:SC1018"])
                .help("use a plain blank");
            }
        }
    }
}
