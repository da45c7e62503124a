//! The mounts of RUN.

use std::ops::Range;

use super::{Instruction, Text, Value};
use crate::source::Span;

/// A mount of RUN: `--mount=type=cache,target=/root/.npm`.
#[derive(Clone, Copy, Debug)]
pub struct Mount<'d> {
    /// The whole value: options separated by commas.
    pub options: &'d Text<'d>,
}

/// An option of a mount: `sharing=locked`, or `ro` alone.
#[derive(Clone, Debug)]
pub struct MountOption<'d> {
    /// The name as written.
    pub name: &'d str,
    /// What comes after `=`, as written.
    pub value: Option<&'d str>,
    /// Its bytes within the options.
    pub range: Range<usize>,
}

impl MountOption<'_> {
    /// The bytes, within the options, of the name.
    pub fn name_range(&self) -> Range<usize> {
        self.range.start..self.range.start + self.name.len()
    }

    /// The bytes, within the options, of the value.
    pub fn value_range(&self) -> Range<usize> {
        self.range.end - self.value.map_or(0, str::len)..self.range.end
    }
}

impl<'d> Mount<'d> {
    /// The options in their order.
    pub fn each(self) -> impl Iterator<Item = MountOption<'d>> {
        let mut start = 0;
        self.options.as_str().split(',').map(move |option| {
            let range = start..start + option.len();
            start = range.end + 1;
            let (name, value) = option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
            MountOption { name, value, range }
        })
    }

    /// The value of the first of some options (in lower case) that is given.
    pub fn option(self, names: &[&str]) -> Option<&'d str> {
        self.find(names).map(|range| &self.options.as_str()[range])
    }

    /// The bytes, within the options, of the value of the first of some options that is given.
    pub(super) fn find(self, names: &[&str]) -> Option<Range<usize>> {
        let is_wanted = |option: &MountOption<'_>| names.contains(&option.name.trim().to_ascii_lowercase().as_str());
        self.each().find(|option| option.value.is_some() && is_wanted(option)).map(|option| option.value_range())
    }

    /// The value of the first of some options (in lower case) that is given, and where it stands.
    pub fn place_of(self, names: &[&str]) -> Option<(&'d str, Span)> {
        let range = self.find(names)?;
        Some((&self.options.as_str()[range.clone()], self.options.span_of(range)))
    }

    /// The type: `bind` if none is given.
    pub fn kind(self) -> &'d str {
        self.option(&["type"]).unwrap_or("bind")
    }

    /// Where it is mounted, as written.
    pub fn target(self) -> Option<&'d str> {
        self.option(&["target", "dst", "destination"])
    }

    /// The stage or image that it shows.
    pub fn from(self) -> Option<&'d str> {
        self.option(&["from"])
    }
}

impl Instruction<'_> {
    /// What an option of a mount of this instruction comes to.
    pub fn mount_value(self, mount: Mount<'_>, option: &MountOption<'_>) -> Value {
        self.evaluate(&mount.options.slice(option.value_range()))
    }

    /// The absolute path at which a mount of this instruction shows something, if there is one and it can be told. A secret without a
    /// target is in `/run/secrets`, or only in a variable
    /// (<https://docs.docker.com/reference/dockerfile/#run---mounttypesecret>); anything else in the working directory.
    pub fn mounted_at(self, mount: Mount<'_>) -> Option<String> {
        let written = mount.each().find(|option| matches!(option.name, "target" | "dst" | "destination"));
        let value = written.map(|option| self.mount_value(mount, &option));
        match (value, mount.kind()) {
            (Some(value), _) => self.absolute(value.as_str()?),
            (None, "bind" | "cache" | "tmpfs") => self.absolute("."),
            (None, "secret") if mount.option(&["env"]).is_none() => {
                let id = mount.option(&["id"]).filter(|id| !id.is_empty() && !id.contains('$'))?;
                Some(format!("/run/secrets/{}", id.rsplit('/').next()?))
            }
            _ => None,
        }
    }
}
