//! From a kind to its pods: one table, so that every rule about pods covers every kind that makes them.

use super::{Container, ContainerRole, LabelSelector, Object, innermost};
use crate::tree::Node;

/// How long the pods of a kind live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Life {
    /// Until someone removes them: they serve.
    Long,
    /// Until their work is done.
    Batch,
    /// As their creator decides: a `PodTemplate`.
    Unknown,
}

/// How a kind makes pods.
#[derive(PartialEq, Eq, Debug)]
pub struct Form {
    /// The API groups that have this kind.
    pub groups: &'static [&'static str],
    /// The kind.
    pub kind: &'static str,
    /// The keys from the object to the pod template (which has `metadata` and `spec`); `*` is each item of a list or each value of a
    /// map.
    pub template: &'static [&'static str],
    /// How long its pods live.
    pub life: Life,
    /// Whether `spec.selector` has to match the labels of the template.
    pub selects: bool,
}

const fn form(
    groups: &'static [&'static str],
    kind: &'static str,
    template: &'static [&'static str],
    life: Life,
    selects: bool,
) -> Form {
    Form { groups, kind, template, life, selects }
}

const TEMPLATE: &[&str] = &["spec", "template"];
/// Where workloads are, were, and are put by mistake (`apiVersion: v1`), which changes nothing of what is meant.
const APPS: &[&str] = &["apps", "extensions", ""];

/// The kinds that make pods: those of Kubernetes itself, and custom resources that embed a whole pod template.
const FORMS: &[Form] = &[
    form(&[""], "Pod", &[], Life::Long, false),
    form(APPS, "Deployment", TEMPLATE, Life::Long, true),
    form(APPS, "StatefulSet", TEMPLATE, Life::Long, true),
    form(APPS, "DaemonSet", TEMPLATE, Life::Long, true),
    form(APPS, "ReplicaSet", TEMPLATE, Life::Long, true),
    form(&[""], "ReplicationController", TEMPLATE, Life::Long, false),
    form(&["batch"], "Job", TEMPLATE, Life::Batch, false),
    form(&["batch"], "CronJob", &["spec", "jobTemplate", "spec", "template"], Life::Batch, false),
    form(&[""], "PodTemplate", &["template"], Life::Unknown, false),
    form(&["argoproj.io"], "Rollout", TEMPLATE, Life::Long, true),
    form(&["serving.knative.dev"], "Service", TEMPLATE, Life::Long, false),
    form(&["serving.knative.dev"], "Configuration", TEMPLATE, Life::Long, false),
    form(&["serving.knative.dev"], "Revision", &[], Life::Long, false),
    form(&["sources.knative.dev"], "ContainerSource", TEMPLATE, Life::Long, false),
    form(
        &["jobset.x-k8s.io"],
        "JobSet",
        &["spec", "replicatedJobs", "*", "template", "spec", "template"],
        Life::Batch,
        false,
    ),
    form(&["keda.sh"], "ScaledJob", &["spec", "jobTargetRef", "template"], Life::Batch, false),
    form(&["apps.openshift.io"], "DeploymentConfig", TEMPLATE, Life::Long, false),
    form(&["apps.kruise.io"], "CloneSet", TEMPLATE, Life::Long, true),
    form(&["batch.volcano.sh"], "Job", &["spec", "tasks", "*", "template"], Life::Batch, false),
    form(&["ray.io"], "RayCluster", &["spec", "headGroupSpec", "template"], Life::Long, false),
    form(&["ray.io"], "RayCluster", &["spec", "workerGroupSpecs", "*", "template"], Life::Long, false),
    form(&["kubeflow.org"], "TFJob", &["spec", "tfReplicaSpecs", "*", "template"], Life::Batch, false),
    form(&["kubeflow.org"], "PyTorchJob", &["spec", "pytorchReplicaSpecs", "*", "template"], Life::Batch, false),
    form(&["kubeflow.org"], "MPIJob", &["spec", "mpiReplicaSpecs", "*", "template"], Life::Batch, false),
    form(
        &["leaderworkerset.x-k8s.io"],
        "LeaderWorkerSet",
        &["spec", "leaderWorkerTemplate", "workerTemplate"],
        Life::Long,
        false,
    ),
    form(
        &["leaderworkerset.x-k8s.io"],
        "LeaderWorkerSet",
        &["spec", "leaderWorkerTemplate", "leaderTemplate"],
        Life::Long,
        false,
    ),
];

/// The lists of a pod with containers, and what those of each are.
const LISTS: [(&str, ContainerRole); 3] = [
    ("containers", ContainerRole::Main),
    ("initContainers", ContainerRole::Init),
    ("ephemeralContainers", ContainerRole::Ephemeral),
];

/// Folders of a node that its agents mount.
const NODE_FOLDERS: [&str; 15] = [
    "/dev",
    "/sys",
    "/proc",
    "/run",
    "/var/run",
    "/etc/cni",
    "/opt/cni",
    "/lib/modules",
    "/usr",
    "/etc/kubernetes",
    "/home/kubernetes",
    "/var/lib/kubelet",
    "/var/lib/docker",
    "/var/lib/containerd",
    "/var/log",
];

/// A pod, or the template that a workload makes pods from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PodSpec<'t> {
    object: Object<'t>,
    form: &'static Form,
    template: Node<'t>,
    spec: Node<'t>,
}

