use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if !script.text().contains("exit") && !script.text().contains("return") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["exit", "return"])) {
        let Some(word) = command.arguments.first() else { continue };
        let Some(status) = word.as_str().filter(|text| !text.is_empty() && !text.contains(['%', '@', '<', '{'])) else {
            continue;
        };
        if status.parse::<u8>().is_ok() {
            continue;
        }
        let name = command.name().unwrap_or_default();
        let effect = match status.parse::<i64>() {
            Ok(number) => format!("bash makes {} of it, and dash refuses a sign", number.rem_euclid(256)),
            Err(_) => "it is no number".into(),
        };
        cx.report(script.place_of(word.range), format!("`{name} {status}` is no status: {effect}"))
            .stands_for([if name == "exit" { "shellcheck:SC2242" } else { "shellcheck:SC2152" }])
            .help("use a number from 1 to 125 for a failure");
    }
}
