//! Rules of Prometheus, in rule files and in `PrometheusRule` objects.

use crate::rules;

mod alert_without_for;
mod alert_without_runbook;
mod alert_without_severity;

rules![
    "prometheus":
    alert_without_for, alert_without_runbook, alert_without_severity,
];
