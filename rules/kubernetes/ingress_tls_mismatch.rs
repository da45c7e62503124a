use crate::model::kubernetes::{Ingress, Object, host_covers};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(ingress) = Ingress::new(object).filter(|ingress| !ingress.has_tls_for_all()) else { return };
    let hosts: Option<Vec<Node<'_>>> =
        ingress.rules().into_iter().map(|rule| rule.get("host").filter(|host| host.as_text().is_some())).collect();
    let secured = ingress.tls_hosts();
    // A rule without a host serves all of them.
    let Some(hosts) = hosts.filter(|hosts| !hosts.is_empty() && !secured.is_empty() && !object.node().is_open()) else {
        return;
    };
    for tls in &secured {
        let used = |host: &Node<'_>| host_covers(tls.text(), host.text()) || host_covers(host.text(), tls.text());
        if !hosts.iter().any(used) {
            cx.report(*tls, format!("{} has a certificate for `{}`, which no rule serves", object.title(), tls.text()))
                .help("add a rule for this host, or take it out of `tls`");
        }
    }
    for (at, host) in hosts.iter().enumerate() {
        let again = hosts[..at].iter().any(|other| other.text() == host.text());
        if !again && !secured.iter().any(|tls| host_covers(tls.text(), host.text())) {
            cx.report(*host, format!("{} serves `{}` without a certificate for it", object.title(), host.text()))
                .help("add the host to `tls`: browsers are shown the certificate of another host");
        }
    }
}
