use crate::model::kubernetes::{Object, PolicyRule};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

const WRITING: &[&str] = &["create", "update", "patch", "delete", "deletecollection", "impersonate"];
const CHANGING: &[&str] = &["update", "patch"];
const REMOVING: &[&str] = &["delete", "deletecollection"];
const MAKING: &[&str] = &["create"];

/// What a right is good for.
struct Right {
    /// Its word in the option.
    name: &'static str,
    group: &'static str,
    resources: &'static [&'static str],
    verbs: &'static [&'static str],
    what: &'static str,
    peers: &'static [&'static str],
}

/// Rights that are worth a look by who reviews roles, beside those that rules of their own are about.
const RIGHTS: [Right; 11] = [
    Right {
        name: "webhooks",
        group: "admissionregistration.k8s.io",
        resources: &["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
        verbs: WRITING,
        what: "change or see every object that is written, through a webhook",
        peers: &["trivy:KSV-0114", "checkov:CKV_K8S_155"],
    },
    Right {
        name: "certificates",
        group: "certificates.k8s.io",
        resources: &["certificatesigningrequests/approval"],
        verbs: CHANGING,
        what: "approve certificates for any user",
        peers: &["checkov:CKV_K8S_156"],
    },
    Right {
        name: "certificates",
        group: "certificates.k8s.io",
        resources: &["signers"],
        verbs: &["approve", "sign"],
        what: "sign certificates for any user",
        peers: &["checkov:CKV_K8S_156"],
    },
    Right {
        name: "service-status",
        group: "",
        resources: &["services/status"],
        verbs: CHANGING,
        what: "draw the traffic of any address to a service",
        peers: &["checkov:CKV2_K8S_4"],
    },
    Right {
        name: "service-account-tokens",
        group: "",
        resources: &["serviceaccounts/token"],
        verbs: MAKING,
        what: "make tokens of other service accounts",
        peers: &[],
    },
    Right {
        name: "persistent-volumes",
        group: "",
        resources: &["persistentvolumes"],
        verbs: MAKING,
        what: "make volumes of folders of the nodes",
        peers: &[],
    },
    Right {
        name: "log-removal",
        group: "",
        resources: &["pods/log"],
        verbs: REMOVING,
        what: "remove logs, and with them its traces",
        peers: &["trivy:KSV-0042"],
    },
    Right {
        name: "configmaps",
        group: "",
        resources: &["configmaps"],
        verbs: WRITING,
        what: "write the configuration of programs",
        peers: &["trivy:KSV-0049"],
    },
    Right {
        name: "networking",
        group: "",
        resources: &["services", "endpoints"],
        verbs: WRITING,
        what: "send the traffic of services elsewhere",
        peers: &["trivy:KSV-0056"],
    },
    Right {
        name: "networking",
        group: "discovery.k8s.io",
        resources: &["endpointslices"],
        verbs: WRITING,
        what: "send the traffic of services elsewhere",
        peers: &["trivy:KSV-0056"],
    },
    Right {
        name: "networking",
        group: "networking.k8s.io",
        resources: &["ingresses", "networkpolicies"],
        verbs: WRITING,
        what: "send traffic elsewhere, or let it through",
        peers: &["trivy:KSV-0056"],
    },
];

/// The map of users of a cluster of Amazon EKS.
const AWS_AUTH: &str = "aws-auth";

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for rule in object.policy_rules() {
        for right in &RIGHTS {
            if !cx.has("rights", right.name) {
                continue;
            }
            let Some((resource, verb)) = given(rule, right) else { continue };
            cx.report(resource, format!("{} lets its bearer {} (`{}`)", object.title(), right.what, verb.text()))
                .help(match verb.as_str() {
                    Some("create") => "leave it out: `resourceNames` cannot limit what is created",
                    _ => "leave it out, or name the objects that it is about in `resourceNames`",
                })
                .stands_for(right.peers.iter().copied());
        }
        if let Some(name) =
            rule.item("resourceNames", AWS_AUTH).filter(|_| rule.item("resources", "configmaps").is_some())
            && rule.allows("verbs", WRITING).is_some()
            && cx.has("rights", AWS_AUTH)
        {
            cx.report(name, format!("{} lets its bearer make anybody an administrator (`{AWS_AUTH}`)", object.title()))
                .help("leave it to those who run the cluster")
                .stands_for(["trivy:KSV-0115"]);
        }
    }
}

/// Where a rule names what a right is about, and one of its verbs.
fn given<'t>(rule: PolicyRule<'t>, right: &Right) -> Option<(Node<'t>, Node<'t>)> {
    let resource = right.resources.iter().find_map(|resource| rule.item("resources", resource))?;
    let verb = rule.allows("verbs", right.verbs)?;
    (rule.is_of(right.group) && rule.is_about_all()).then_some((resource, verb))
}
