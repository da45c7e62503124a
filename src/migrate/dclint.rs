//! dclint's `.dclintrc`.

use super::draft::Reader;
use crate::config::{FailOn, Level};
use crate::diagnostic::Severity;
use crate::tree::{Entry, Node};

pub(super) fn read(root: Node<'_>, reader: &mut Reader<'_>) {
    for entry in reader.entries(root, "the configuration") {
        match entry.key.text() {
            "rules" => rules(entry, reader),
            "exclude" => {
                let paths = reader.texts(entry).into_iter().map(|(_, path)| path.to_owned()).collect();
                super::leave_out(paths, "compose/*", reader.draft);
            }
            "quiet" if entry.value.as_bool() == Some(true) && reader.draft.is_alone => {
                reader.drop(entry, "warnings are shown, but only errors make the run fail");
                reader.draft.fail_on = Some(FailOn::AtLeast(Severity::Error));
            }
            "quiet" | "debug" if entry.value.as_bool() == Some(false) => {}
            "quiet" => reader.drop(entry, "warnings are shown"),
            "debug" => reader.drop(entry, "say `--verbose`"),
            "$schema" => {}
            _ => reader.drop(entry, "dclint has no such setting"),
        }
    }
}

/// `name: 0`, `1` or `2`, or a list of that number and options.
fn rules(entry: Entry<'_>, reader: &mut Reader<'_>) {
    for rule in reader.entries(entry.value, "`rules`") {
        let (number, options) = if rule.value.is_seq() {
            let mut items = rule.value.items();
            (items.next(), items.next())
        } else {
            (Some(rule.value), None)
        };
        let level = match number.and_then(Node::as_i64) {
            Some(0) => Level::Off,
            Some(1) => Level::At(Severity::Warning),
            Some(2) => Level::At(Severity::Error),
            _ => {
                reader.drop(rule, "the level is 0, 1 or 2");
                continue;
            }
        };
        if let Some(options) = options {
            reader.note(options.span(), &format!("options of `{}`: they are of dclint's rule only", rule.key.text()));
        }
        reader.level(&[(rule.key, rule.key.text())], level);
    }
}
