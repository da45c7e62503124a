use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    if let Some(node) = service.at(&["cgroup_parent"]) {
        cx.report(node, format!("service `{}` joins the control group `{}`", service.name(), node.text()))
            .help("leave it to Docker, unless the group is made for this");
    }
}
