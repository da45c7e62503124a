use crate::model::compose::Service;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for watch in service.items(&["develop", "watch"]) {
        let Some(action) = watch.get("action") else { continue };
        let copies = action.as_str().is_some_and(|name| name.starts_with("sync"));
        if copies && watch.lacks("target") {
            let message = format!("service `{}` is to `{}` changes, but not where to", service.name(), action.text());
            cx.report(action, message).help("add `target`, the path in the container");
        }
    }
}
