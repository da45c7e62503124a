use crate::model::kubernetes::schema::{Departure, Fault, NameForm};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Form(key, NameForm::DataKey) = departure.fault else { return };
    let message = format!("`{}` cannot be a key of {}", key.text(), departure.owner.title());
    let help = if key.text().contains('/') {
        "keys are names of files without folders: to place it in one, name it under `items` of the volume with its `path`".into()
    } else {
        NameForm::DataKey.title()
    };
    cx.report(key, message).help(help);
}
