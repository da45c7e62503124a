//! Probes: which they are, how they ask, and after how long they give up.

use crate::tree::Node;

/// The kinds of probes by their fields in a container.
pub const PROBES: [&str; 3] = ["livenessProbe", "readinessProbe", "startupProbe"];

/// The ways to ask, of which a probe or a lifecycle hook takes one (`ProbeHandler` in the API reference).
pub const PROBE_HANDLERS: [&str; 4] = ["exec", "httpGet", "tcpSocket", "grpc"];

/// A probe of a container.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Probe<'t> {
    /// `livenessProbe`, `readinessProbe` or `startupProbe`.
    pub name: &'static str,
    /// What it says.
    pub node: Node<'t>,
}

impl<'t> Probe<'t> {
    /// Which it is, for messages.
    pub fn title(self) -> &'static str {
        match self.name {
            "livenessProbe" => "liveness probe",
            "readinessProbe" => "readiness probe",
            _ => "startup probe",
        }
    }

    /// The handlers that are set: the field and what it says.
    pub fn handlers(self) -> Vec<(&'static str, Node<'t>)> {
        let set = |name: &&'static str| Some((*name, self.node.get(name).filter(|handler| !handler.is_null())?));
        PROBE_HANDLERS.iter().filter_map(set).collect()
    }

    /// Whether it surely has no handler.
    pub fn lacks_handler(self) -> bool {
        PROBE_HANDLERS.iter().all(|handler| self.node.absent(&[handler]))
    }

    /// The port that it asks over HTTP or TCP, by number or by name.
    pub fn port(self) -> Option<Node<'t>> {
        ["httpGet", "tcpSocket"].iter().find_map(|handler| self.node.at(&[handler, "port"]))
    }

    /// A number, with the API's default where it is surely missing or 0: `periodSeconds` 10, `timeoutSeconds` 1, `failureThreshold` 3,
    /// `successThreshold` 1, `initialDelaySeconds` 0.
    pub fn number(self, field: &str) -> Option<i64> {
        let default = match field {
            "periodSeconds" => 10,
            "failureThreshold" => 3,
            "timeoutSeconds" | "successThreshold" => 1,
            _ => 0,
        };
        match self.node.get(field) {
            Some(value) if value.is_null() => Some(default),
            Some(value) => value.as_i64().map(|number| if number == 0 { default } else { number }),
            None => self.node.lacks(field).then_some(default),
        }
    }

    /// After how many seconds of failures it gives up, not counting the initial delay.
    pub fn patience(self) -> Option<i64> {
        self.number("periodSeconds")?.checked_mul(self.number("failureThreshold")?)
    }
}
