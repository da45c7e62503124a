//! How names, labels and ports have to be written, and which items of a list have to differ: what the API server checks beyond the
//! types of fields. Source: `pkg/apis/core/validation` and `k8s.io/apimachinery/pkg/util/validation` of Kubernetes 1.37, taken
//! 2026-11-22.

mod map;

use rustc_hash::FxHashMap;

use super::super::{Object, amount, is_device};
use super::departure::{Fault, Owner};
use super::table::Minor;
use crate::tree::{Entry, Kind, Node};
pub(super) use map::of_map;

/// What a name has to be made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameForm {
    /// A DNS subdomain (RFC 1123): labels of lower-case letters, digits and `-`, with dots between them, at most 253 characters.
    Subdomain,
    /// A DNS label (RFC 1123): at most this many lower-case letters, digits and `-`.
    Label(usize),
    /// A DNS label that begins with a letter (RFC 1035), at most 63 characters.
    Letter,
    /// The name of a service (RFC 6335): at most 15 lower-case letters, digits and single `-`, one of them a letter.
    Port,
    /// Whatever may stand in a URL between slashes.
    Segment,
    /// The name of a label: at most 63 letters, digits, `-`, `_` and `.`, perhaps with a DNS subdomain and a slash before it.
    LabelKey,
    /// The name of an entry of a `ConfigMap` or a Secret, which may become a file: at most 253 letters, digits, `-`, `_` and `.`.
    DataKey,
    /// The value of a label: nothing, or at most 63 letters, digits, `-`, `_` and `.`.
    LabelValue,
}

impl NameForm {
    /// Whether a text is of this form.
    pub fn fits(self, text: &str) -> bool {
        match self {
            NameForm::Subdomain => text.len() <= 253 && text.split('.').all(|label| is_label(label, 253)),
            NameForm::Label(most) => is_label(text, most),
            NameForm::Letter => is_label(text, 63) && text.starts_with(|letter: char| letter.is_ascii_lowercase()),
            NameForm::Port => {
                is_label(text, 15) && !text.contains("--") && text.contains(|letter: char| letter.is_ascii_lowercase())
            }
            NameForm::Segment => !matches!(text, "." | "..") && !text.contains(['/', '%']),
            NameForm::LabelKey => match text.split_once('/') {
                Some((prefix, name)) => NameForm::Subdomain.fits(prefix) && is_qualified(name),
                None => is_qualified(text),
            },
            NameForm::DataKey => {
                let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
                (1..=253).contains(&text.len()) && text.bytes().all(fits) && text != "." && !text.starts_with("..")
            }
            NameForm::LabelValue => text.is_empty() || is_qualified(text),
        }
    }

    /// What is asked for, as help.
    pub fn title(self) -> String {
        match self {
            NameForm::Subdomain => {
                "use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends".into()
            }
            NameForm::Label(most) => {
                format!("use at most {most} lower-case letters, digits and `-`, with a letter or digit at both ends")
            }
            NameForm::Letter => "use at most 63 lower-case letters, digits and `-`, with a letter first".into(),
            NameForm::Port => "use at most 15 lower-case letters, digits and single `-`, one of them a letter".into(),
            NameForm::Segment => "it may not contain `/` or `%`".into(),
            NameForm::DataKey => "use at most 253 letters, digits, `-`, `_` and `.`".into(),
            NameForm::LabelKey | NameForm::LabelValue => {
                "use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends".into()
            }
        }
    }
}

fn is_label(text: &str, most: usize) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.len() <= most && text.bytes().all(fits) && !text.starts_with('-') && !text.ends_with('-')
}

fn is_qualified(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_end = |letter: char| letter.is_ascii_alphanumeric();
    (1..=63).contains(&text.len()) && text.bytes().all(fits) && text.starts_with(is_end) && text.ends_with(is_end)
}

/// Whether a text is to be replaced by something before it is used: `<name>`, `@NAME@`, `%NAME%`, `NAME_OF_IT`, `FILLED IN LATER`.
pub fn is_stand_in(text: &str) -> bool {
    let is_upper = |byte: u8| byte.is_ascii_uppercase() || byte == b'_' || byte == b' ';
    let within = |mark: char| text.len() > 2 && text.starts_with(mark) && text.ends_with(mark);
    text.len() > 2 && text.bytes().all(is_upper)
        || text.contains(['<', '>', '$', '{', '}', '['])
        || within('@')
        || within('%')
        || within('_')
}

