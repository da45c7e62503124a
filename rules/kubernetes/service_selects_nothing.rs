use crate::diagnostic::Severity;
use crate::model::kubernetes::{Object, PodSpec, Service};
use crate::rule::{Check, Cx};
use crate::spelling;
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

/// How many pods are compared with a selector that selects none.
const MAX_COMPARED: usize = 200;

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(service) = Service::new(object) else { return };
    let manifests = &cx.project.manifests;
    let file = object.node().span().file;
    if object.node().at(&["spec", "type"]).is_some_and(|it| it.as_str().is_none_or(|it| it == "ExternalName")) {
        return;
    }
    let anywhere = manifests.everywhere().selected_by(service);
    if anywhere.maybe_more || !anywhere.pods.is_empty() || !manifests.is_whole(file) || !is_plain(service) {
        return;
    }
    let title = object.title();
    let pods = || manifests.units(file).flat_map(|unit| unit.index().pods()).take(MAX_COMPARED);
    if let Some((pod, wanted, has)) = pods().find_map(|pod| slip(service, *pod)) {
        let key = wanted.0;
        cx.report(wanted.1, format!("{title} selects pods with `{key}: {}`, but there are none", wanted.1.text()))
            .help(format!(
                "did you mean `{}`? The service has no endpoints, and connections to it are refused",
                has.text()
            ))
            .label(has.span(), format!("what the pods of {} have", pod.object().title()))
            .severity(Severity::Error);
        return;
    }
    if pods().next().is_none() || manifests.may_make_pods(file) {
        return;
    }
    cx.report(service.selector(), format!("{title} selects no pod of those that are applied with it")).help(
        "make its selector match the labels of a pod template: a service without endpoints refuses all connections",
    );
}

/// The value of the selector that is almost that of a pod which has all the others.
fn slip<'p>(service: Service<'p>, pod: PodSpec<'p>) -> Option<(PodSpec<'p>, (&'p str, Node<'p>), Node<'p>)> {
    let labels = pod.labels()?;
    if service.object().same_namespace(pod.object()) == Some(false) {
        return None;
    }
    let mut found = None;
    for wanted in service.selector().entries() {
        let (key, value) = wanted.key.as_text().zip(wanted.value.as_text())?;
        let has = labels.get(key)?;
        let text = has.as_text()?;
        if text == value {
            continue;
        }
        if found.is_some() || !spelling::is_near(text, value) {
            return None;
        }
        found = Some((pod, (key, wanted.value), has));
    }
    found
}

/// Whether people write the labels that it asks for, and no controller adds them while the pods run.
fn is_plain(service: Service<'_>) -> bool {
    const BY_PEOPLE: [&str; 3] = ["app.kubernetes.io/", "helm.sh/", "kubernetes.io/"];
    const BY_CONTROLLERS: [&str; 9] = [
        "job-name",
        "controller-uid",
        "role",
        "vault-active",
        "deploymentconfig",
        "deployment",
        "spilo-role",
        "cluster-name",
        "pod-template-hash",
    ];
    service.labels().iter().all(|(key, _)| {
        let is_own = !key.contains('/') || BY_PEOPLE.iter().any(|prefix| key.starts_with(prefix));
        is_own && !BY_CONTROLLERS.contains(key)
    })
}
