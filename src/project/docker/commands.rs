//! Commands that build images: `docker build` and its kin, and kaniko.
//!
//! Facts: the manuals of `docker buildx build`, `podman build`, `buildah build` and kaniko's executor.

use super::build::{Build, Builder, Given, Named, Target};
use super::constants::Constants;
use super::images::repository_of;
use crate::diagnostic::Place;
use crate::model::command::{Argument, Arguments, Command, CommandOption, TextRange};
use crate::source::join_path;

/// The text that commands are written in.
pub(super) struct Text<'s> {
    /// What a shell reads.
    pub(super) script: &'s str,
    /// Where a part of it stands.
    pub(super) place: &'s dyn Fn(TextRange) -> Place,
    /// The variables that it may use.
    pub(super) constants: &'s Constants,
}

impl Text<'_> {
    fn place_of(&self, range: TextRange) -> Place {
        (self.place)(range)
    }

    /// What a word stands for, with the values of variables; of an option with `=` what comes after.
    fn value(&self, range: TextRange, known: Option<&str>) -> Option<String> {
        if let Some(known) = known {
            return Some(known.to_owned());
        }
        let raw = range.of(self.script);
        let raw = if raw.starts_with('-') { raw.split_once('=')?.1 } else { raw };
        let inner = raw.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        let is_plain = !inner.unwrap_or(raw).contains(['"', '\'', '`', '\\', '(']);
        let value = self.constants.fill_all(inner.unwrap_or(raw)).filter(|_| is_plain)?;
        let is_one = inner.is_some() || !value.contains(char::is_whitespace) && !value.is_empty();
        (is_one && !value.starts_with('-')).then_some(value)
    }

    /// Whether there may be words in a command that cannot be seen.
    fn is_open(&self, command: &Command<'_>, arguments: &Arguments<'_, '_>) -> bool {
        let hides = |word: &&Argument<'_>| word.splits && word.prefix.is_empty();
        arguments.is_open && !command.arguments.iter().filter(hides).all(|word| self.value(word.range, None).is_some())
    }
}

/// The build that a command runs, if it runs one.
pub(super) fn of_command(text: &Text<'_>, command: &Command<'_>, folder: Option<&str>, by: Builder) -> Option<Build> {
    let arguments = command.parsed();
    let is_kaniko = command.program.as_ref()?.as_str() == Some("/kaniko/executor");
    let is_build = match command.name()? {
        "docker" | "podman" | "nerdctl" => {
            let words: Vec<&str> = arguments.subcommand.iter().filter_map(|word| word.as_str()).collect();
            matches!(words.as_slice(), ["build"] | ["buildx" | "image", "build"])
        }
        "buildah" => matches!(arguments.subcommand(0), Some("build" | "bud")),
        _ => is_kaniko,
    };
    if !is_build || arguments.operands.len() > 1 && !is_kaniko {
        return None;
    }
    let is_open = text.is_open(command, &arguments);
    let folder = folder.filter(|_| !is_open && command.wrappers.is_empty());
    let place = |option: &CommandOption<'_>| option.value.map(|value| text.place_of(value.range));
    let (context, context_place) = if is_kaniko {
        let option = arguments.option(&["context", "c"]);
        let written = option.and_then(|option| kaniko_path(text, option));
        let named = folder.and(written).map_or(Named::Unknown, |path| Named::context("", path));
        (named, option.and_then(place))
    } else {
        let operand = *arguments.operands.first()?;
        let known = operand.as_str().or((operand.prefix == "-").then_some("-"));
        let written = text.value(operand.range, known);
        let named = folder.zip(written).map_or(Named::Unknown, |(folder, path)| Named::context(folder, &path));
        (named, Some(text.place_of(operand.range)))
    };
    let file = arguments.option(&["file", "f", "dockerfile"]);
    let dockerfile = match file {
        Some(option) if is_kaniko => kaniko_path(text, option).map_or(Named::Unknown, |path| context.file(path)),
        // A file of a remote context is in that, any other is relative to the working directory.
        Some(_) if context == Named::Elsewhere => Named::Elsewhere,
        Some(option) => {
            let path = folder.zip(option.value.and_then(|value| text.value(value.range, value.text)));
            path.and_then(|(folder, path)| join_path(folder, &path)).map_or(Named::Unknown, Named::Path)
        }
        None if is_open => Named::Unknown,
        None => context.file("Dockerfile"),
    };
    let target = match arguments.option(&["target"]) {
        Some(option) => match option.value.and_then(|value| text.value(value.range, value.text)) {
            Some(name) => Target::Stage(name, place(option)?),
            None => Target::Unknown,
        },
        None if is_open => Target::Unknown,
        None => Target::Last,
    };
    Some(Build {
        by,
        title: if is_kaniko { "kaniko".to_owned() } else { format!("`{} build`", command.name()?) },
        place: text.place_of(command.program.as_ref()?.range),
        context_place,
        dockerfile_place: file.and_then(place),
        file: None,
        target,
        args: options(text, &arguments, "build-arg", is_open),
        contexts: options(text, &arguments, "build-context", is_open),
        secrets: secrets(text, &arguments, is_open),
        platforms: platforms(&arguments),
        images: images(text, &arguments, if is_kaniko { "destination" } else { "tag" }),
        context,
        dockerfile,
    })
}

