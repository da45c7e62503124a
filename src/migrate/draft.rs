//! Our configuration while it comes together.

use std::fmt::Write;

use crate::config::{FailOn, Level, Preset};
use crate::rule::Rule;
use crate::rules;
use crate::source::{Files, Span};
use crate::tree::{Entry, Node};

/// What is said of one rule.
struct Line {
    /// Its id, or a pattern.
    rule: String,
    level: Level,
    /// An option with its list of values.
    option: Option<(&'static str, Vec<String>)>,
    /// The settings that it comes from.
    why: Vec<String>,
}

/// Our configuration while it comes together.
pub(super) struct Draft {
    /// Whether it replaces one tool only.
    pub is_alone: bool,
    /// The files that it is made from.
    pub read: Vec<String>,
    pub preset: Preset,
    pub fail_on: Option<FailOn>,
    pub exclude: Vec<String>,
    /// Paths where the rules of a family are off.
    pub overrides: Vec<(Vec<String>, &'static str)>,
    lines: Vec<Line>,
    /// What has no equal: the file, the line (from 1; 0 for all of it) and what is said.
    notes: Vec<(String, u32, String)>,
}

impl Draft {
    pub(super) fn new(is_alone: bool) -> Self {
        Self {
            is_alone,
            read: Vec::new(),
            preset: Preset::Recommended,
            fail_on: None,
            exclude: Vec::new(),
            overrides: Vec::new(),
            lines: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Notes something about a whole file.
    pub(super) fn note(&mut self, name: &str, text: impl Into<String>) {
        self.notes.push((name.to_owned(), 0, text.into()));
    }

    /// Says how severe a rule is, because of a setting of another tool. The last word counts.
    pub(super) fn set(&mut self, rule: &str, level: Level, why: &str) {
        match self.lines.iter_mut().find(|line| line.rule == rule) {
            Some(line) if line.level == level => line.why.push(why.to_owned()),
            Some(line) => (line.level, line.why) = (level, vec![why.to_owned()]),
            None => self.lines.push(Line { rule: rule.to_owned(), level, option: None, why: vec![why.to_owned()] }),
        }
    }

    /// Gives a rule that is on a list of values for an option.
    pub(super) fn option(&mut self, rule: &str, level: Level, name: &'static str, values: &[String], why: &str) {
        if !self.lines.iter().any(|line| line.rule == rule) {
            self.set(rule, level, why);
        }
        for line in self.lines.iter_mut().filter(|line| line.rule == rule) {
            line.option = Some((name, values.to_vec()));
        }
    }

    /// The text of the configuration. Writing to a text cannot fail.
    pub(super) fn render(&self) -> String {
        let mut text = format!("# Made by `infralint migrate` from {}.\n", self.read.join(", "));
        let _ = writeln!(text, "preset: {}", self.preset.name());
        if let Some(fail_on) = self.fail_on {
            let _ = writeln!(text, "fail-on: {}", fail_on.name());
        }
        if !self.exclude.is_empty() {
            let _ = writeln!(text, "exclude: {}", list(&self.exclude));
        }
        if !self.lines.is_empty() {
            let _ = writeln!(text, "rules:");
        }
        for line in &self.lines {
            let level = line.level.name();
            let value = match &line.option {
                Some((name, values)) => format!("{{ severity: {level}, {name}: {} }}", list(values)),
                None => level.to_owned(),
            };
            let _ = writeln!(text, "  {}: {value} # {}", line.rule, line.why.join(", "));
        }
        if !self.overrides.is_empty() {
            let _ = writeln!(text, "overrides:");
        }
        for (paths, pattern) in &self.overrides {
            let _ = writeln!(text, "  - paths: {}\n    rules: {{ {}: off }}", list(paths), quoted(pattern));
        }
        if !self.notes.is_empty() {
            let _ = writeln!(text, "\n# What has no equal here:");
        }
        let mut notes: Vec<_> = self.notes.iter().collect();
        notes.sort_by_key(|(name, line, _)| (self.read.iter().position(|read| read == name), *line));
        for (name, line, note) in notes {
            let line = if *line == 0 { String::new() } else { format!(":{line}") };
            let _ = writeln!(text, "# - {name}{line}: {note}");
        }
        text
    }
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A text in the quotes of JSON, which YAML reads too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Reads a configuration of a tool into the draft.
pub(super) struct Reader<'r> {
    pub files: &'r Files,
    pub tool: &'static str,
    pub draft: &'r mut Draft,
}

impl Reader<'_> {
    /// Notes what has no equal.
    pub(super) fn note(&mut self, span: Span, text: &str) {
        let file = self.files.get(span.file);
        // What is read may hold anything, and must not end the comment that it is shown in.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.draft.notes.push((file.path().to_owned(), file.position(span.start).line, text));
    }

    /// Notes a setting with its value, and why it is not carried over.
    pub(super) fn drop(&mut self, entry: Entry<'_>, why: &str) {
        let value = entry.value.as_text().map(|text| format!(": {text}")).unwrap_or_default();
        self.note(entry.key.span(), &format!("`{}{value}`: {why}", entry.key.text()));
    }

    /// One text or a list of them.
    pub(super) fn texts<'t>(&mut self, entry: Entry<'t>) -> Vec<(Node<'t>, &'t str)> {
        let value = entry.value;
        let items: Vec<Node<'t>> = if value.is_seq() { value.items().collect() } else { vec![value] };
        let mut texts = Vec::new();
        for item in items.into_iter().filter(|item| !item.is_null()) {
            match item.as_text() {
                Some(text) => texts.push((item, text)),
                None => self.note(item.span(), &format!("`{}` holds what is no text", entry.key.text())),
            }
        }
        texts
    }

