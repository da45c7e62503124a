use crate::model::kubernetes::{Ingress, Object};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

const PREFIX: &str = "nginx.ingress.kubernetes.io/canary";

/// How many ingresses are compared with a canary.
const MAX_COMPARED: usize = 100;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(ingress) = Ingress::new(object) else { return };
    let annotations = object.node().at(&["metadata", "annotations"]);
    let mut settings = annotations.into_iter().flat_map(Node::entries).filter(|it| it.key.text().starts_with(PREFIX));
    let Some(first) = settings.next() else { return };
    let title = object.title();
    check_weight(object, cx);
    let switch = object.annotation(PREFIX);
    let is_off = match switch {
        Some(switch) => switch.as_text().is_some_and(|it| it != "true"),
        None => annotations.is_some_and(|annotations| annotations.lacks(PREFIX)),
    };
    if is_off {
        let place = switch.unwrap_or(first.key);
        cx.report(place, format!("{title} has settings for a canary and is none"))
            .help(format!("set `{PREFIX}: \"true\"`: without it the ingress takes all requests, or is refused"));
    } else if is_canary(object) {
        check_neighbours(ingress, object, cx);
    }
}

fn is_canary(object: Object<'_>) -> bool {
    object.annotation(PREFIX).and_then(Node::as_text) == Some("true")
}

fn check_weight(object: Object<'_>, cx: &mut Cx<'_>) {
    let number = |key: &str| object.annotation(&format!("{PREFIX}-{key}"));
    let Some(weight) = number("weight") else { return };
    let total = match number("weight-total") {
        Some(total) => total.as_text().and_then(|total| total.parse().ok()),
        None => Some(100),
    };
    let (Some(text), Some(total)) = (weight.as_text(), total) else { return };
    if text.parse::<i64>().is_ok_and(|weight| (0..=total).contains(&weight)) {
        return;
    }
    cx.report(weight, format!("{} has the canary weight `{text}`", object.title())).help(format!(
        "give a whole number from 0 to {total}: the setting is ignored, and the canary gets no requests"
    ));
}

/// Looks for the ingress that a canary is a canary of, and for another canary.
fn check_neighbours(ingress: Ingress<'_>, object: Object<'_>, cx: &mut Cx<'_>) {
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    let mut all = manifests.units(file).flat_map(|unit| unit.index().of_kind("Ingress"));
    let compared = all.by_ref().take(MAX_COMPARED).copied();
    let others: Vec<Object<'_>> =
        compared.filter(|it| *it != object && it.same_namespace(object) == Some(true)).collect();
    let has_more = all.next().is_some();
    let Some(own) = served(ingress) else { return };
    let shares = |other: Object<'_>| {
        let theirs = Ingress::new(other).and_then(served);
        theirs.is_none_or(|theirs| theirs.iter().any(|place| own.contains(place)))
    };
    let title = object.title();
    let position = |it: Object<'_>| (it.node().span().file, it.node().span().start);
    // Files in one folder may be alternatives.
    let is_together = |it: Object<'_>| it.node().span().file == file || !manifests.is_plain(file);
    let is_second = |other: Object<'_>| {
        is_canary(other) && shares(other) && position(other) < position(object) && is_together(other)
    };
    if let Some(other) = others.iter().find(|other| is_second(**other)) {
        cx.report(object.place(), format!("{title} is a second canary beside {}", other.title()))
            .help("leave one of them: only one canary for a host and path counts")
            .label(other.place().span(), "the other canary");
        return;
    }
    // The main one by its name: `shop` for `shop-canary`.
    let is_main = |other: &&Object<'_>| {
        let names = object.name().zip(other.name());
        !is_canary(**other) && names.is_some_and(|(own, other)| own.contains(other))
    };
    let Some(main) = others.iter().find(is_main) else { return };
    if !has_more && manifests.is_whole(file) && !others.iter().any(|other| !is_canary(*other) && shares(*other)) {
        cx.report(object.place(), format!("no ingress serves what {title} is a canary of"))
            .help(format!("give it a host and path of {}: it gets no requests", main.title()))
            .label(main.place().span(), "what it seems to be a canary of");
    }
}

/// The hosts and paths of an ingress, if all are known.
fn served(ingress: Ingress<'_>) -> Option<Vec<(&str, &str)>> {
    ingress
        .paths()
        .into_iter()
        .map(|path| {
            let host = path.host.map_or(Some(""), Node::as_text)?;
            let path = path.node.get("path").map_or(Some("/"), Node::as_text)?;
            Some((host, path))
        })
        .collect()
}
