use crate::fix::{self, Edit, Safety};
use crate::model::kubernetes::schema::{Departure, Fault, NameForm, label_now};
use crate::rule::{Check, Cx};
use crate::tree::{Entry, Node};

pub const CHECK: Check = Check::Departure(check);

/// The classes of Google's own controller, which looks at nothing but the annotation.
const OF_GOOGLE: [&str; 3] = ["gce", "gce-internal", "gce-multi-cluster"];

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    let Fault::Deprecated(old, instead) = departure.fault else { return };
    let name = old.text();
    let class = old.parent().and_then(|map| map.get(name)).filter(|_| name == "kubernetes.io/ingress.class");
    if class.and_then(Node::as_text).is_some_and(|class| OF_GOOGLE.contains(&class)) {
        return;
    }
    // With the field beside it only the annotation has to go.
    let is_set = class.is_some() && class_of(old).is_some();
    let instead = if is_set { "remove it: `spec.ingressClassName` says it already" } else { instead };
    let now = label_now(name).filter(|_| instead.is_empty());
    let help = now.map_or_else(|| instead.to_owned(), |now| format!("use `{now}`"));
    let reported = cx.report(old, format!("`{name}` is deprecated")).help(help);
    if let Some((safety, edits)) = mend(departure, old, now) {
        reported.fix("use what replaces it", safety, edits);
    }
}

/// The edits that put what replaces something in its place, where that is but one thing.
fn mend(departure: &Departure<'_>, old: Node<'_>, now: Option<&str>) -> Option<(Safety, Option<Vec<Edit>>)> {
    let map = old.parent()?;
    let written = map.entry(old.text()).filter(|entry| entry.key == old);
    match (old.text(), written) {
        ("serviceAccount", Some(entry)) => {
            Some((Safety::Safe, fix::yaml::rename_key(entry, "serviceAccountName").map(|it| vec![it])))
        }
        ("kubernetes.io/ingress.class", Some(entry)) if departure.owner.schema.name == "meta/v1.ObjectMeta" => {
            if let Some(class) = class_of(old) {
                let is_same = class.as_text().is_some() && class.as_text() == entry.value.as_text();
                return is_same.then(|| (Safety::Safe, fix::yaml::remove(entry).map(|it| vec![it])));
            }
            // There may be no `IngressClass` of this name yet, and some have names that none can have.
            let can_be = entry.value.as_text().is_some_and(|name| NameForm::Subdomain.fits(name));
            Some((Safety::Unsafe, can_be.then(|| to_spec(entry, "ingressClassName"))?))
        }
        ("volume.beta.kubernetes.io/storage-class", Some(entry)) => {
            Some((Safety::Safe, to_spec(entry, "storageClassName")))
        }
        (_, Some(entry)) => Some((Safety::Safe, fix::yaml::rename_key(entry, now?).map(|it| vec![it]))),
        (_, None) => Some((Safety::Safe, fix::yaml::set(old, now?).map(|it| vec![it]))),
    }
}

/// The class that the object of an annotation names in its `spec`.
fn class_of(annotation: Node<'_>) -> Option<Node<'_>> {
    let object = annotation.parent()?.parent()?.parent()?;
    object.at(&["spec", "ingressClassName"]).filter(|class| !class.is_null())
}

/// Moves the value of an annotation into a field of `spec`, if that says nothing yet.
fn to_spec(annotation: Entry<'_>, field: &str) -> Option<Vec<Edit>> {
    let object = annotation.key.parent()?.parent()?.parent()?;
    let value = fix::yaml::Value::text(annotation.value.as_text()?);
    let is_known =
        object.get("apiVersion").and_then(Node::as_str).is_some_and(|it| ["networking.k8s.io/v1", "v1"].contains(&it));
    let put =
        fix::yaml::put(object, &["spec", field], &value).filter(|_| is_known && object.absent(&["spec", field]))?;
    Some(vec![fix::yaml::remove(annotation)?, put])
}
