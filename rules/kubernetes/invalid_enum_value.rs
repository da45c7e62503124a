use crate::fix::{self, Safety};
use crate::model::credential::is_variable_name;
use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Word(entry, value, words) = &departure.fault else { return };
    let value = *value;
    let text = value.text();
    // No allowed word of the API is written so.
    if is_variable_name(text) {
        return;
    }
    let listed: Vec<String> = words.iter().filter(|word| !word.is_empty()).map(|word| format!("`{word}`")).collect();
    let help = match nearest(text, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", listed.join(", ")),
    };
    let reported = cx.report(value, format!("`{text}` is no value of `{}`", entry.key.text())).help(help);
    if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        reported.fix(format!("write `{word}`"), Safety::Safe, fix::yaml::set(value, word));
    }
}
