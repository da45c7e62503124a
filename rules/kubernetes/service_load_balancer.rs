use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The annotations with which a load balancer gets no public address, and their values. Source: the documentation of Services of Kubernetes
/// ("Internal load balancer") and of the providers' controllers.
const INTERNAL: [(&str, &[&str]); 10] = [
    ("networking.gke.io/load-balancer-type", &["Internal", "internal"]),
    ("cloud.google.com/load-balancer-type", &["Internal", "internal"]),
    ("service.beta.kubernetes.io/aws-load-balancer-internal", &["true", "0.0.0.0/0"]),
    ("service.beta.kubernetes.io/aws-load-balancer-scheme", &["internal"]),
    ("service.beta.kubernetes.io/azure-load-balancer-internal", &["true"]),
    ("service.beta.kubernetes.io/openstack-internal-load-balancer", &["true"]),
    ("service.beta.kubernetes.io/oci-load-balancer-internal", &["true"]),
    ("service.beta.kubernetes.io/cce-load-balancer-internal-vpc", &["true"]),
    ("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", &["intranet"]),
    ("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", &["private"]),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let kind = object.node().at(&["spec", "type"]).filter(|it| it.as_str() == Some("LoadBalancer"));
    let Some(kind) = kind.filter(|_| object.is("", "Service")) else { return };
    let may_be_inside = |(key, values): &(&str, &[&str])| match object.annotation(key) {
        Some(value) => value.as_text().is_none_or(|value| values.contains(&value)),
        None => !object.node().absent(&["metadata", "annotations", key]),
    };
    let ranges = object.node().at(&["spec", "loadBalancerSourceRanges"]);
    let is_for_everyone = match ranges {
        Some(ranges) => ranges.is_null() || ranges.is_empty_list(),
        None => object.node().absent(&["spec", "loadBalancerSourceRanges"]),
    };
    if is_for_everyone && !INTERNAL.iter().any(may_be_inside) {
        // What mends it is an annotation; where some are, they are the place, else the name.
        let place = object.node().get("metadata").and_then(|it| it.entry("annotations")).map(|entry| entry.key);
        cx.report(place.unwrap_or(object.place()), format!("{} may be open to everyone", object.title()))
            .label(kind.span(), "the load balancer")
            .help("say in `loadBalancerSourceRanges` who may come, or keep it inside with the annotation of your provider");
    }
}
