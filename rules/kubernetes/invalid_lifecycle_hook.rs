use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// What a hook does, of which it takes one (`LifecycleHandler` in the API reference of 1.37).
const HANDLERS: [&str; 4] = ["exec", "httpGet", "sleep", "tcpSocket"];
/// The grace period of a pod that says nothing, in seconds.
const GRACE: i64 = 30;

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for name in ["postStart", "preStop"] {
        let Some(hook) = container.node().at(&["lifecycle", name]).filter(|hook| hook.is_map()) else { continue };
        let title = format!("the `{name}` hook of container `{}`", container.name());
        let set: Vec<_> = HANDLERS.iter().filter_map(|it| hook.entry(it)).filter(|it| it.value.is_map()).collect();
        match set.as_slice() {
            [] if HANDLERS.iter().all(|handler| hook.absent(&[handler])) => {
                cx.report(hook, format!("{title} does nothing"))
                    .help("give it one of `exec`, `httpGet` and `sleep`: the API server refuses the object");
            }
            [first, second, ..] => {
                cx.report(second.key, format!("{title} has both `{}` and `{}`", first.key.text(), second.key.text()))
                    .help("a hook does one thing: the API server refuses two")
                    .label(first.key.span(), "the other one");
            }
            _ => {}
        }
        check_sleep(hook, container, &title, cx);
    }
}

/// No pod waits longer than its grace period.
fn check_sleep(hook: Node<'_>, container: Container<'_>, title: &str, cx: &mut Cx<'_>) {
    let spec = container.pod().spec();
    let period = spec.get("terminationGracePeriodSeconds");
    let grace =
        if spec.absent(&["terminationGracePeriodSeconds"]) { Some(GRACE) } else { period.and_then(Node::as_i64) };
    let Some((sleep, grace)) = hook.at(&["sleep", "seconds"]).zip(grace) else { return };
    if sleep.as_i64().is_some_and(|seconds| seconds > grace) {
        let report = cx
            .report(sleep, format!("{title} sleeps for {} seconds, but the pod is killed after {grace}", sleep.text()))
            .help("raise `terminationGracePeriodSeconds`: the API server refuses the object");
        if let Some(period) = period {
            report.label(period.span(), "the grace period");
        }
    }
}
