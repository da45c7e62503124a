use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("\\n") && !text.contains("\\t") && !text.contains("\\r") {
        return;
    }
    for command in script.commands() {
        let prints = command.is_any(&["echo", "printf", "tr", "cut", "paste"]);
        for word in command.arguments.iter().filter(|_| prints) {
            let written = word.range.of(text);
            let has_escape = ["\\n", "\\t", "\\r"].iter().any(|escape| written.contains(escape));
            // A path of Windows has backslashes too, and it is not the letter that is meant.
            if has_escape && !written.contains(['"', '\'', '$', '`', ':', '{']) && !written.contains("\\\\") {
                let span = script.span_of(word.range.range());
                cx.report(script.place_of(word.range), format!("the shell makes `{}` of `{written}`", word.prefix))
                    .stands_for(["shellcheck:SC1012"])
                    .help("put it in single quotes")
                    .fix("put it in single quotes", Safety::Unsafe, Edit::replace(span, format!("'{written}'")));
            }
        }
        for setting in command.settings.iter().filter(|setting| setting.name == "IFS") {
            let written = setting.value.range.of(text);
            if matches!(setting.value.as_str(), Some("\\n" | "\\t")) && written.starts_with(['\'', '"']) {
                cx.report(script.place_of(setting.range), format!("`IFS` becomes a backslash and a letter: {written}"))
                    .stands_for(["shellcheck:SC2141"])
                    .help("write `$'...'` in bash, or a real line break within the quotes");
            }
        }
    }
}
