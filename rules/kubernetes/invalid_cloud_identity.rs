use crate::model::credential::looks_like_placeholder;
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// An annotation that names an identity: its key, whether a value may be one, and what it looks like.
type Identity = (&'static str, fn(&str) -> bool, &'static str);

/// Sources: the guides of Amazon EKS (IAM roles for service accounts), Google Kubernetes Engine (workload identity federation) and
/// Microsoft Entra Workload ID.
const IDENTITIES: [Identity; 3] = [
    ("eks.amazonaws.com/role-arn", may_be_role, "the ARN of a role, such as `arn:aws:iam::111122223333:role/name`"),
    (
        "iam.gke.io/gcp-service-account",
        may_be_account,
        "the address of a service account, `name@project.iam.gserviceaccount.com`",
    ),
    ("azure.workload.identity/client-id", may_be_client, "the client id of an application, in the form of a UUID"),
];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "ServiceAccount") {
        return;
    }
    for (key, may_be, what) in IDENTITIES {
        let Some(node) = object.annotation(key) else { continue };
        let Some(value) = node.as_str().filter(|value| !is_filled_in(value) && !may_be(value)) else { continue };
        cx.report(node, format!("`{key}` of {} is `{value}`, which is no identity", object.title()))
            .help(format!("write {what}"));
    }
}

/// Whether something else is written in its place before it is applied, as the words in capitals of a guide are.
fn is_filled_in(value: &str) -> bool {
    let is_capital = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    looks_like_placeholder(value)
        || value.contains(['<', '>', '$', '%', '{', '}', '['])
        || value.starts_with("your")
        || value.starts_with("my-")
        || value.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').any(is_capital)
}

fn may_be_role(value: &str) -> bool {
    let parts: Vec<&str> = value.splitn(6, ':').collect();
    let [arn, partition, service, region, _, resource] = parts[..] else { return false };
    arn == "arn"
        && partition.starts_with("aws")
        && service == "iam"
        && region.is_empty()
        && resource.starts_with("role/")
}

fn may_be_account(value: &str) -> bool {
    value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn may_be_client(value: &str) -> bool {
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
}