/// The form of the names of a kind of built-in objects; `None` if there is none. Those of custom resources are subdomains.
fn of_object(name: &str, version: Minor) -> Option<NameForm> {
    let (_, kind) = name.rsplit_once('.')?;
    Some(match kind {
        "Namespace" => NameForm::Label(63),
        // Until 1.33 a service's name had to begin with a letter.
        "Service" if name.starts_with("core/") && version < 34 => NameForm::Letter,
        "Service" if name.starts_with("core/") => NameForm::Label(63),
        // The controller puts a hyphen and a hash of ten digits behind it for the value of a label.
        "CronJob" | "StatefulSet" => NameForm::Label(52),
        "Role" | "ClusterRole" | "RoleBinding" | "ClusterRoleBinding" => NameForm::Segment,
        "CertificateSigningRequest" => return None,
        _ => NameForm::Subdomain,
    })
}

/// Fields that hold numbers of ports, by type.
const PORTS: [(&str, &[&str]); 11] = [
    ("core/v1.ContainerPort", &["containerPort", "hostPort"]),
    ("core/v1.EndpointPort", &["port"]),
    ("core/v1.GRPCAction", &["port"]),
    ("core/v1.HTTPGetAction", &["port"]),
    ("core/v1.ServicePort", &["port", "targetPort", "nodePort"]),
    ("core/v1.TCPSocketAction", &["port"]),
    ("discovery/v1.EndpointPort", &["port"]),
    ("networking/v1.NetworkPolicyPort", &["port", "endPort"]),
    ("networking/v1.ServiceBackendPort", &["number"]),
    ("admissionregistration/v1.ServiceReference", &["port"]),
    ("apiregistration/v1.ServiceReference", &["port"]),
];

/// Fields for which 0 says that there is none.
const NO_PORT: [&str; 3] = ["hostPort", "nodePort", "targetPort"];

/// Fields that hold names, by type, with the form of each.
const NAMES: [(&str, &str, NameForm); 22] = [
    ("core/v1.Container", "name", NameForm::Label(63)),
    ("core/v1.ContainerPort", "name", NameForm::Port),
    ("core/v1.EphemeralContainer", "name", NameForm::Label(63)),
    ("core/v1.HTTPGetAction", "port", NameForm::Port),
    ("core/v1.PodAffinityTerm", "topologyKey", NameForm::LabelKey),
    ("core/v1.PodSpec", "hostname", NameForm::Label(63)),
    ("core/v1.PodSpec", "nodeName", NameForm::Subdomain),
    ("core/v1.PodSpec", "priorityClassName", NameForm::Subdomain),
    ("core/v1.PodSpec", "runtimeClassName", NameForm::Subdomain),
    ("core/v1.PodSpec", "serviceAccountName", NameForm::Subdomain),
    ("core/v1.PodSpec", "subdomain", NameForm::Label(63)),
    ("core/v1.ServicePort", "name", NameForm::Label(63)),
    ("core/v1.ServicePort", "targetPort", NameForm::Port),
    ("core/v1.TCPSocketAction", "port", NameForm::Port),
    ("core/v1.Toleration", "key", NameForm::LabelKey),
    ("core/v1.Volume", "name", NameForm::Label(63)),
    ("meta/v1.ObjectMeta", "namespace", NameForm::Label(63)),
    ("meta/v1.LabelSelectorRequirement", "key", NameForm::LabelKey),
    ("core/v1.NodeSelectorRequirement", "key", NameForm::LabelKey),
    ("networking/v1.IngressServiceBackend", "name", NameForm::Label(63)),
    ("networking/v1.IngressSpec", "ingressClassName", NameForm::Subdomain),
    ("networking/v1.NetworkPolicyPort", "port", NameForm::Port),
];

/// Types that need not name anything: a toleration without a key is for all taints.
const MAY_BE_EMPTY: [&str; 3] = ["core/v1.PodSpec", "core/v1.Toleration", "meta/v1.ObjectMeta"];

/// Fields that hold labels, by type.
const LABELS: [(&str, &str); 6] = [
    ("core/v1.PodSpec", "nodeSelector"),
    ("core/v1.ReplicationControllerSpec", "selector"),
    ("core/v1.ServiceSpec", "selector"),
    ("meta/v1.LabelSelector", "matchLabels"),
    ("meta/v1.ObjectMeta", "annotations"),
    ("meta/v1.ObjectMeta", "labels"),
];

/// Fields whose entries may become files, by type (`IsConfigMapKey` in `k8s.io/apimachinery/pkg/util/validation`).
const FILES: [(&str, &str); 4] = [
    ("core/v1.ConfigMap", "binaryData"),
    ("core/v1.ConfigMap", "data"),
    ("core/v1.Secret", "data"),
    ("core/v1.Secret", "stringData"),
];

