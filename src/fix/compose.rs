//! Edits of Compose files that take more than one place.

use super::Edit;
use super::yaml as fix;
use crate::model::compose::{ComposeFile, Pair, Service, interpolation};
use crate::tree::Node;

/// Gives the build of a service a secret in place of an argument, under the same name (specification, "Compose Build", `secrets`;
/// "Secrets"). `None` unless the arguments stand in one place, which is in one of the project's own files.
pub fn secret_for_argument(service: &Service<'_>, files: &[ComposeFile<'_>], name: &str) -> Option<Vec<Edit>> {
    if ["args", "secrets"].iter().any(|key| service.layers.all(&["build", key]).len() > 1) {
        return None;
    }
    let pair = service.pairs(&["build", "args"]).into_iter().find(|pair| pair.name == name)?;
    let variable = variable_of(&pair)?;
    let args = service.at(&["build", "args"])?;
    let file = files.iter().find(|file| file.file == args.span().file)?;
    let mut edits = in_build(args, &pair)?;
    for declared in declare(*file, name, variable)? {
        match edits.iter_mut().find(|edit| edit.span.contains(declared.span) && !edit.span.is_empty()) {
            // The lines that go are the last ones of the file, where the declaration is to stand.
            Some(edit) => edit.text = format!("{}{}\n", edit.text, declared.text.trim_start()),
            None => edits.push(declared),
        }
    }
    Some(edits)
}

/// The variable of the environment that the secret is taken from: the one that the argument is, or else one of its own name.
fn variable_of<'t>(pair: &Pair<'t>) -> Option<&'t str> {
    let (variables, wrong) = interpolation::variables(pair.text);
    match variables.as_slice() {
        [] if wrong.is_empty() && (pair.is_known || !pair.has_value) => Some(pair.name),
        [one] if one.range == (0..pair.text.len()) && one.modifier.is_none_or(is_required) => Some(one.name),
        _ => None,
    }
}

fn is_required((modifier, _): (interpolation::Modifier, &str)) -> bool {
    modifier == interpolation::Modifier::Required
}

/// Takes the argument out of the build and puts a secret in.
fn in_build(args: Node<'_>, pair: &Pair<'_>) -> Option<Vec<Edit>> {
    let build = args.parent()?;
    let own = build.own_entries().find(|entry| entry.value == args)?;
    let is_last = args.own_entries().count() + args.items().count() == 1;
    let item = fix::Value::text(pair.name);
    let secrets = build.entry("secrets");
    if is_last && secrets.is_none() {
        return Some(vec![fix::replace_entry(own, "secrets", &fix::Value::Seq(vec![item]))?]);
    }
    let removal = match args.own_entries().find(|entry| entry.key.text() == pair.name) {
        _ if is_last => fix::remove(own)?,
        Some(entry) => fix::remove(entry)?,
        None => fix::remove_item(pair.node)?,
    };
    let addition = match secrets {
        Some(secrets) => fix::append(secrets.value, &item)?,
        None => {
            let list = fix::Value::Seq(vec![item]);
            match build.own_entries().find(|entry| entry.value != args) {
                Some(other) => fix::insert_entry_after(other, "secrets", &list)?,
                None => fix::insert_first(build, "secrets", &list)?,
            }
        }
    };
    Some(vec![removal, addition])
}

/// Declares the secret at the top of the file; no edit if it is declared so.
fn declare(file: ComposeFile<'_>, name: &str, variable: &str) -> Option<Vec<Edit>> {
    let source = fix::Value::entry("environment", fix::Value::text(variable));
    let Some(secrets) = file.root.get("secrets") else {
        return fix::insert(file.root, "secrets", &fix::Value::entry(name, source)).map(|edit| vec![edit]);
    };
    match secrets.get(name) {
        None => fix::insert(secrets, name, &source).map(|edit| vec![edit]),
        Some(known) => (known.get("environment").and_then(Node::as_str) == Some(variable)).then(Vec::new),
    }
}
