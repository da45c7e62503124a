use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::PodSpec(check);

/// The lists that have an end (`pkg/apis/core/validation` of Kubernetes, taken 2026-11-22).
const MOST: [(&str, usize); 2] = [("nameservers", 3), ("searches", 32)];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let (spec, title) = (pod.spec(), pod.object().title());
    let list = |name: &str| spec.at(&["dnsConfig", name]).filter(|list| list.is_seq() && !list.is_open());
    let has_none = spec.absent(&["dnsConfig", "nameservers"]) || list("nameservers").is_some_and(Node::is_empty_list);
    let policy = spec.get("dnsPolicy").filter(|policy| policy.as_str() == Some("None"));
    if let Some(policy) = policy.filter(|_| has_none) {
        cx.report(policy, format!("{title} takes no DNS server from the cluster and names none"))
            .help("list one in `dnsConfig.nameservers`, or leave `dnsPolicy` out: the API server refuses the object");
    }
    for (name, most) in MOST {
        let Some(list) = list(name).filter(|list| list.items().len() > most) else { continue };
        let first = list.items().nth(most).unwrap_or(list);
        cx.report(first, format!("`{name}` of {title} has {} entries", list.items().len()))
            .help(format!("leave at most {most}: the API server refuses more"));
    }
}
