use crate::model::kubernetes::Object;
use crate::model::kubernetes::schema::is_stand_in;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// What a rule of a webhook lists, where `*` stands for all and so alone.
const LISTS: [&str; 3] = ["apiGroups", "apiVersions", "operations"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].contains(&object.kind()) {
        return;
    }
    for webhook in object.node().get("webhooks").into_iter().flat_map(Node::items).filter(|it| it.is_map()) {
        let name = webhook.get("name").map_or("", Node::text);
        let place = webhook
            .get("name")
            .filter(|name| name.as_str().is_some_and(|it| it.split('.').count() < 3 && !is_stand_in(it)));
        if let Some(place) = place {
            cx.report(place, format!("`{name}` cannot be the name of a webhook"))
                .help("use a name with at least two dots, such as `pods.acme.dev`: the API server refuses the object");
        }
        check_address(webhook, name, cx);
        for rule in webhook.get("rules").into_iter().flat_map(Node::items) {
            for list in LISTS.iter().filter_map(|list| rule.entry(list)) {
                let all = list.value.items().find(|item| item.as_str() == Some("*"));
                if let Some(all) = all.filter(|_| list.value.items().len() > 1) {
                    cx.report(all, format!("`{}` of webhook `{name}` lists `*` beside others", list.key.text()))
                        .help("leave `*` alone, or remove it: the API server refuses the object");
                }
            }
        }
    }
}

/// A webhook is called at a service or at a URL, always with TLS.
fn check_address(webhook: Node<'_>, name: &str, cx: &mut Cx<'_>) {
    let Some(client) = webhook.get("clientConfig").filter(|client| client.is_map()) else { return };
    let url = client.entry("url").filter(|entry| entry.value.as_str().is_some());
    let service = client.entry("service").filter(|entry| entry.value.is_map());
    match (url, service) {
        (Some(url), Some(service)) => {
            cx.report(service.key, format!("webhook `{name}` is called both at a URL and at a service"))
                .help("remove one of them: the API server refuses both")
                .label(url.key.span(), "the URL");
        }
        (None, None) if client.absent(&["url"]) && client.absent(&["service"]) => {
            cx.report(client, format!("webhook `{name}` does not say where it is called"))
                .help("name a `service` or a `url`: the API server refuses the object");
        }
        (Some(url), None) if url.value.as_str().is_some_and(|url| url.starts_with("http://")) => {
            cx.report(url.value, format!("webhook `{name}` is called without TLS"))
                .help("use `https://`: the API server refuses the object");
        }
        _ => {}
    }
}
