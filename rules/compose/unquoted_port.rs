use crate::fix::{Edit, Safety};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Style;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for node in service.items(&["ports"]).into_iter().chain(service.items(&["expose"])) {
        if node.is_scalar() && node.style() == Style::Plain && !node.is_null() {
            let is_plain = !node.is_shared() && !node.text().contains(['"', '\\']);
            let quoted = is_plain.then(|| Edit::replace(node.span(), format!("\"{}\"", node.text())));
            cx.report(node, format!("the port `{}` of service `{}` has no quotes", node.text(), service.name()))
                .help("put it in quotes")
                .fix("put it in quotes", Safety::Safe, quoted);
        }
    }
}
