use crate::fix::{self, Safety};
use crate::model::kubernetes::PodSpec;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::PodSpec(check);

/// The kinds of the API groups `apps` and core whose pods run for ever.
const FOR_EVER: [&str; 5] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"];

/// The check of another tool that is about jobs alone.
const OF_JOBS: [&str; 1] = ["kube-score:cronjob-restartpolicy"];

fn check(pod: PodSpec<'_>, cx: &mut Cx<'_>) {
    let object = pod.object();
    let policy = pod.spec().get("restartPolicy").filter(|policy| !policy.is_null());
    let title = object.title();
    if object.is("batch", "Job") || object.is("batch", "CronJob") {
        let help = "say `OnFailure` (try again in the same pod) or `Never` (try again in a new one)";
        match policy {
            Some(policy) if policy.as_str() == Some("Always") => {
                cx.report(policy, format!("the pods of {title} have `restartPolicy: Always`"))
                    .stands_for(OF_JOBS)
                    .help(help)
                    .fix("use `OnFailure`", Safety::Unsafe, fix::yaml::set(policy, "OnFailure"));
            }
            None if pod.spec().absent(&["restartPolicy"]) => {
                cx.report(
                    pod.gap(&["restartPolicy"]),
                    format!("{title} has no `restartPolicy`, and jobs may not have the default `Always`"),
                )
                .stands_for(OF_JOBS)
                .help(help)
                .fix(
                    "use `OnFailure`",
                    Safety::Unsafe,
                    fix::yaml::put(pod.spec(), &["restartPolicy"], &fix::yaml::Value::scalar("OnFailure")),
                );
            }
            _ => {}
        }
    } else if FOR_EVER.contains(&object.kind())
        && let Some(policy) =
            policy.filter(|policy| policy.as_str().is_some_and(|it| ["Never", "OnFailure"].contains(&it)))
    {
        cx.report(policy, format!("the pods of {title} have `restartPolicy: {}`", policy.text()))
            .stands_for(["kube-linter:restart-policy"])
            .help(format!("the pods of a {} are always restarted: the API server refuses anything else", object.kind()))
            .fix("use `Always`", Safety::Unsafe, fix::yaml::set(policy, "Always"));
    }
}
