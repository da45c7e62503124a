//! The users that stages run as, and the numbers behind their names.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{Command, Dockerfile, Stage};
use crate::model::command::{created_group, created_user};
use crate::model::image::Reference;
use crate::source::Span;

/// Users that official images bring, with their numbers: those of the Dockerfiles at <https://github.com/nodejs/docker-node> and
/// <https://github.com/nginx/docker-nginx> (2026).
const BROUGHT: [(&str, &str, &str); 2] = [("node", "node", "1000"), ("nginx", "nginx", "101")];

/// The sorts of thing that a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Sort {
    User,
    Group,
}

/// For each user and group the RUN instructions that create it, by their index, with the number that they give it.
type ByName = FxHashMap<(Sort, String), Vec<(usize, Option<String>)>>;

/// The users and groups that a Dockerfile creates, found when the first is asked for.
#[derive(Debug, Default)]
pub(super) struct Accounts(OnceLock<ByName>);

impl Accounts {
    fn of(dockerfile: &Dockerfile<'_>) -> ByName {
        let mut found = ByName::default();
        for instruction in dockerfile.instructions() {
            for command in instruction.commands() {
                let created = [(Sort::User, created_user(command)), (Sort::Group, created_group(command))];
                for (sort, created) in created {
                    let Some((created, name)) = created.and_then(|it| it.name.as_str().map(|name| (it, name))) else {
                        continue;
                    };
                    let number = created.known_number().map(str::to_owned);
                    found.entry((sort, name.to_owned())).or_default().push((instruction.index(), number));
                }
            }
        }
        found
    }
}

/// The user that the image of a stage runs as, with the place that says so: the user after USER, or the base.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum User<'d> {
    /// The one whose number is 0.
    Root(Span),
    /// One of another number.
    Numbered(Span),
    /// One whose number only the image knows.
    Named(&'d str, Span),
}

impl<'d> Stage<'d> {
    /// Whom its image runs as. `None` unless that is known.
    pub fn runs_as(self) -> Option<User<'d>> {
        let Some(instruction) = self.user() else {
            return self.begins_as_root().then(|| User::Root(self.base_span()));
        };
        let Command::User(user) = instruction.command() else { return None };
        // What is not written out may be given to the build.
        let name = user.as_str().split(':').next().filter(|name| !name.contains('$') && !name.is_empty())?;
        Some(match name.parse::<u32>() {
            Ok(0) => User::Root(user.span()),
            Ok(_) => User::Numbered(user.span()),
            Err(_) if name == "root" => User::Root(user.span()),
            Err(_) => User::Named(name, user.span()),
        })
    }

    /// What USER names, by numbers: `app:staff` is `1000:50`. `None` unless they are known.
    pub fn user_by_number(self, user: &str) -> Option<String> {
        let (name, group) = user.split_once(':').map_or((user, None), |(name, group)| (name, Some(group)));
        let number =
            as_number(name).or_else(|| self.created_number(Sort::User, name)).or_else(|| self.brought_number(name))?;
        let Some(group) = group else { return Some(number.to_owned()) };
        let group = as_number(group).or_else(|| self.created_number(Sort::Group, group))?;
        Some(format!("{number}:{group}"))
    }

    /// The number that the first command in its chain to create something of a name gives it.
    fn created_number(self, sort: Sort, name: &str) -> Option<&'d str> {
        let created = self.dockerfile().created(sort, name);
        let (_, number) = self.chain().find_map(|stage| {
            created.iter().find(|(at, _)| self.dockerfile().instruction(*at).stage() == Some(stage))
        })?;
        number.as_deref()
    }

    fn brought_number(self, name: &str) -> Option<&'static str> {
        let image = self.external_reference().and_then(Reference::official)?;
        BROUGHT.iter().find(|(of, user, _)| *of == image && *user == name).map(|(.., number)| *number)
    }
}

impl<'d> Dockerfile<'d> {
    /// The number that some stage gives to a user.
    pub fn number_of_user(&'d self, name: &str) -> Option<&'d str> {
        self.created(Sort::User, name).first()?.1.as_deref()
    }

    fn created(&self, sort: Sort, name: &str) -> &[(usize, Option<String>)] {
        let all = self.accounts.0.get_or_init(|| Accounts::of(self));
        all.get(&(sort, name.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// A number itself, or that of the one user and group that have the same everywhere.
fn as_number(name: &str) -> Option<&str> {
    match name {
        "root" => Some("0"),
        _ => Some(name).filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())),
    }
}
