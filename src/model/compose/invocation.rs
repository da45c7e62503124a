//! Which files commands take: `docker compose -f a.yaml -f b.yaml`, and the variable `COMPOSE_FILE`.
//!
//! Whoever writes the command writes a shell, a Makefile, JSON or a comment; so this reads words and not a language, and knows of
//! variables only what one plain assignment says. Facts: Docker's manual, "docker compose" (options) and "Set or change pre-defined
//! environment variables in Docker Compose".

mod words;

use rustc_hash::{FxHashMap, FxHashSet};

use words::{Words, is_unknown};

/// The files that a command names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Invocation {
    /// The paths as written, the weakest first; `None` for those that cannot be known.
    pub files: Vec<Option<String>>,
    /// The paths of the files of variables that it names in place of `.env`, the weakest first; `None` for those that cannot be known.
    pub env_files: Vec<Option<String>>,
    /// Whether there may be other files that cannot be seen, or paths start from somewhere else.
    pub is_open: bool,
    /// The folder that the command was sent to before by `cd`, as written.
    pub folder: Option<String>,
}

impl Invocation {
    /// The paths, if all of them are known.
    pub fn known(&self) -> Option<Vec<&str>> {
        let known: Option<Vec<&str>> = self.files.iter().map(Option::as_deref).collect();
        known.filter(|files| !self.is_open && !files.is_empty())
    }

    /// What the variable `COMPOSE_FILE` says. Paths are separated by `COMPOSE_PATH_SEPARATOR`, else as `PATH` is on the system.
    pub fn of_variable(value: &str, separator: Option<&str>) -> Self {
        let separator =
            separator.filter(|text| !text.is_empty()).unwrap_or(if value.contains(';') { ";" } else { ":" });
        let known = |path: &str| (!is_unknown(path)).then(|| path.to_owned());
        let files = value.split(separator).map(str::trim).filter(|path| !path.is_empty()).map(known).collect();
        Self { files, ..Self::default() }
    }

    /// What the variable `COMPOSE_ENV_FILES` says, a list with commas.
    pub fn of_env_files(value: &str) -> Self {
        let known = |path: &str| (!is_unknown(path)).then(|| path.to_owned());
        let env_files = value.split(',').map(str::trim).filter(|path| !path.is_empty()).map(known).collect();
        Self { env_files, ..Self::default() }
    }

    /// The paths of the files of variables, if all of them are known.
    pub fn known_env_files(&self) -> Option<Vec<&str>> {
        let known: Option<Vec<&str>> = self.env_files.iter().map(Option::as_deref).collect();
        known.filter(|files| !self.is_open && !files.is_empty())
    }
}

/// Options of `docker compose` that stand before its sub-command and take a value, other than those that name files.
const WITH_VALUE: [&str; 13] = [
    "-p",
    "--project-name",
    "--profile",
    "--parallel",
    "--progress",
    "--ansi",
    "-c",
    "--context",
    "-H",
    "--host",
    "--log-level",
    "--tlscacert",
    "--tlscert",
];

/// How many times the values of variables are put into a line.
const MAX_DEPTH: usize = 4;

/// The longest line that variables are put into, in bytes.
const MAX_LENGTH: usize = 16 << 10;

/// The invocations in a text, in its order.
pub fn invocations(text: &str) -> Vec<Invocation> {
    if !text.contains("compose") && !text.contains("COMPOSE_") {
        return Vec::new();
    }
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    let lines = || joined.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let variables = variables(lines());
    let separator = variables.get("COMPOSE_PATH_SEPARATOR").and_then(Option::as_deref);
    let used: FxHashSet<&str> = joined.match_indices('$').map(|(at, _)| reference(&joined[at..]).1).collect();
    let mut found = Vec::new();
    let mut folder = None;
    let env_files = variables.get("COMPOSE_ENV_FILES").and_then(Option::as_deref).map(Invocation::of_env_files);
    let env_files = env_files.map_or(Vec::new(), |invocation| invocation.env_files);
    for line in lines() {
        // What a variable holds is a part of the command that it is put into.
        let is_part = assignment(line).is_some_and(|(name, _)| used.contains(name));
        let line = expand(line, &variables);
        if let Some(word) = changed_folder(&line) {
            folder = Some(word).filter(|word| !is_unknown(word));
        }
        let commands = if is_part { Vec::new() } else { of_commands(&line) };
        let of_line = commands.into_iter().chain(of_assignment(&line, separator));
        found.extend(of_line.map(|mut invocation| {
            if invocation.env_files.is_empty() {
                invocation.env_files.clone_from(&env_files);
            }
            Invocation { folder: folder.clone(), ..invocation }
        }));
    }
    found
}

/// The values of variables that are assigned once, at the start of a line; `None` for those that are assigned again.
fn variables<'a>(lines: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, Option<String>> {
    let mut found: FxHashMap<&str, Option<String>> = FxHashMap::default();
    for line in lines {
        let Some((name, value)) = assignment(line) else { continue };
        let value = value.map(|value| value.trim_matches(['"', '\'', '(', ')']).to_owned());
        found.entry(name).and_modify(|known| *known = None).or_insert(value);
    }
    found
}

