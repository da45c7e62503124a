use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for (path, happens) in [(&["privileged"][..], "runs"), (&["build", "privileged"], "is built")] {
        if let Some(privileged) = service.at(path)
            && privileged.as_bool() == Some(true)
        {
            cx.report(privileged, format!("service `{}` {happens} privileged", service.name()))
                .help("grant only what it needs, with `devices` and `cap_add`");
        }
    }
}
