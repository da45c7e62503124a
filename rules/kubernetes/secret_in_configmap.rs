use std::ops::Range;

use crate::diagnostic::{Place, Severity};
use crate::model::credential::{Verdict, judge};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    if !object.is("", "ConfigMap") {
        return;
    }
    for entry in object.node().get("data").into_iter().flat_map(Node::entries) {
        let (Some(key), Some(value)) = (entry.key.as_text(), entry.value.as_str()) else { continue };
        for (name, range) in variables(value) {
            look(object, name, &value[range.clone()], entry.value.span_of(range), cx);
        }
        if !value.trim().contains('\n') && !key.contains('.') {
            look(object, key, value, entry.value, cx);
        }
    }
}

fn look(object: Object<'_>, key: &str, value: &str, place: impl Into<Place>, cx: &mut Cx<'_>) {
    // Values of known formats are found wherever they stand, by another rule.
    let severity = match judge(key, value) {
        Some(Verdict::Secret) => Severity::Warning,
        Some(Verdict::Weak) => Severity::Info,
        Some(Verdict::Known(_)) | None => return,
    };
    cx.report(place, format!("{} holds the secret `{key}` for everyone to read", object.title()))
        .severity(severity)
        .help("put it into a Secret that is not written down here, and replace this one");
}

/// The variables of a text that is nothing but lines `NAME=value`, with the bytes of their values, as files for `env_file` and `docker run` are.
fn variables(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let bare = line.trim_end();
        if bare.trim_start().is_empty() || bare.trim_start().starts_with('#') {
            continue;
        }
        let Some((name, value)) = bare.split_once('=') else { return Vec::new() };
        let is_name = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_name || name.is_empty() {
            return Vec::new();
        }
        let quotes = |it: char| it == '"' || it == '\'';
        let begin = at + bare.len() - value.trim_start_matches(quotes).len();
        found.push((name, begin..begin.max(at + bare.trim_end_matches(quotes).len())));
    }
    found
}
