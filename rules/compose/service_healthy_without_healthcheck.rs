use crate::model::compose::{Condition, Dependency, Health, Service};
use crate::model::official_images;
use crate::project::compose::ImageHealth;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let projects = &cx.project.compose;
    let Some(project) = projects.of(service.file.file) else { return };
    for dependency in service.dependencies() {
        let is_waited_for = dependency.condition == Condition::Healthy && dependency.required;
        let Some(target) = projects.service(project, dependency.service.text()).filter(|_| is_waited_for) else {
            continue;
        };
        if let Some(reason) = reason(target, cx) {
            report(service, &dependency, target, &reason, cx);
        }
    }
}

/// Why a service can never become healthy.
struct Reason<'t> {
    message: String,
    place: Node<'t>,
    label: String,
    help: String,
}

fn reason<'t>(target: &Service<'t>, cx: &Cx<'_>) -> Option<Reason<'t>> {
    let name = target.name();
    match target.health() {
        Health::Disabled(node) => Some(Reason {
            message: format!("the health check of `{name}` is switched off"),
            place: node,
            label: "switched off here".into(),
            help: format!("switch the health check of `{name}` on, or wait for `service_started`"),
        }),
        Health::FromImage => match cx.project.compose.image_health(target) {
            ImageHealth::MissingInImage(image) => Some(Reason {
                message: format!("neither the service nor its image `{}` has a health check", image.text()),
                place: target.key,
                label: format!("`{name}` has no `healthcheck`"),
                help: official_images::health_test(image.text()).map_or_else(
                    || format!("give `{name}` a `healthcheck`, or wait for `service_started`"),
                    |test| format!("give `{name}` a health check: `healthcheck: {{ test: {test} }}`"),
                ),
            }),
            ImageHealth::Unknown => None,
        },
        Health::Given(_) | Health::Unknown => None,
    }
}

fn report(service: &Service<'_>, dependency: &Dependency<'_>, target: &Service<'_>, reason: &Reason<'_>, cx: &mut Cx<'_>) {
    let place = dependency.condition_node.unwrap_or(dependency.service);
    let message =
        format!("service `{}` waits for `{}` to be healthy, but {}", service.name(), target.name(), reason.message);
    cx.report(place, message).label(reason.place.span(), &*reason.label).help(&*reason.help);
}