impl<'t> PodSpec<'t> {
    pub(super) fn all(object: Object<'t>) -> Vec<Self> {
        let (group, kind) = (object.group(), object.kind());
        let forms = FORMS.iter().filter(|form| form.kind == kind && form.groups.contains(&group));
        let found = forms.flat_map(|form| {
            let templates = ends(object.node(), form.template).into_iter();
            templates.filter_map(move |template| {
                let spec = template.get("spec").filter(|spec| spec.is_map())?;
                Some(Self { object, form, template, spec })
            })
        });
        found.collect()
    }

    /// The object that makes it, or that it is.
    pub fn object(self) -> Object<'t> {
        self.object
    }

    /// How the object makes pods.
    pub fn form(self) -> &'static Form {
        self.form
    }

    /// The map with `metadata` and `spec`.
    pub fn template(self) -> Node<'t> {
        self.template
    }

    /// The pod's `spec`.
    pub fn spec(self) -> Node<'t> {
        self.spec
    }

    /// Where a field of the `spec` is reported that is not there: at the innermost key on the way to it.
    pub fn gap(self, path: &[&str]) -> Node<'t> {
        let own = || self.template.entry("spec").map(|entry| entry.key);
        innermost(self.spec, path).or_else(own).unwrap_or_else(|| self.object.place())
    }

    /// The labels that the pods get.
    pub fn labels(self) -> Option<Node<'t>> {
        self.template.at(&["metadata", "labels"])
    }

    /// Whether it surely has no labels.
    pub fn lacks_labels(self) -> bool {
        self.template.absent(&["metadata", "labels"])
    }

    /// The selector that says which pods belong to the workload, for kinds where it has to match the template's labels.
    pub fn selector(self) -> Option<LabelSelector<'t>> {
        self.form.selects.then(|| self.object.node().at(&["spec", "selector"])).flatten().map(LabelSelector::new)
    }

    /// Whether it runs on Windows (`spec.os.name`), where the fields for Linux don't count.
    pub fn is_windows(self) -> bool {
        let os = self.spec.at(&["os", "name"]).and_then(Node::as_str);
        let selected = self.spec.at(&["nodeSelector", "kubernetes.io/os"]).and_then(Node::as_str);
        os == Some("windows") || selected == Some("windows")
    }

    /// Whether it surely uses the network of its node.
    pub fn is_on_host_network(self) -> bool {
        self.spec.get("hostNetwork").and_then(Node::as_bool) == Some(true)
    }

    /// The containers, in the order of the lists `containers`, `initContainers` and `ephemeralContainers`.
    pub fn containers(self) -> Vec<Container<'t>> {
        let found = LISTS.iter().flat_map(|(list, role)| {
            let items = self.spec.get(list).into_iter().flat_map(Node::items);
            items.filter(|item| item.is_map()).map(move |item| Container::new(self, item, *role))
        });
        found.collect()
    }

    /// The containers that run as long as the pod: the main ones and native sidecars.
    pub fn running(self) -> impl Iterator<Item = Container<'t>> {
        let runs = |container: &Container<'t>| matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
        self.containers().into_iter().filter(runs)
    }

    /// Its `volumes`.
    pub fn volumes(self) -> Vec<Node<'t>> {
        self.spec.get("volumes").into_iter().flat_map(Node::items).filter(|volume| volume.is_map()).collect()
    }

    /// The names of all that its containers may mount, claims of a `StatefulSet` included, if all of them are known.
    pub fn volume_names(self) -> Option<Vec<&'t str>> {
        let mut names = Vec::new();
        let lists: [(Node<'t>, &[&str], &[&str]); 2] = [
            (self.spec, &["volumes"], &["name"]),
            (self.object.node(), &["spec", "volumeClaimTemplates"], &["metadata", "name"]),
        ];
        for (within, list, name) in lists {
            if within.absent(list) {
                continue;
            }
            let list = within.at(list).filter(|list| list.is_seq() && !list.is_open())?;
            for item in list.items() {
                names.push(item.at(name)?.as_text()?);
            }
        }
        Some(names)
    }

    /// Whether it looks after the node itself, as plug-ins for networks, storage and devices do: a `DaemonSet` that mounts folders of
    /// the node's system.
    pub fn is_node_agent(self) -> bool {
        let volumes = self.spec.get("volumes").into_iter().flat_map(Node::items);
        let mut paths = volumes.filter_map(|volume| volume.at(&["hostPath", "path"])?.as_str());
        let mounts_system = paths
            .any(|path| NODE_FOLDERS.iter().any(|folder| path == *folder || path.starts_with(&format!("{folder}/"))));
        self.object.kind() == "DaemonSet" && mounts_system
    }

    /// Whether its containers may declare ports that cannot be seen.
    pub fn may_have_more_ports(self) -> bool {
        let may_have_more = |container: Container<'_>| {
            let node = container.node();
            node.is_open() || node.get("ports").is_some_and(|ports| !ports.is_seq() || ports.is_open())
        };
        self.is_partial() || self.containers().into_iter().any(may_have_more)
    }

    /// Whether some of its containers may not be seen: the list is missing, unknown or open.
    pub fn is_partial(self) -> bool {
        self.spec.is_open() || !self.spec.get("containers").is_some_and(|list| list.is_seq() && !list.is_open())
    }
}

/// The nodes at the ends of a path in which `*` is each item or value.
fn ends<'t>(node: Node<'t>, path: &[&str]) -> Vec<Node<'t>> {
    let mut found = vec![node];
    for key in path {
        found = match *key {
            "*" => found
                .into_iter()
                .flat_map(|it| it.items().chain(it.entries().map(|entry| entry.value).collect::<Vec<_>>()))
                .collect(),
            key => found.into_iter().filter_map(|it| it.get(key)).collect(),
        };
    }
    found.retain(|it| it.is_map());
    found
}