/// Fields that hold amounts of resources, by type.
const AMOUNTS: [(&str, &str); 3] = [
    ("core/v1.ResourceRequirements", "limits"),
    ("core/v1.ResourceRequirements", "requests"),
    ("core/v1.VolumeResourceRequirements", "requests"),
];

/// The ports that the API server gives to Services on the nodes, unless its `--service-node-port-range` says otherwise.
const NODE_PORTS: std::ops::RangeInclusive<i64> = 30000..=32767;

/// Whether anything is said of a type here.
pub(super) fn is_watched(name: &str) -> bool {
    map::TYPES.contains(&name)
        || AMOUNTS.iter().any(|(named, _)| *named == name)
        || PORTS.iter().any(|(named, _)| *named == name)
        || NAMES.iter().any(|(named, ..)| *named == name)
        || LABELS.iter().any(|(named, _)| *named == name)
        || FILES.iter().any(|(named, _)| *named == name)
}

/// What is wrong with how an entry of a map of some type is written.
pub(super) fn of_entry<'t>(owner: Owner<'t>, entry: Entry<'t>, found: &mut Vec<Fault<'t>>) {
    let (name, field, value) = (owner.schema.name, entry.key.text(), entry.value);
    match value.kind() {
        Kind::Int if has_port(name, field) => {
            let is_none = NO_PORT.contains(&field) && value.as_i64() == Some(0);
            if !is_none && value.as_i64().is_none_or(|port| !(1..=65535).contains(&port)) {
                found.push(Fault::Port(entry));
            } else if !is_none && field == "nodePort" && value.as_i64().is_none_or(|port| !NODE_PORTS.contains(&port)) {
                found.push(Fault::NodePort(entry));
            }
        }
        Kind::String => {
            let form = NAMES.iter().find(|(named, key, _)| *named == name && *key == field).map(|(_, _, form)| *form);
            let is_none = value.text().is_empty() && MAY_BE_EMPTY.contains(&name);
            found.extend(form.filter(|_| !is_none).and_then(|form| written(value, form)));
        }
        Kind::Seq if (name, field) == ("meta/v1.LabelSelectorRequirement", "values") => {
            found.extend(value.items().filter_map(|label| written(label, NameForm::LabelValue)));
        }
        Kind::Map if AMOUNTS.contains(&(name, field)) => {
            let amounts = value.entries().filter_map(|resource| Some((resource, fault_of_amount(resource)?)));
            found.extend(amounts.map(|(resource, asked)| Fault::Amount(resource, asked)));
        }
        Kind::Map if FILES.contains(&(name, field)) => {
            found.extend(value.entries().filter_map(|file| written(file.key, NameForm::DataKey)));
        }
        Kind::Map if LABELS.contains(&(name, field)) => {
            for label in value.entries() {
                let is_annotation = field == "annotations";
                // The case of an annotation's name does not count, and a `-` at the end asks to take the annotation away.
                let bare = label.key.text().to_ascii_lowercase();
                let fits = is_annotation && NameForm::LabelKey.fits(bare.strip_suffix('-').unwrap_or(&bare));
                found.extend(written(label.key, NameForm::LabelKey).filter(|_| !fits));
                if !is_annotation && label.value.kind() == Kind::String {
                    found.extend(written(label.value, NameForm::LabelValue));
                }
            }
        }
        _ => {}
    }
}

/// What is asked for where an amount of a resource is none that can be given: nothing below 0, devices and pages in whole pieces
/// (`ValidateResourceQuantityValue` and `validateResourceRequirements` of the API server).
fn fault_of_amount(resource: Entry<'_>) -> Option<String> {
    let (name, number) = (resource.key.as_text()?, resource.value.as_text().and_then(amount)?);
    if number < 0.0 {
        return Some("write 0 or more".into());
    }
    if let Some(size) = name.strip_prefix("hugepages-") {
        let is_whole = amount(size).is_none_or(|size| size <= 0.0 || (number / size).fract() == 0.0);
        return (!is_whole).then(|| format!("write a multiple of `{size}`, the size of a page"));
    }
    (is_device(name) && number.fract() != 0.0)
        .then(|| "write a whole number, as a device is given to one container or none".into())
}

fn has_port(name: &str, field: &str) -> bool {
    PORTS.iter().any(|(named, fields)| *named == name && fields.contains(&field))
}

