use crate::diagnostic::Place;
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

/// Capabilities with which a container can be left.
const DANGEROUS: [&str; 8] =
    ["BPF", "DAC_READ_SEARCH", "PERFMON", "SYS_ADMIN", "SYS_BOOT", "SYS_MODULE", "SYS_RAWIO", "SYSLOG"];

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let name = service.name();
    // Without the processes of the host there is nothing outside to be traced.
    let sees_host = service.at(&["pid"]).and_then(Node::as_str) == Some("host");
    for entry in service.layers.nodes().iter().filter_map(|layer| layer.entry("cap_add")) {
        let items: Vec<Node<'_>> = entry.value.items().collect();
        if let Some(all) = items.iter().find(|item| capability(**item).as_deref() == Some("ALL")) {
            // What else the list has makes no difference: it goes as a whole.
            let message = format!("service `{name}` has every capability (`{}`)", all.text());
            cx.report(Place { span: entry.span(), via: entry.key.via() }, message)
                .help("take the list out, and add only the capabilities that it needs");
            continue;
        }
        for item in items {
            let Some(capability) = capability(item) else { continue };
            if DANGEROUS.contains(&capability.as_str()) || capability == "SYS_PTRACE" && sees_host {
                let message = format!(
                    "service `{name}` has the capability `{}`, which is as good as root on the host",
                    item.text()
                );
                cx.report(item, message).help("find the narrower capability, or the device, that it needs");
            }
        }
    }
}

/// A capability by the name that the kernel's documentation has, without `CAP_`.
fn capability(item: Node<'_>) -> Option<String> {
    let upper = item.as_str()?.to_ascii_uppercase();
    Some(upper.strip_prefix("CAP_").unwrap_or(&upper).to_owned())
}
