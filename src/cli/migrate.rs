//! `infralint migrate`: the configurations of other linters in a folder as one of ours.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::{Outcome, print, say};
use crate::config::FILE_NAMES;
use crate::migrate::{Foreign, file_names, migrate};

pub(super) fn run(folder: &Path, write: bool) -> Result<Outcome, String> {
    let mut found = Vec::new();
    for name in file_names() {
        match std::fs::read_to_string(folder.join(name)) {
            Ok(text) => found.push(Foreign { name: name.into(), text }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(format!("`{}`: {error}", folder.join(name).display())),
        }
    }
    if found.is_empty() {
        let names: Vec<&str> = file_names().collect();
        return Err(format!("there is nothing to migrate in `{}`: none of {}", folder.display(), names.join(", ")));
    }
    let text = migrate(&found);
    if !write {
        return print(&text).map(|()| Outcome::Clean);
    }
    let path = folder.join(FILE_NAMES[0]);
    if let Some(there) = FILE_NAMES.iter().find(|name| folder.join(name).exists()) {
        return Err(format!(
            "`{}` is there already; without --write the configuration is only shown",
            folder.join(there).display()
        ));
    }
    let created = OpenOptions::new().write(true).create_new(true).open(&path);
    created
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| format!("`{}`: {error}", path.display()))?;
    say(&format!("wrote `{}`", path.display()));
    for note in text.lines().filter_map(|line| line.strip_prefix("# - ")) {
        say(&format!("note: {note}"));
    }
    Ok(Outcome::Clean)
}
