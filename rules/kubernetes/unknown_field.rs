use crate::fix::{self, Safety};
use crate::model::credential::is_variable_name;
use crate::model::kubernetes::schema::{Departure, Fault, advice_on, advice_on_label, name_for};
use crate::rule::{Check, Cx};
use crate::spelling::nearest;

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Unknown(entry, elsewhere) = &departure.fault else { return };
    let owner = departure.owner;
    let version = cx.project.kubernetes_version();
    let name = entry.key.text();
    // A generator puts fields in its place; none of the API is written so.
    if is_variable_name(name) {
        return;
    }
    let was_there: Vec<_> = owner.schema.all(name).collect();
    let near = name_for(owner.schema.name, name).or_else(|| nearest(name, owner.fields(version)));
    let help = if let Some(later) = was_there.iter().map(|field| field.versions.from).find(|from| *from > version) {
        format!("it comes with Kubernetes 1.{later}")
    } else if let Some(last) = was_there.iter().map(|field| field.versions.until).max() {
        format!("it is gone since Kubernetes 1.{}", last + 1)
    } else if let Some(near) = near {
        format!("did you mean `{near}`?")
    } else if let Some(advice) = advice_on(owner.schema.name, name).or_else(|| advice_on_label(owner.schema.name, name))
    {
        advice.into()
    } else if let Some(elsewhere) = elsewhere {
        format!(
            "it belongs {}",
            if elsewhere.is_empty() { "at the top level".into() } else { format!("in `{elsewhere}`") }
        )
    } else {
        "the API server rejects it or drops it without a word".into()
    };
    let reported = cx.report(entry.key, format!("{} has no field `{name}`", owner.title())).help(help);
    if let Some(near) = near.filter(|near| was_there.is_empty() && owner.node.get(near).is_none()) {
        reported.fix(format!("call it `{near}`"), Safety::Unsafe, fix::yaml::rename_key(*entry, near));
    }
}
