//! What the builder refuses in a mount of RUN.
//!
//! Facts: BuildKit, `frontend/dockerfile/instructions/commands_runmount.go` and `frontend/dockerfile/dockerfile2llb/convert_runmount.go`.

use std::ops::Range;

use super::{Instruction, Mount, MountOption};
use crate::spelling;

/// The types of mounts.
const TYPES: [&str; 5] = ["bind", "cache", "tmpfs", "secret", "ssh"];

/// What `sharing` may be.
const SHARING: [&str; 3] = ["shared", "private", "locked"];

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

/// What is wrong with a mount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MountFault {
    /// What it is, in words.
    pub what: String,
    /// The bytes within the options that it is about.
    pub place: Range<usize>,
    /// The bytes within the options to put something else in the place of, and what; where that can be told.
    pub instead: Option<(Range<usize>, &'static str)>,
}

impl Instruction<'_> {
    /// What the builder refuses in a mount of this instruction. Options that only Podman knows, and values that cannot be known, are
    /// taken for right.
    pub fn mount_fault(self, mount: Mount<'_>) -> Option<MountFault> {
        // Quotes would make one option of several.
        let is_plain = !mount.options.as_str().contains('"');
        is_plain.then(|| wrong_option(self, mount).or_else(|| wrong_whole(self, mount)))?
    }
}

/// The first option that is wrong.
fn wrong_option(instruction: Instruction<'_>, mount: Mount<'_>) -> Option<MountFault> {
    let kind = mount.kind().to_ascii_lowercase();
    if !TYPES.contains(&kind.as_str()) {
        let place = mount.each().find(|option| option.name.trim().eq_ignore_ascii_case("type"))?.value_range();
        let instead = spelling::nearest(&kind, TYPES).map(|meant| (place.clone(), meant));
        let what = format!("`{kind}` is not a type of mount: it is one of {}", TYPES.join(", "));
        return (!kind.contains('$')).then_some(MountFault { what, place, instead });
    }
    mount.each().find_map(|option| {
        let name = option.name.trim().to_ascii_lowercase();
        let place = option.range.clone();
        if PODMAN.contains(&name.as_str()) {
            return None;
        }
        let Some((_, kinds)) = OPTIONS.iter().find(|(known, _)| *known == name) else {
            let meant = spelling::nearest(&name, OPTIONS.iter().map(|(known, _)| *known));
            let instead = meant.filter(|_| name.len() > 2).map(|meant| (option.name_range(), meant));
            return Some(MountFault { what: format!("a mount has no option `{}`", option.name), place, instead });
        };
        if !kinds.contains(&kind.as_str()) {
            let what = format!("a mount of type `{kind}` has no option `{}`", option.name);
            let with_comma = place.start.checked_sub(1).map(|start| (start..place.end, ""));
            return Some(MountFault { what, place, instead: with_comma });
        }
        wrong_value(instruction, mount, &option, &name)
    })
}

/// What is wrong with the value of an option that goes with the type.
fn wrong_value(
    instruction: Instruction<'_>,
    mount: Mount<'_>,
    option: &MountOption<'_>,
    name: &str,
) -> Option<MountFault> {
    let is_flag = matches!(name, "readonly" | "ro" | "readwrite" | "rw" | "required");
    let Some(written) = option.value else {
        let what = format!("option `{}` of a mount has no value", option.name);
        return (!is_flag).then(|| MountFault { what, place: option.range.clone(), instead: None });
    };
    let value = instruction.mount_value(mount, option);
    let value = value.as_str()?;
    let is_number = |radix| u32::from_str_radix(value, radix).is_ok();
    let (is_right, wanted) = match name {
        "sharing" => (SHARING.contains(&value), "none of shared, private and locked"),
        "mode" => (is_number(8), "no number in octal"),
        "uid" | "gid" => (is_number(10), "no number"),
        _ if is_flag => (
            matches!(value, "1" | "t" | "T" | "TRUE" | "true" | "True" | "0" | "f" | "F" | "FALSE" | "false" | "False"),
            "neither true nor false",
        ),
        _ => return None,
    };
    let nearest = spelling::nearest(value, SHARING).filter(|_| name == "sharing" && !written.contains('$'));
    let instead = nearest.map(|meant| (option.value_range(), meant));
    let what = format!("`{name}={value}` of a mount is {wanted}");
    (!is_right).then(|| MountFault { what, place: option.range.clone(), instead })
}

/// What is wrong with a mount as a whole.
fn wrong_whole(instruction: Instruction<'_>, mount: Mount<'_>) -> Option<MountFault> {
    let has = |names: &[&str]| mount.option(names).is_some();
    let kind = mount.kind().to_ascii_lowercase();
    let is_secret = kind == "secret";
    let what = if is_secret && !has(&["id", "source", "src", "target", "dst", "destination"]) {
        format!("secret `{}` has neither an id nor a source nor a target", mount.options.as_str())
    } else if is_secret && has(&["id"]) && has(&["source", "src"]) {
        format!("secret `{}` has an id and a source, which mean the same", mount.options.as_str())
    } else if matches!(kind.as_str(), "bind" | "cache" | "tmpfs") && instruction.mounted_at(mount)? == "/" {
        "a mount at `/` would hide the whole file system".to_owned()
    } else {
        return None;
    };
    Some(MountFault { what, place: 0..mount.options.len(), instead: None })
}
