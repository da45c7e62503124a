use crate::model::docker::{Instruction, Mount};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// The types of mounts.
const TYPES: [&str; 5] = ["bind", "cache", "tmpfs", "secret", "ssh"];

/// The options, and the types that they go with.
const OPTIONS: [(&str, &[&str]); 19] = [
    ("type", &TYPES),
    ("from", &["bind", "cache", "tmpfs", "ssh"]),
    ("source", &TYPES),
    ("src", &TYPES),
    ("target", &TYPES),
    ("dst", &TYPES),
    ("destination", &TYPES),
    ("readonly", &TYPES),
    ("ro", &TYPES),
    ("readwrite", &TYPES),
    ("rw", &TYPES),
    ("id", &TYPES),
    ("sharing", &["cache"]),
    ("required", &["secret", "ssh"]),
    ("size", &["tmpfs"]),
    ("mode", &["cache", "secret", "ssh"]),
    ("uid", &["cache", "secret", "ssh"]),
    ("gid", &["cache", "secret", "ssh"]),
    ("env", &["secret"]),
];

/// Options that only Podman and Buildah have.
const PODMAN: [&str; 7] = ["z", "relabel", "u", "chown", "idmap", "bind-propagation", "upperdir"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    for mount in instruction.mounts() {
        if let Some(what) = wrong(mount) {
            cx.report(mount.options.span(), what)
                .help("see the options of each type in the reference of `RUN --mount`");
        }
    }
}

/// What is wrong with a mount.
fn wrong(mount: Mount<'_>) -> Option<String> {
    let options = mount.options.as_str();
    let kind = mount.kind();
    if options.contains(['"', '$']) {
        return None;
    }
    if !TYPES.contains(&kind) {
        return Some(format!("`{kind}` is not a type of mount: it is one of {}", TYPES.join(", ")));
    }
    for option in options.split(',') {
        let (name, value) = option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
        let lower = name.trim().to_ascii_lowercase();
        if PODMAN.contains(&lower.as_str()) {
            continue;
        }
        let Some((_, kinds)) = OPTIONS.iter().find(|(known, _)| *known == lower) else {
            return Some(format!("a mount has no option `{name}`"));
        };
        let stands_alone = matches!(lower.as_str(), "readonly" | "ro" | "readwrite" | "rw" | "required");
        let is_sharing = matches!(value, Some("shared" | "private" | "locked"));
        if !kinds.contains(&kind) {
            return Some(format!("a mount of type `{kind}` has no option `{name}`"));
        } else if value.is_none() && !stands_alone {
            return Some(format!("option `{name}` of a mount has no value"));
        } else if lower == "sharing" && !is_sharing {
            let value = value.unwrap_or_default();
            return Some(format!("`sharing={value}` of a mount is none of shared, private and locked"));
        }
    }
    None
}