    /// A map's entries. That it is none is noted.
    pub(super) fn entries<'t>(&mut self, node: Node<'t>, what: &str) -> Vec<Entry<'t>> {
        if !node.is_map() && !node.is_null() {
            self.note(node.span(), &format!("{what} is no map"));
        }
        node.entries().collect()
    }

    /// Gives the rules that cover checks of the tool a level. A rule that does the work of other checks of the tool too is only changed if all
    /// of them are.
    pub(super) fn level(&mut self, checks: &[(Node<'_>, &str)], level: Level) {
        for (node, id) in checks {
            let tool = self.tool_of(id);
            let covering = covering(tool, id);
            if covering.is_empty() {
                self.note(node.span(), &format!("`{id}`: no rule covers it"));
            }
            for rule in covering {
                let is_meant = |other: &&str| checks.iter().any(|(_, id)| id.eq_ignore_ascii_case(other));
                let of_tool = checks_of(rule, tool);
                let others: Vec<&str> = of_tool.into_iter().filter(|other| !is_meant(other)).collect();
                if others.is_empty() || level == Level::On {
                    self.draft.set(rule.id, level, id);
                } else {
                    let text = format!(
                        "`{id}`: not {}, because `{}` covers {} too; a comment `# infralint: ignore[...]` silences single findings",
                        level.name(),
                        rule.id,
                        others.join(", ")
                    );
                    self.note(node.span(), &text);
                }
            }
        }
    }

    /// hadolint runs `ShellCheck`.
    fn tool_of(&self, id: &str) -> &'static str {
        if self.tool == "hadolint" && id.to_ascii_uppercase().starts_with("SC") { "shellcheck" } else { self.tool }
    }
}

/// The rules that cover a check of a tool.
pub(super) fn covering(tool: &str, id: &str) -> Vec<&'static Rule> {
    rules::all().filter(|rule| checks_of(rule, tool).iter().any(|check| check.eq_ignore_ascii_case(id))).collect()
}

/// The checks of a tool that a rule covers.
pub(super) fn checks_of(rule: &'static Rule, tool: &str) -> Vec<&'static str> {
    let named = rule.page().also.iter().filter_map(|check| check.split_once(':'));
    named.filter(|(of, _)| *of == tool).map(|(_, id)| id).collect()
}
