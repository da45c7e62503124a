//! The numbers behind names of users.

use super::{Dockerfile, Instruction, Stage};
use crate::model::command::{Command, Created, created_group, created_user};
use crate::model::image::Reference;

/// Users that official images bring, with their numbers: those of the Dockerfiles at <https://github.com/nodejs/docker-node> and
/// <https://github.com/nginx/docker-nginx> (2026).
const BROUGHT: [(&str, &str, &str); 2] = [("node", "node", "1000"), ("nginx", "nginx", "101")];

/// Which of two sorts of thing a name stands for.
type Creates = for<'c, 't> fn(&'c Command<'t>) -> Option<Created<'c, 't>>;

impl Stage<'_> {
    /// What USER names, by numbers: `app:staff` is `1000:50`. `None` unless they are known.
    pub fn user_by_number(self, user: &str) -> Option<String> {
        let chain = || self.chain().flat_map(Stage::instructions);
        let (name, group) = user.split_once(':').map_or((user, None), |(name, group)| (name, Some(group)));
        let number = as_number(name)
            .or_else(|| created_number(chain(), created_user, name))
            .or_else(|| self.brought_number(name))?;
        let Some(group) = group else { return Some(number.to_owned()) };
        let group = as_number(group).or_else(|| created_number(chain(), created_group, group))?;
        Some(format!("{number}:{group}"))
    }

    fn brought_number(self, name: &str) -> Option<&'static str> {
        let image = self.external_reference().and_then(Reference::official)?;
        BROUGHT.iter().find(|(of, user, _)| *of == image && *user == name).map(|(.., number)| *number)
    }
}

impl<'d> Dockerfile<'d> {
    /// The number that some stage gives to a user.
    pub fn number_of_user(&'d self, name: &str) -> Option<&'d str> {
        created_number(self.instructions(), created_user, name)
    }
}

/// A number itself, or that of the one user and group that have the same everywhere.
fn as_number(name: &str) -> Option<&str> {
    match name {
        "root" => Some("0"),
        _ => Some(name).filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())),
    }
}

/// The number that the first command to create something of a name gives it.
fn created_number<'d>(
    mut instructions: impl Iterator<Item = Instruction<'d>>,
    creates: Creates,
    name: &str,
) -> Option<&'d str> {
    instructions.find_map(|it| {
        it.commands().iter().filter_map(creates).find(|it| it.name.is(name)).and_then(|it| it.known_number())
    })
}
