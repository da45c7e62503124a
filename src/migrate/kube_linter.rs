//! kube-linter's `.kube-linter.yaml`.

use super::draft::{Reader, checks_of};
use crate::config::Level;
use crate::rule::DefaultState;
use crate::rules;
use crate::tree::{Entry, Node};

pub(super) fn read(root: Node<'_>, reader: &mut Reader<'_>) {
    for entry in reader.entries(root, "the configuration") {
        match entry.key.text() {
            "checks" => checks(entry, reader),
            "customChecks" => {
                for check in entry.value.items() {
                    let name = check.get("name").and_then(Node::as_text).unwrap_or("?").to_owned();
                    reader.note(
                        check.span(),
                        &format!("custom check `{name}`: rules of one's own cannot be carried over"),
                    );
                }
            }
            _ => reader.drop(entry, "kube-linter has no such setting"),
        }
    }
}

fn checks(entry: Entry<'_>, reader: &mut Reader<'_>) {
    let (mut include, mut exclude) = (Vec::new(), Vec::new());
    let (mut has_all, mut has_defaults) = (false, true);
    for entry in reader.entries(entry.value, "`checks`") {
        match entry.key.text() {
            "include" => include = reader.texts(entry),
            "exclude" => exclude = reader.texts(entry),
            "ignorePaths" => paths(entry, reader),
            "addAllBuiltIn" => has_all = entry.value.as_bool() == Some(true),
            "doNotAutoAddDefaults" => has_defaults = entry.value.as_bool() != Some(true),
            _ => reader.drop(entry, "kube-linter has no such setting"),
        }
    }
    if has_all {
        for rule in rules::all().filter(|rule| rule.default_state() != DefaultState::On) {
            if !checks_of(rule, reader.tool).is_empty() {
                reader.draft.set(rule.id, Level::On, "addAllBuiltIn");
            }
        }
    } else if !has_defaults {
        reader.draft.set("kubernetes/*", Level::Off, "doNotAutoAddDefaults");
    }
    reader.level(&include, Level::On);
    reader.level(&exclude, Level::Off);
}

/// Its patterns are of whole paths from the folder where it runs, or from the root of the machine.
fn paths(entry: Entry<'_>, reader: &mut Reader<'_>) {
    let mut paths = Vec::new();
    for (node, path) in reader.texts(entry) {
        if path.starts_with(['/', '~']) {
            reader.note(node.span(), &format!("`{path}`: patterns are relative to the folder of this file"));
        } else {
            let path = path.strip_prefix("./").unwrap_or(path);
            paths.push(if path.starts_with("**") { path.to_owned() } else { format!("/{path}") });
        }
    }
    super::leave_out(paths, "kubernetes/*", reader.draft);
}
