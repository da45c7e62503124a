//! Which version of a language a program needs, as its own files say.
//!
//! Facts: the Go modules reference, "go directive"; npm, `package.json`, "engines"; `PyPA`, "pyproject.toml", `requires-python`; Poetry,
//! "Dependency specification"; Bundler, `gemfile(5)`, "Ruby"; the Cargo book, "rust-version"; .NET, "global.json overview".

use std::ops::Range;

/// A language with official images of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// Go.
    Go,
    /// Node.js.
    Node,
    /// Python.
    Python,
    /// Ruby.
    Ruby,
    /// Rust.
    Rust,
    /// The SDK of .NET.
    Dotnet,
}

/// The lowest version of a language that a program can do with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Requirement {
    /// The language.
    pub language: Language,
    /// The parts of the version.
    pub at_least: Vec<u32>,
    /// Where the version is written.
    pub range: Range<usize>,
}

impl Language {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Language::Go => "Go",
            Language::Node => "Node.js",
            Language::Python => "Python",
            Language::Ruby => "Ruby",
            Language::Rust => "Rust",
            Language::Dotnet => "the SDK of .NET",
        }
    }
}

/// What a file of this name asks for.
pub fn of_file(name: &str, text: &str) -> Option<Requirement> {
    let (language, range) = match name {
        "go.mod" => (Language::Go, after_start(text, &["go "])?),
        "package.json" => (Language::Node, json_value(text, "engines", "node")?),
        ".nvmrc" | ".node-version" => (Language::Node, first_line(text)?),
        "pyproject.toml" => {
            let range = toml_value(text, "[project]", "requires-python");
            (Language::Python, range.or_else(|| toml_value(text, "[tool.poetry.dependencies]", "python"))?)
        }
        "Gemfile" => (Language::Ruby, quoted(text, after_start(text, &["ruby \"", "ruby '", "ruby(\"", "ruby('"])?)),
        ".ruby-version" => (Language::Ruby, first_line(text)?),
        "Cargo.toml" => (Language::Rust, toml_value(text, "[package]", "rust-version")?),
        "global.json" => (Language::Dotnet, json_value(text, "sdk", "version")?),
        _ => return None,
    };
    let at_least = lower_bound(&text[range.clone()])?;
    Some(Requirement { language, at_least, range })
}

/// What stands behind one of some beginnings of a line.
fn after_start(text: &str, starts: &[&str]) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(start) = starts.iter().find(|start| line.starts_with(**start)) {
            return Some(trimmed(text, at + start.len()..at + line.len()));
        }
        at += line.len();
    }
    None
}

fn first_line(text: &str) -> Option<Range<usize>> {
    let end = text.find('\n').unwrap_or(text.len());
    Some(trimmed(text, 0..end)).filter(|range| !range.is_empty())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start().len();
    start..start + inner.trim().len()
}

/// A range up to the quote that ends it.
fn quoted(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text[range.clone()].find(['"', '\'']).unwrap_or(range.len());
    range.start..range.start + length
}

