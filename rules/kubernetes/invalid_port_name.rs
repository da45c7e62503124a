use crate::model::kubernetes::schema::{Departure, Fault, NameForm};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Form(name, form) = departure.fault else { return };
    if form != NameForm::Port && departure.owner.schema.kind() != "ServicePort" {
        return;
    }
    let text = name.text();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let help = if is_number && form == NameForm::Port && departure.owner.node.get("name") != Some(name) {
        "take the quotes away: in quotes it is the name of a port".into()
    } else {
        form.title()
    };
    cx.report(name, format!("`{text}` cannot be the name of a port")).help(help);
}
