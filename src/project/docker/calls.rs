//! Commands of Compose in scripts: which files they name, and which services.
//!
//! Facts: Docker's manual, "docker compose" and its sub-commands (the options that take a value).

use crate::diagnostic::Place;
use crate::model::command::{Argument, Command};
use crate::model::compose::{ComposeFile, Role};
use crate::model::script::Script;
use crate::project::Project;
use crate::project::compose::{ComposeProject, Known};
use crate::source::join_path;

/// A name in a command, and where it stands.
#[derive(Clone, Debug)]
pub struct Word {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A command of Compose.
#[derive(Clone, Debug)]
pub struct ComposeCall {
    /// The folder that it runs in, relative to the root of the repository.
    pub folder: String,
    /// The files that it names with `-f`.
    pub files: Vec<Word>,
    /// `up`, `run`, ...
    pub subcommand: String,
    /// The services that it names.
    pub services: Vec<Word>,
}

/// Options that take a value, as long names and as letters, and letters of those that do not.
struct Grammar {
    long: &'static [&'static str],
    short: &'static str,
    flags: &'static str,
}

/// The options before the sub-command.
const GLOBAL: Grammar = Grammar {
    long: &["file", "project-name", "profile", "env-file", "ansi", "parallel", "progress", "context"],
    short: "fpc",
    flags: "",
};

/// Those of a sub-command whose operands are services, and how many of them are.
fn grammar(subcommand: &str) -> Option<(Grammar, usize)> {
    let all = usize::MAX;
    let (long, short, flags, count): (&'static [&'static str], _, _, _) = match subcommand {
        "up" | "create" => {
            let long = &["attach", "exit-code-from", "no-attach", "pull", "scale", "timeout", "wait-timeout"];
            (long, "t", "dVwy", all)
        }
        "build" => (&["build-arg", "builder", "memory", "ssh", "progress"], "m", "q", all),
        "run" => {
            let long = &[
                "env",
                "env-from-file",
                "label",
                "name",
                "publish",
                "entrypoint",
                "user",
                "volume",
                "workdir",
                "cap-add",
                "cap-drop",
                "pull",
            ];
            (long, "elpuvw", "dTitPq", 1)
        }
        "exec" => (&["env", "index", "user", "workdir"], "euw", "dTit", 1),
        "pull" | "push" => (&["policy"], "", "q", all),
        "start" => (&["wait-timeout"], "", "", all),
        "stop" | "restart" => (&["timeout"], "t", "", all),
        "logs" => (&["tail", "since", "until", "index"], "n", "ft", all),
        _ => return None,
    };
    Some((Grammar { long, short, flags }, count))
}

impl Grammar {
    /// How an option takes its value: `None` if it is not known.
    fn takes_next(&self, word: &str) -> Option<bool> {
        if let Some(long) = word.strip_prefix("--") {
            return Some(!long.contains('=') && self.long.contains(&long));
        }
        for (at, letter) in word[1..].char_indices() {
            if self.short.contains(letter) {
                return Some(at + 1 + letter.len_utf8() == word.len());
            }
            if !self.flags.contains(letter) {
                return None;
            }
        }
        Some(false)
    }
}

impl ComposeCall {
    /// Reads a command that runs in a folder; nothing if it is not one of Compose, or not to be read as a whole.
    pub(super) fn read(script: &Script<'_>, command: &Command<'_>, folder: &str) -> Option<Self> {
        let mut words = command.arguments.as_slice();
        match command.name()? {
            "docker" if words.first()?.is("compose") => words = &words[1..],
            "docker-compose" => {}
            _ => return None,
        }
        if !command.wrappers.is_empty() || !command.settings.is_empty() || script.text().contains("COMPOSE_FILE") {
            return None;
        }
        let word =
            |word: &Argument<'_>| Some(Word { text: word.as_str()?.to_owned(), place: script.place_of(word.range) });
        let mut files = Vec::new();
        let subcommand = loop {
            let (first, rest) = words.split_first()?;
            words = rest;
            let text = first.as_str()?;
            if !text.starts_with('-') {
                break text.to_owned();
            }
            if text.starts_with("--project-directory") || text.starts_with("--file=") {
                return None;
            }
            if GLOBAL.takes_next(text)? {
                let (value, rest) = words.split_first().filter(|(value, _)| !value.splits)?;
                words = rest;
                if matches!(text, "-f" | "--file") {
                    files.push(word(value)?);
                }
            }
        };
        let (grammar, count) = grammar(&subcommand)?;
        let mut services = Vec::new();
        while let Some((first, rest)) = words.split_first().filter(|_| services.len() < count) {
            words = rest;
            let Some(text) = first.as_str() else { break };
            if !text.starts_with('-') {
                services.extend(word(first));
            } else if grammar.takes_next(text)? {
                words = words.split_first().filter(|(value, _)| !value.splits)?.1;
            }
        }
        Some(Self { folder: folder.to_owned(), files, subcommand, services })
    }

    /// The path of a file that it names, relative to the root.
    pub fn path(&self, file: &Word) -> Option<String> {
        if file.text.starts_with(['/', '-']) { None } else { join_path(&self.folder, &file.text) }
    }

    /// The projects that it works on; nothing if one of them cannot be told. Without `-f` it is the file in the folder.
    pub fn projects<'c>(&self, project: &'c Project<'_>) -> Option<Vec<&'c ComposeProject<'c>>> {
        let of = |path: &str| project.compose.of(project.files().find(path)?);
        if self.files.is_empty() {
            let is_canonical =
                |it: &ComposeFile<'_>| matches!(it.role, Role::Canonical(_)) && it.folder() == self.folder;
            let mut found = project.compose.iter().filter(|it| is_canonical(&it.base()));
            return found.next().filter(|_| found.next().is_none()).map(|it| vec![it]);
        }
        self.files.iter().map(|file| of(&self.path(file)?)).collect()
    }

    /// Whether surely none of the projects has a service.
    pub fn lacks(&self, service: &str, project: &Project<'_>) -> bool {
        let Some(projects) = self.projects(project) else { return false };
        projects.iter().all(|it| project.compose.has(it, "services", service) == Known::No)
    }
}
