use crate::model::kubernetes::{Container, amount, is_device};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let part = |name: &str| container.node().at(&["resources", name]);
    let (Some(requests), Some(limits)) = (part("requests"), part("limits")) else { return };
    for entry in requests.entries() {
        let resource = entry.key.text();
        let Some(limit) = limits.get(resource) else { continue };
        let amounts = entry.value.as_text().and_then(amount).zip(limit.as_text().and_then(amount));
        let Some((requested, most)) = amounts else { continue };
        let (name, request) = (container.name(), entry.value.text());
        if requested > most {
            let message =
                format!("container `{name}` requests {request} of {resource}, more than its limit of {}", limit.text());
            cx.report(entry.value, message)
                .help("raise the limit or lower the request: the API server refuses the object")
                .label(limit.span(), "the limit");
        } else if requested < most && (is_device(resource) || resource.starts_with("hugepages-")) {
            let message =
                format!("container `{name}` requests {request} of {resource}, but its limit is {}", limit.text());
            cx.report(entry.value, message)
                .help("make both the same: this resource cannot be shared, so the API server refuses a difference")
                .label(limit.span(), "the limit");
        }
    }
}