/// A path that is given to kaniko, relative to the root of the project.
fn kaniko_path<'s>(text: &'s Text<'_>, option: &CommandOption<'_>) -> Option<&'s str> {
    let value = option.value?;
    let word = &text.script[value.range.range()];
    let word = word.split_once('=').map_or(word, |(_, path)| path).trim_matches(['"', '\'']);
    let word = word.strip_prefix("dir://").unwrap_or(word);
    let inner = ["$CI_PROJECT_DIR", "${CI_PROJECT_DIR}"].iter().find_map(|root| word.strip_prefix(root));
    let path = inner.map_or(word, |inner| inner.trim_start_matches('/'));
    (!path.contains('$') && !path.starts_with('/')).then_some(path)
}

/// The names that an option gives each time it is there: `--build-arg NAME=value`.
fn options(text: &Text<'_>, arguments: &Arguments<'_, '_>, name: &str, is_open: bool) -> Given {
    let mut given = Given { names: Vec::new(), is_open };
    for option in arguments.options.iter().filter(|option| option.name == name) {
        let value = option.value.filter(|value| value.text.is_some() || value.prefix.contains('='));
        match value {
            Some(value) => {
                let name = value.prefix.split('=').next().unwrap_or_default();
                given.names.push((name.to_owned(), text.place_of(value.range)));
            }
            None => given.is_open = true,
        }
    }
    given
}

/// The ids of `--secret id=...`.
fn secrets(text: &Text<'_>, arguments: &Arguments<'_, '_>, is_open: bool) -> Given {
    let mut given = Given { names: Vec::new(), is_open };
    for option in arguments.options.iter().filter(|option| option.name == "secret") {
        let id = option.value.and_then(|value| {
            let id = value.prefix.split(',').find_map(|part| part.trim_matches('"').strip_prefix("id="))?;
            Some((id.to_owned(), text.place_of(value.range)))
        });
        given.is_open |= id.is_none();
        given.names.extend(id);
    }
    given
}

/// The names that `--tag` gives to the image.
fn images(text: &Text<'_>, arguments: &Arguments<'_, '_>, name: &str) -> Vec<String> {
    let is_name = |option: &&CommandOption<'_>| option.name == name || option.name == &name[..1];
    let values = arguments.options.iter().filter(is_name).filter_map(|option| option.value);
    let names = values.filter_map(|value| {
        let word = value.range.of(text.script);
        let word = if word.starts_with("--") { word.split_once('=')?.1 } else { word.trim_start_matches("-t") };
        let word = text.constants.fill(word.trim_matches(['=', '"', '\'']));
        repository_of(&word)
    });
    names.collect()
}

fn platforms(arguments: &Arguments<'_, '_>) -> Vec<String> {
    let text = arguments.option(&["platform"]).and_then(|option| option.value?.text).unwrap_or_default();
    text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
