//! What the rules about selectors that select nothing have in common.

use crate::model::kubernetes::gitops::INSTALLERS;
use crate::model::kubernetes::{LabelSelector, Object, PodSpec};
use crate::project::Project;
use crate::source::FileId;
use crate::spelling;
use crate::tree::Node;

/// How many pods are compared with a selector that selects none.
const MAX_COMPARED: usize = 200;

/// How many objects that install charts are looked at.
const MAX_INSTALLERS: usize = 500;

/// A pod that a selector almost matches.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'p> {
    /// The pod.
    pub pod: PodSpec<'p>,
    /// The label that is not the same.
    pub key: &'p str,
    /// Its value in the selector.
    pub wanted: Node<'p>,
    /// Its value in the pod.
    pub has: Node<'p>,
}

/// What is known of a selector that matches no pods.
#[derive(Clone, Copy, Debug)]
pub enum Nothing<'p> {
    /// It almost matches some.
    Slip(Slip<'p>),
    /// Pods are applied with it, and it has nothing to do with them.
    Other,
}

/// What is known of the selector of an object, if it surely matches no pods of the repository and would match those that are applied with
/// it. An empty one matches all.
pub fn nothing<'p>(project: &'p Project<'_>, selector: LabelSelector<'p>, object: Object<'_>) -> Option<Nothing<'p>> {
    let wanted = selector.wanted();
    let manifests = &project.manifests;
    let file = object.node().span().file;
    let asks = selector.asks();
    let is_plain = asks.iter().any(|(_, values)| !values.is_empty()) && is_plain(asks.iter().map(|(key, _)| *key));
    let anywhere = manifests.everywhere().matched_by(selector, object);
    if !is_plain || !manifests.is_whole(file) || !anywhere.found.is_empty() {
        return None;
    }
    if may_be_of_chart(project, &asks, object) {
        return None;
    }
    // Pods whose labels are filled in later silence a slip only if they are applied with the object.
    if manifests.units(file).any(|unit| unit.index().matched_by(selector, object).maybe_more) {
        return None;
    }
    let is_alone = || !anywhere.maybe_more && manifests.has_pods(file) && is_closed(project, file, &asks);
    slip(project, &wanted, object).map(Nothing::Slip).or_else(|| is_alone().then_some(Nothing::Other))
}

/// Whether a chart that is installed into the namespace of an object may make the pods: one of the wanted labels has its name.
pub fn may_be_of_chart(project: &Project<'_>, asks: &[(&str, Vec<&str>)], object: Object<'_>) -> bool {
    let own = object.namespace_node().and_then(Node::as_text);
    let all = project.manifests.everywhere();
    let installers = INSTALLERS.into_iter().flat_map(|kind| all.of_kind(kind)).take(MAX_INSTALLERS);
    let mut charts = installers.flat_map(|it| it.installed_charts()).filter(|chart| {
        let is_elsewhere = own.zip(chart.namespace).is_some_and(|(own, other)| own != other);
        !is_elsewhere
    });
    charts.any(|chart| asks.iter().flat_map(|(_, values)| values).any(|value| chart.names.contains(value)))
}

/// Whether nothing but what is applied with a file may have all labels that are wanted: charts and operators may make more.
pub fn is_closed(project: &Project<'_>, file: FileId, asks: &[(&str, Vec<&str>)]) -> bool {
    let closed = |values: &[&str]| values.iter().all(|value| project.manifests.is_closed(file, value));
    asks.iter().any(|(_, values)| !values.is_empty() && closed(values))
}

/// A pod, of those that are applied with an object, that has all labels of the object's selector but for a slip in one value.
pub fn slip<'p>(project: &'p Project<'_>, wanted: &[(&'p str, Node<'p>)], asker: Object<'_>) -> Option<Slip<'p>> {
    let units = project.manifests.units(asker.node().span().file);
    let mut pods = units.flat_map(|unit| unit.index().pods()).take(MAX_COMPARED);
    pods.find_map(|pod| slip_of(*pod, wanted, asker))
}

fn slip_of<'p>(pod: PodSpec<'p>, wanted: &[(&'p str, Node<'p>)], asker: Object<'_>) -> Option<Slip<'p>> {
    let labels = pod.labels().filter(|_| pod.object().same_namespace(asker) != Some(false))?;
    let (key, wanted, has) = label_slip(labels, wanted)?;
    Some(Slip { pod, key, wanted, has })
}

/// The one label in whose value a slip is, where all others that are wanted are there: its key, the value that is wanted, and the one there.
pub fn label_slip<'p>(labels: Node<'p>, wanted: &[(&'p str, Node<'p>)]) -> Option<(&'p str, Node<'p>, Node<'p>)> {
    let mut found = None;
    for (key, wanted) in wanted {
        let has = labels.get(key)?;
        let (text, value) = has.as_text().zip(wanted.as_text())?;
        if text == value {
            continue;
        }
        if found.is_some() || !spelling::is_near(text, value) {
            return None;
        }
        found = Some((*key, *wanted, has));
    }
    found
}

/// Whether people write labels with these keys, and no controller adds them while the pods run.
pub fn is_plain<'k>(mut keys: impl Iterator<Item = &'k str>) -> bool {
    const BY_PEOPLE: [&str; 3] = ["app.kubernetes.io/", "helm.sh/", "kubernetes.io/"];
    const BY_CONTROLLERS: [&str; 11] = [
        "job-name",
        "controller-uid",
        "role",
        "vault-active",
        "deploymentconfig",
        "deployment",
        "spilo-role",
        "cluster-name",
        "operated-prometheus",
        "operated-alertmanager",
        "pod-template-hash",
    ];
    keys.all(|key| {
        let is_own = !key.contains('/') || BY_PEOPLE.iter().any(|prefix| key.starts_with(prefix));
        is_own && !BY_CONTROLLERS.contains(&key)
    })
}
