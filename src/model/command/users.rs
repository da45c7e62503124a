//! Users and groups that commands create.
//!
//! Facts: useradd(8) and groupadd(8) of shadow-utils, adduser(8) of Debian, and `adduser` and `addgroup` of `BusyBox`.

use super::{Argument, Command, OptionValue};

/// A user that a command creates, or a group.
#[derive(Debug)]
pub struct Created<'c, 't> {
    /// The name.
    pub name: &'c Argument<'t>,
    /// The number, if the command gives one.
    pub number: Option<OptionValue<'c>>,
    /// Whether somebody else may have that number already (`-o`).
    pub shares_number: bool,
}

impl<'c> Created<'c, '_> {
    /// The number, if it is known and is one.
    pub fn known_number(&self) -> Option<&'c str> {
        self.number?.text.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// The user that a command creates.
pub fn created_user<'c, 't>(command: &'c Command<'t>) -> Option<Created<'c, 't>> {
    created(command, &["useradd", "adduser"], &["u", "uid"])
}

/// The group that a command creates.
pub fn created_group<'c, 't>(command: &'c Command<'t>) -> Option<Created<'c, 't>> {
    created(command, &["groupadd", "addgroup"], &["g", "gid"])
}

fn created<'c, 't>(command: &'c Command<'t>, programs: &[&str], number: &[&str]) -> Option<Created<'c, 't>> {
    if !command.is_any(programs) {
        return None;
    }
    let arguments = command.parsed();
    // `adduser name group` puts someone in a group, who may have been there before.
    let &[name] = arguments.operands.as_slice() else { return None };
    let is_known = !arguments.is_open && name.as_str().is_some_and(|name| !name.is_empty());
    let shares_number = arguments.has(&["o", "non-unique"]);
    is_known.then(|| Created { name, number: arguments.option(number).and_then(|option| option.value), shares_number })
}
