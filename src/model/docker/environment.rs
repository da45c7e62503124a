//! Where the builder expands variables, and what the base image may set.

use super::{Instruction, Stage, Text, is_set_by_builder};
use crate::syntax::dockerfile::Command;

/// Official images that set no `WORKDIR`.
const WITHOUT_WORKDIR: [&str; 19] = [
    "alpine",
    "almalinux",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "centos",
    "debian",
    "eclipse-temurin",
    "fedora",
    "maven",
    "nginx",
    "node",
    "openjdk",
    "oraclelinux",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
];

/// Images of distributions that set `PATH` and nothing else.
const BARE: [&str; 4] = ["alpine", "busybox", "debian", "ubuntu"];

impl<'d> Instruction<'d> {
    /// The texts in which the builder expands variables. Those of RUN, CMD, ENTRYPOINT and HEALTHCHECK are the shell's.
    pub fn expanded_texts(self) -> Vec<&'d Text<'d>> {
        match self.command() {
            Command::Env(pairs) | Command::Label(pairs) | Command::Arg(pairs) => {
                pairs.iter().filter_map(|pair| pair.value.as_ref()).collect()
            }
            Command::Copy(copy) | Command::Add(copy) => copy.sources.iter().chain([&copy.destination]).collect(),
            Command::Workdir(text) | Command::User(text) | Command::Stopsignal(text) => vec![text],
            Command::Expose(words) | Command::Volume(words) => words.iter().collect(),
            Command::From(from) => {
                let platform = self.syntax().flag("platform").and_then(|flag| flag.value.as_ref());
                [&from.image].into_iter().chain(platform).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Instruction<'_> {
    /// Whether a variable may have a value where it stands: ARG or ENV names it, the builder sets it, or the base image may.
    pub fn may_have_variable(self, name: &str) -> bool {
        // The builder itself gives this one a default.
        name == "PATH"
            || is_set_by_builder(name)
            || self.is_declared(name)
            || self.stage().is_none_or(|stage| stage.base_may_set(name))
    }
}

impl Stage<'_> {
    /// Whether the base image may set a variable: its name is about what the image contains, or the image is not known.
    pub fn base_may_set(self, name: &str) -> bool {
        if is_set_by_builder(name) || self.is_from_scratch() {
            return false;
        }
        let Some(reference) = self.external_reference().filter(|reference| reference.official().is_some()) else {
            return true;
        };
        let lower = name.to_ascii_lowercase();
        let word = lower.split('_').next().unwrap_or_default();
        let beginnings = match reference.short_name() {
            "golang" => &["go"][..],
            "eclipse-temurin" | "openjdk" | "amazoncorretto" => &["java", "jdk", "jre"],
            "postgres" => &["pg"],
            "python" => &["pip"],
            "node" => &["npm", "yarn"],
            "rust" => &["cargo", "rustup"],
            "ruby" => &["gem", "bundle"],
            "tomcat" => &["catalina", "java"],
            _ => &[],
        };
        reference.repository.contains(word) || beginnings.iter().any(|beginning| lower.starts_with(beginning))
    }

    /// Whether it surely begins in the root directory of a system.
    pub fn begins_in_root(self) -> bool {
        let official = self.external_reference().and_then(crate::model::image::Reference::official);
        !self.is_windows() && official.is_some_and(|name| WITHOUT_WORKDIR.contains(&name))
    }

    /// Whether the base surely sets `PATH` alone: it is empty, or a plain distribution.
    pub fn has_bare_base(self) -> bool {
        let official = self.external_reference().and_then(crate::model::image::Reference::official);
        self.is_from_scratch() || official.is_some_and(|name| BARE.contains(&name))
    }
}