/// The text under a key of a table.
fn toml_value(text: &str, table: &str, key: &str) -> Option<Range<usize>> {
    let mut is_in_table = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            is_in_table = line.trim_end() == table;
        }
        let value = line.strip_prefix(key).filter(|_| is_in_table).and_then(|rest| rest.trim_start().strip_prefix('='));
        if let Some(inner) = value.and_then(|value| value.trim_start().strip_prefix(['"', '\''])) {
            let start = at + line.len() - inner.len();
            return Some(quoted(text, start..at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The text under a key of an object in a JSON file.
fn json_value(text: &str, object: &str, key: &str) -> Option<Range<usize>> {
    let parsed: serde_json::Value = serde_json::from_str(text).ok()?;
    let value = parsed.get(object)?.get(key)?.as_str()?;
    let within = text.find(&format!("\"{object}\""))?;
    let start = within + text[within..].find(&format!("\"{value}\""))? + 1;
    Some(start..start + value.len())
}

/// The lowest version that a range allows: the lowest of its alternatives.
fn lower_bound(range: &str) -> Option<Vec<u32>> {
    let alternatives = range.split("||").map(|alternative| {
        // An operator may stand apart from its version.
        let joined = ["<", ">", "=", "^", "~"]
            .iter()
            .fold(alternative.replace(',', " "), |text, operator| text.replace(&format!("{operator} "), operator));
        let bounds = joined.split_whitespace().filter(|word| !word.starts_with(['<', '!']));
        bounds.map(version).collect::<Option<Vec<_>>>()?.into_iter().max()
    });
    alternatives.collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// The parts of a version behind an operator, up to one that may be anything.
fn version(text: &str) -> Option<Vec<u32>> {
    let text = text.trim_start_matches(['>', '=', '^', '~', 'v']);
    let text = text.strip_prefix("ruby-").unwrap_or(text);
    let parts: Vec<&str> = text.split('.').take_while(|part| !matches!(*part, "x" | "X" | "*")).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

/// Whether the version at the beginning of a tag is surely lower: `1.21-alpine` than 1.24. A part that the tag leaves out is the newest.
pub fn is_older(tag: &str, at_least: &[u32]) -> bool {
    let number = tag.split('-').next().unwrap_or_default();
    let parts: Option<Vec<u32>> = number.split('.').map(|part| part.parse().ok()).collect();
    let differing = parts.unwrap_or_default().into_iter().zip(at_least).find(|(own, wanted)| own != *wanted);
    differing.is_some_and(|(own, wanted)| own < *wanted)
}

/// A tag of the same variant with a version that is high enough, as precise as the tag is: `1.24-alpine` for `1.21-alpine`. `None` for a
/// variant of one release of a distribution, which may not be built for newer versions.
pub fn raised(tag: &str, at_least: &[u32]) -> Option<String> {
    let (number, variant) = tag.find('-').map_or((tag, ""), |at| tag.split_at(at));
    let lasts = |part: &str| matches!(part, "" | "alpine" | "slim" | "bookworm" | "trixie");
    let parts: Vec<String> = at_least.iter().take(number.split('.').count()).map(u32::to_string).collect();
    let is_known = is_older(tag, at_least) && variant.split('-').all(lasts);
    is_known.then(|| format!("{}{variant}", parts.join(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(name: &str, text: &str) -> Option<Vec<u32>> {
        of_file(name, text).map(|requirement| requirement.at_least)
    }

    #[test]
    fn files_say_what_they_need() {
        assert_eq!(wanted("go.mod", "module a\n\ngo 1.24.1\n"), Some(vec![1, 24, 1]));
        assert_eq!(wanted("package.json", r#"{"engines": {"node": ">=18 <21 || ^22.1"}}"#), Some(vec![18]));
        assert_eq!(wanted("package.json", r#"{"engines": {"node": "20.x"}}"#), Some(vec![20]));
        assert_eq!(wanted(".nvmrc", "v20.11\n"), Some(vec![20, 11]));
        assert_eq!(wanted("pyproject.toml", "[project]\nrequires-python = \">=3.12,<4\"\n"), Some(vec![3, 12]));
        assert_eq!(wanted("pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.11\"\n"), Some(vec![3, 11]));
        let apart = "[tool.poetry.dependencies]\npython = \">= 3.9, < 3.12\"\n";
        assert_eq!(wanted("pyproject.toml", apart), Some(vec![3, 9]));
        assert_eq!(wanted("Gemfile", "source 'x'\nruby '~> 3.3.1'\n"), Some(vec![3, 3, 1]));
        assert_eq!(wanted(".ruby-version", "ruby-3.4.1\n"), Some(vec![3, 4, 1]));
        assert_eq!(wanted("Cargo.toml", "[package]\nrust-version = \"1.88\"\n"), Some(vec![1, 88]));
        assert_eq!(wanted("global.json", r#"{"sdk": {"version": "9.0.100"}}"#), Some(vec![9, 0, 100]));
    }

    #[test]
    fn what_is_not_a_lower_bound_is_none() {
        for (name, text) in [
            (".nvmrc", "lts/iron\n"),
            ("package.json", r#"{"engines": {"node": "<21"}}"#),
            ("package.json", r#"{"engines": {"node": "*"}}"#),
            ("package.json", "{"),
            ("Gemfile", "ruby file: '.ruby-version'\n"),
            ("Cargo.toml", "[package]\nrust-version.workspace = true\n"),
            ("go.mod", "module a\n"),
        ] {
            assert_eq!(wanted(name, text), None, "{text}");
        }
    }

    #[test]
    fn a_tag_is_raised_as_far_as_needed() {
        assert_eq!(raised("1.21-alpine", &[1, 24, 1]).as_deref(), Some("1.24-alpine"));
        assert_eq!(raised("18", &[20, 10]).as_deref(), Some("20"));
        assert_eq!(raised("3.9.1-slim-bookworm", &[3, 12]).as_deref(), Some("3.12-slim-bookworm"));
        for tag in ["1.21-alpine3.15", "1.21-buster", "latest", "1.25"] {
            assert_eq!(raised(tag, &[1, 24, 1]), None, "{tag}");
        }
    }

    #[test]
    fn tags_are_older_only_where_that_is_sure() {
        assert!(is_older("1.21-alpine", &[1, 24]));
        assert!(is_older("18", &[20, 1]));
        for tag in ["1.24", "1", "1.25.1", "alpine", "", "latest", "1.24rc1"] {
            assert!(!is_older(tag, &[1, 24, 3]), "{tag}");
        }
    }
}
