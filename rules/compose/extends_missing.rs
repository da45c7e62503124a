use crate::model::compose::Service;
use crate::project::compose::ExtendsFault;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let name = service.name();
    for fault in cx.project.extends_faults(service) {
        match fault {
            ExtendsFault::NoFile(node, path) => {
                cx.report(node, format!("service `{name}` extends a service of `{path}`, which does not exist"))
                    .help("the path is relative to this file");
            }
            ExtendsFault::NoService(node, file) => {
                cx.report(
                    node,
                    format!("service `{name}` extends `{}`, which `{}` does not have", node.text(), file.path),
                )
                .help("name a service of that file");
            }
            ExtendsFault::Cycle(node) => {
                let is_own = node.as_text() == Some(name);
                let way = if is_own { "" } else { ", by way of others" };
                cx.report(node, format!("service `{name}` extends itself{way}")).help("take one of them out");
            }
        }
    }
}
