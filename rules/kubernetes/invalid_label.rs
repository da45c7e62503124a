use crate::model::kubernetes::schema::{Departure, Fault, NameForm};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Form(label, form @ (NameForm::LabelKey | NameForm::LabelValue)) = departure.fault else { return };
    let text = label.text();
    let shown: String = text.chars().take(80).collect();
    let what = if form == NameForm::LabelKey { "name" } else { "value" };
    let message = match text.chars().count() {
        length @ 64.. if !text.contains('/') => {
            format!("the {what} `{shown}` of a label has {length} characters, and 63 are the most")
        }
        _ => format!("`{shown}` cannot be the {what} of a label"),
    };
    cx.report(label, message).help(form.title());
}