/// `NAME=value` and the like at the start of a line. Of `+=` the value is not known.
fn assignment(line: &str) -> Option<(&str, Option<&str>)> {
    let words = ["export ", "local ", "readonly ", "declare -r ", "override "];
    let line = words.iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line).trim_start();
    let end = line.find(|c: char| c != '_' && !c.is_ascii_alphanumeric())?;
    let (name, rest) = (&line[..end], line[end..].trim_start());
    let value = ["=", ":=", "::=", "?="].iter().find_map(|operator| rest.strip_prefix(operator));
    let is_added = rest.starts_with("+=");
    (!name.is_empty() && (value.is_some() || is_added)).then(|| (name, value.map(str::trim)))
}

/// A line with the values of variables for `$NAME`, `${NAME}`, `${NAME[@]}` and `$(NAME)`.
fn expand(line: &str, variables: &FxHashMap<&str, Option<String>>) -> String {
    let mut line = line.to_owned();
    for _ in 0..MAX_DEPTH {
        let mut expanded = String::new();
        let mut rest = line.as_str();
        let mut is_changed = false;
        while let Some(dollar) = rest.find('$') {
            expanded.push_str(&rest[..dollar]);
            let (length, name) = reference(&rest[dollar..]);
            let (whole, after) = rest[dollar..].split_at(length);
            rest = after;
            match variables.get(name).and_then(Option::as_deref) {
                Some(value) => {
                    // A list in quotes is still many words.
                    if whole.ends_with("[@]}") && expanded.ends_with('"') && rest.starts_with('"') {
                        expanded.pop();
                        rest = &rest[1..];
                    }
                    expanded.push_str(value);
                    is_changed = true;
                }
                None => expanded.push_str(whole),
            }
        }
        expanded.push_str(rest);
        if !is_changed || expanded.len() > MAX_LENGTH {
            break;
        }
        line = expanded;
    }
    line
}

/// How long a reference to a variable is that a text begins with, and its name; one byte and no name for something else.
fn reference(text: &str) -> (usize, &str) {
    let is_name = |c: char| c == '_' || c.is_ascii_alphanumeric();
    let name_of = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    for (open, close) in [("${", "}"), ("$(", ")")] {
        if let Some(inner) = text.strip_prefix(open) {
            let end = name_of(inner);
            let rest = inner[end..].strip_prefix("[@]").or_else(|| inner[end..].strip_prefix("[*]"));
            let skipped = if rest.is_some() { 3 } else { 0 };
            let is_plain = end > 0 && inner[end + skipped..].starts_with(close);
            return if is_plain { (open.len() + end + skipped + 1, &inner[..end]) } else { (1, "") };
        }
    }
    let end = name_of(&text[1..]);
    (1 + end, &text[1..=end])
}

/// Where the last `cd` of a line leads, as written.
fn changed_folder(line: &str) -> Option<String> {
    let starts = line.match_indices("cd ").filter(|(at, _)| {
        let before = line[..*at].trim_end();
        before.is_empty() || before.ends_with(['@', ';', '&', '(', '"', '\'', '|']) || before.ends_with("then")
    });
    let (at, _) = starts.last()?;
    Words::new(&line[at + 3..]).next()
}

/// The invocations of Compose in a line.
fn of_commands(line: &str) -> Vec<Invocation> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("compose") {
        let before = line[..at].strip_suffix('-').unwrap_or_else(|| line[..at].trim_end());
        let program = ["docker", "podman", "nerdctl"].iter().find_map(|name| before.strip_suffix(name));
        let is_program = before.len() < at
            && program
                .is_some_and(|rest| !rest.ends_with(|c: char| matches!(c, '-' | '_' | '.') || c.is_alphanumeric()));
        let rest = line[at + "compose".len()..].strip_prefix(".exe").unwrap_or(&line[at + "compose".len()..]);
        if is_program && rest.starts_with([' ', '\t']) {
            found.extend(of_options(Words::new(rest)));
        }
    }
    found
}

/// The files that the options before a sub-command name, if there are any.
fn of_options(mut words: Words<'_>) -> Option<Invocation> {
    let mut found = Invocation::default();
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ if word.starts_with("-f") && word.len() > 2 => ("-f", Some(word[2..].trim_start_matches('=').to_owned())),
            _ => (word.as_str(), None),
        };
        match name {
            "-f" | "--file" => {
                let path = value.or_else(|| words.next());
                found.files.push(path.filter(|path| !is_unknown(path) && path != "-"));
            }
            "--env-file" => {
                let path = value.or_else(|| words.next());
                found.env_files.push(path.filter(|path| !is_unknown(path)));
            }
            "--project-directory" | "--workdir" => {
                found.is_open = true;
                if value.is_none() {
                    words.next();
                }
            }
            _ if WITH_VALUE.contains(&name) => {
                if value.is_none() {
                    words.next();
                }
            }
            _ if is_unknown(name) => found.is_open = true,
            _ if name.starts_with('-') => {}
            _ => break,
        }
    }
    (!found.files.is_empty() || !found.env_files.is_empty()).then_some(found)
}

/// What a line assigns to `COMPOSE_FILE`.
fn of_assignment(line: &str, separator: Option<&str>) -> Option<Invocation> {
    let (at, mark) = line.match_indices("COMPOSE_FILE=").next()?;
    let before = line[..at].chars().next_back();
    if before.is_some_and(|c| c == '_' || c.is_ascii_alphanumeric()) {
        return None;
    }
    let value = Words::new(&line[at + mark.len()..]).next()?;
    Some(Invocation::of_variable(&value, separator))
}

#[cfg(test)]
mod tests;
