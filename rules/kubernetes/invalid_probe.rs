use crate::diagnostic::Severity;
use crate::model::kubernetes::schema::Schema;
use crate::model::kubernetes::{Container, Probe};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// The numbers of a probe, none of which may be below 0; 0 itself stands for the default.
const NUMBERS: [&str; 5] =
    ["failureThreshold", "initialDelaySeconds", "periodSeconds", "successThreshold", "timeoutSeconds"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let object = container.pod().object();
    let is_built_in = Schema::get().kind(object.api_version(), object.kind()).is_some();
    for probe in container.probes().into_iter().filter(|probe| probe.node.is_map()) {
        let title = format!("the {} of container `{}`", probe.title(), container.name());
        handlers(probe, &title, cx);
        numbers(probe, &title, cx);
        // In built-in kinds the schema finds them.
        if let Some(port) = probe.port().filter(|_| !is_built_in) {
            check_port(port, &title, cx);
        }
    }
}

fn handlers(probe: Probe<'_>, title: &str, cx: &mut Cx<'_>) {
    match probe.handlers().as_slice() {
        [] if probe.lacks_handler() => {
            cx.report(probe.node, format!("{title} does not say what to ask"))
                .help("give it one of `httpGet`, `tcpSocket`, `exec` and `grpc`");
        }
        [(first, _), (second, node), ..] => {
            cx.report(*node, format!("{title} has both `{first}` and `{second}`"))
                .help("a probe asks in one way: the API server refuses two");
        }
        _ => {}
    }
}

fn numbers(probe: Probe<'_>, title: &str, cx: &mut Cx<'_>) {
    for field in NUMBERS {
        let Some((node, number)) = probe.node.get(field).and_then(|node| Some((node, node.as_i64()?))) else {
            continue;
        };
        if number < 0 {
            cx.report(node, format!("{title} has `{field}: {number}`")).help("the API server refuses numbers below 0");
        } else if field == "successThreshold" && number > 1 && probe.name != "readinessProbe" {
            cx.report(node, format!("{title} has `successThreshold: {number}`"))
                .help("only a readiness probe may ask for more than one success: the API server refuses the object");
        }
    }
    let grace = probe.node.get("terminationGracePeriodSeconds").filter(|grace| !grace.is_null());
    if let Some(grace) = grace.filter(|_| probe.name == "readinessProbe") {
        cx.report(grace, format!("{title} has a grace period"))
            .help("a readiness probe ends nothing: the API server refuses the object");
    }
}

/// A port is a number from 1 to 65535 or a name, and a number in quotes is a name without a letter.
fn check_port(port: Node<'_>, title: &str, cx: &mut Cx<'_>) {
    let is_number = port.as_i64().is_some_and(|number| !(1..=65535).contains(&number));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        cx.report(port, format!("{title} asks port {}", port.text())).help("ports go from 1 to 65535");
    } else if port.as_str().is_some_and(is_digits) {
        cx.report(port, format!("{title} asks the port with the name `{}`", port.text()))
            .help("take the quotes away: a number in quotes is read as a name, which the API server refuses")
            .severity(Severity::Error);
    }
}
