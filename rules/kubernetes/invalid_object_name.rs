use crate::model::kubernetes::schema::{Departure, Fault, NameForm};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Form(name, form) = departure.fault else { return };
    let is_name = matches!(form, NameForm::Subdomain | NameForm::Label(_) | NameForm::Letter | NameForm::Segment);
    if !is_name || departure.owner.schema.kind() == "ServicePort" {
        return;
    }
    // The name in a patch may be a pattern.
    if departure.owner.key.is_none() && cx.project.manifests.is_patch(name.span().file) {
        return;
    }
    // What names another object, and what the pod calls itself in its network.
    let key = name.as_entry().map_or("name", |entry| entry.key.text());
    if !matches!(key, "name" | "generateName") {
        cx.report(name, format!("`{}` cannot be a `{key}`", name.text())).help(form.title());
        return;
    }
    let title = departure.owner.title();
    let owner = if departure.owner.key.is_none() { format!("this {title}") } else { title };
    cx.report(name, format!("`{}` cannot be the name of {owner}", name.text())).help(form.title());
}