/// The fault of a text that is not of a form.
fn written(text: Node<'_>, form: NameForm) -> Option<Fault<'_>> {
    let written = text.as_text()?;
    (!form.fits(written) && !is_stand_in(written)).then_some(Fault::Form(text, form))
}

/// What is wrong with the name of an object.
pub(super) fn of_identity<'t>(object: Object<'t>, owner: Owner<'t>, version: Minor, found: &mut Vec<Fault<'t>>) {
    let form = if owner.custom.is_some() { Some(NameForm::Subdomain) } else { of_object(owner.schema.name, version) };
    let Some(form) = form else { return };
    if let Some(name) = object.name_node() {
        found.extend(written(name, form));
    } else if let Some(prefix) =
        object.node().at(&["metadata", "generateName"]).filter(|prefix| prefix.as_str().is_some())
    {
        let is_whole = form.fits(&format!("{}x", prefix.text()));
        found.extend(written(prefix, form).filter(|_| !is_whole));
    }
}

/// Lists of which an item may be like another although the table names keys: for `env` the last one counts, which is a matter of its
/// own, and two names of the same secret do no harm.
const MAY_REPEAT: [&str; 3] = ["env", "imagePullSecrets", "secrets"];

/// The items of a list that are told from others by some fields, and are not.
pub(super) fn repeated<'t>(list: Entry<'t>, keys: &[&'static str], found: &mut Vec<Fault<'t>>) {
    if keys.is_empty() || MAY_REPEAT.contains(&list.key.text()) {
        return;
    }
    let mut seen: FxHashMap<Vec<&'t str>, Node<'t>> = FxHashMap::default();
    for item in list.value.items() {
        // A container may offer one port on several addresses or ports of the node.
        let more: &[&'static str] = if keys.contains(&"containerPort") { &["hostIP", "hostPort"] } else { &[] };
        let Some(values) = keys.iter().chain(more).map(|key| told_by(item, key)).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let Some(place) = keys.iter().find_map(|key| item.get(key)) else { continue };
        if let Some(first) = seen.get(&values) {
            found.push(Fault::Twice(list, place, *first));
        } else {
            seen.insert(values, place);
        }
    }
    if keys.contains(&"containerPort") {
        same_names(list, found);
    }
}

/// Ports of a container with the same name, which has to be there but once (`ValidateContainers` of the API server).
fn same_names<'t>(list: Entry<'t>, found: &mut Vec<Fault<'t>>) {
    let mut seen: FxHashMap<&'t str, Node<'t>> = FxHashMap::default();
    for name in list.value.items().filter_map(|item| item.get("name")) {
        let Some(text) = name.as_text().filter(|text| !text.is_empty() && !is_stand_in(text)) else { continue };
        match seen.get(text) {
            Some(first) => found.push(Fault::Twice(list, name, *first)),
            None => drop(seen.insert(text, name)),
        }
    }
}

/// The value of a field that tells items apart, which is empty if it is surely not there; `None` if that is not known.
fn told_by<'t>(item: Node<'t>, key: &str) -> Option<&'t str> {
    match item.get(key) {
        Some(value) => value.as_text().filter(|text| !is_stand_in(text) || key != "name"),
        None if !item.lacks(key) => None,
        // What the API server sets.
        None if key == "protocol" => Some("TCP"),
        None => Some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Schema;
    use super::*;

    #[test]
    fn the_tables_name_types_that_are_there() {
        let named = PORTS.iter().flat_map(|(name, fields)| fields.iter().map(move |field| (*name, *field)));
        let named = named.chain(NAMES.iter().map(|(name, field, _)| (*name, *field))).chain(LABELS).chain(FILES);
        for (name, field) in named {
            let found = Schema::get().named(name).is_some_and(|it| it.all(field).next().is_some());
            assert!(found, "{name}.{field}");
        }
    }

    #[test]
    fn names_are_of_their_forms() {
        let long = "a".repeat(64);
        for (form, good, bad) in [
            (NameForm::Subdomain, ["a", "a-1.b", "0"], ["", "A", "a..b"]),
            (NameForm::Label(63), ["a", "1-2", "a1"], ["a.b", "-a", long.as_str()]),
            (NameForm::Letter, ["a", "a-1", "b2"], ["1a", "a-", ""]),
            (NameForm::Port, ["http", "h2c", "8-a"], ["80", "a--b", "this-is-too-long"]),
            (NameForm::Segment, ["system:x", "A b", "..."], [".", "a/b", "a%b"]),
            (NameForm::LabelKey, ["app", "a.b/C_d", "x-y"], ["a/b/c", "/b", "A.b/c"]),
            (NameForm::LabelValue, ["", "v1.2_3", "A"], ["a b", "v1@x", "-"]),
            (NameForm::DataKey, ["app.yaml", ".env", "_A-1"], ["conf/app.yaml", "..a", "a b"]),
        ] {
            assert!(good.iter().all(|text| form.fits(text)), "{form:?}");
            assert!(!bad.iter().any(|text| form.fits(text)), "{form:?}");
        }
    }
}
