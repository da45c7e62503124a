use crate::fix::yaml::{self, Value};
use crate::fix::{Edit, Safety};
use crate::model::kubernetes::{Container, ContainerRole, Probe};
use crate::rule::{Check, Cx, OptionValue};

pub const CHECK: Check = Check::Container(check);

/// How often the startup probe asks that takes the place of a delay, in seconds.
const PERIOD: i64 = 10;

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(liveness) = container.probe("livenessProbe") else { return };
    let Some(delay) = liveness.get("initialDelaySeconds") else { return };
    let least = match cx.option("seconds") {
        Some(OptionValue::Int(seconds)) => *seconds,
        _ => return,
    };
    let runs_on = matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    let Some(seconds) = delay.as_i64().filter(|seconds| *seconds >= least) else { return };
    if runs_on && container.lacks_probe("startupProbe") {
        let message = format!(
            "the liveness probe of container `{}` waits {seconds} seconds instead of for a startup probe",
            container.name()
        );
        let probe = Probe { name: "livenessProbe", node: liveness };
        cx.report(delay, message)
            .help(
                "move the wait to a `startupProbe`: it ends as soon as the container is up, and the liveness probe needs no delay",
            )
            .fix("wait for a startup probe instead", Safety::Unsafe, with_startup(container, probe, seconds));
    }
}

/// The edits that take the delay away and add a startup probe that asks the same, for as long as it now takes until the container is killed.
fn with_startup(container: Container<'_>, liveness: Probe<'_>, delay: i64) -> Option<Vec<Edit>> {
    let [(handler, asked)] = liveness.handlers().as_slice().try_into().ok()?;
    let failures = delay.checked_add(liveness.patience()?)?.checked_add(PERIOD - 1)? / PERIOD;
    let startup = Value::Map(vec![
        (handler.to_owned(), Value::of(asked)?),
        ("periodSeconds".to_owned(), Value::scalar(PERIOD.to_string())),
        ("failureThreshold".to_owned(), Value::scalar(failures.to_string())),
    ]);
    let entry = container.node().entry("livenessProbe")?;
    let without_delay = yaml::remove(liveness.node.entry("initialDelaySeconds")?)?;
    Some(vec![without_delay, yaml::insert_entry_after(entry, "startupProbe", &startup)?])
}
