use crate::fix::{Edit, Safety, yaml};
use crate::model::compose::{Condition, Dependency, Health, Service, alphabet};
use crate::model::official_images;
use crate::project::compose::ImageHealth;
use crate::rule::{Check, Cx};
use crate::source::Span;
use crate::tree::{Entry, Node};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let all = cx.project;
    let projects = &all.compose;
    let project = projects.project_of(service);
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
struct Reason {
    message: String,
    place: Span,
    label: String,
    help: String,
    check: Option<Edit>,
}

fn reason(target: &Service<'_>, cx: &Cx<'_>) -> Option<Reason> {
    let name = target.name();
    match target.health() {
        Health::Disabled(node) => Some(Reason {
            message: format!("the health check of `{name}` is switched off"),
            place: node.span(),
            label: "switched off here".into(),
            help: format!("switch the health check of `{name}` on, or wait for `service_started`"),
            check: None,
        }),
        Health::FromImage => match cx.project.image_health(target) {
            ImageHealth::MissingInImage(image) => Some(missing_in_image(target, image)),
            ImageHealth::MissingInBuild(place) => Some(Reason {
                message: format!("neither the service nor the Dockerfile of `{name}` has a health check"),
                place,
                label: format!("`{name}` is built from this"),
                help: format!("add a `HEALTHCHECK` to the Dockerfile or a `healthcheck` to `{name}`"),
                check: None,
            }),
            ImageHealth::Unknown => None,
        },
        Health::Given(_) | Health::Unknown => None,
    }
}

fn missing_in_image(target: &Service<'_>, image: Node<'_>) -> Reason {
    let name = target.name();
    let is_before = |entry: &Entry<'_>| alphabet::rank(entry.key.text()) < alphabet::rank("healthcheck");
    let given = image.parent().and_then(|service| service.own_entries().filter(is_before).last());
    let entry = given.filter(|_| target.layers.nodes().iter().all(|layer| layer.entry("healthcheck").is_none()));
    Reason {
        message: format!("neither the service nor its image `{}` has a health check", image.text()),
        place: target.key.span(),
        label: format!("`{name}` has no `healthcheck`"),
        help: format!("give `{name}` a `healthcheck`, or wait for `service_started`"),
        check: official_images::health_test(image.text()).zip(entry).and_then(|(test, entry)| skeleton(entry, test)),
    }
}

/// Writes a health check after another key: one that asks often and gives a server a minute to start.
fn skeleton(entry: Entry<'_>, test: &[&str]) -> Option<Edit> {
    let test: Vec<String> = test.iter().map(|word| format!("\"{word}\"")).collect();
    let test = format!("  test: [\"CMD\", {}]", test.join(", "));
    yaml::insert_after(entry, &["healthcheck:", &test, "  interval: 5s", "  retries: 12"])
}

fn report(service: &Service<'_>, dependency: &Dependency<'_>, target: &Service<'_>, reason: &Reason, cx: &mut Cx<'_>) {
    let place = dependency.condition_node.unwrap_or(dependency.service);
    let message =
        format!("service `{}` waits for `{}` to be healthy, but {}", service.name(), target.name(), reason.message);
    let report = cx.report(place, message).label(reason.place, &*reason.label).help(&*reason.help);
    match &reason.check {
        Some(check) => {
            report.fix(format!("give `{}` a health check", target.name()), Safety::Unsafe, check.clone());
        }
        None => {
            let started = dependency.condition_node.and_then(|condition| yaml::set(condition, "service_started"));
            report.fix(format!("wait only until `{}` is started", target.name()), Safety::Unsafe, started);
        }
    }
}
