//! `.infralint.yaml` into a [`Config`], with all that is wrong in it.

use super::pattern::{Paths, is_exact};
use super::unused::Pattern;
use super::{Config, FailOn, Level, Override, Preset, Setting, is_known};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::kind::FileKind;
use crate::model::kubernetes::schema::{self, Minor};
use crate::report::Report;
use crate::rule::{OptionValue, Rule};
use crate::rules;
use crate::source::{FileId, Files, SourceFile, Span};
use crate::spelling::nearest;
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;
use crate::tree::{Entry, Node};

/// The rule that speaks of what is wrong.
const RULE: &str = "infralint/configuration";

/// Reads a configuration; the error is a report of what is wrong with it. `path` is what the report calls the file.
pub fn read(path: &str, text: &str) -> Result<Config, Box<Report>> {
    let files = Files::new(vec![SourceFile::new(path, FileKind::Template, text)], Vec::new());
    let options = yaml::Options { dialect: yaml::Dialect::Core, placeholders: Placeholders::None };
    let (tree, mut problems) = yaml::parse(&files, FileId(0), options);
    let mut reader = Reader { problems: Vec::new(), patterns: Vec::new() };
    let mut config = tree.root().map(|root| reader.config(root)).unwrap_or_default();
    config.patterns = std::mem::take(&mut reader.patterns);
    config.path = Some(path.to_owned());
    let extra = tree.roots().nth(1).map(|root| Problem::new(RULE, root.span(), "a second document is never read"));
    drop(tree);
    problems.append(&mut reader.problems);
    problems.extend(extra);
    if problems.is_empty() { Ok(config) } else { Err(Box::new(report(files, problems))) }
}

fn report(files: Files, problems: Vec<Problem>) -> Report {
    let page = rules::find(RULE).map(Rule::page);
    let diagnostics = problems.into_iter().map(|problem| Diagnostic {
        rule: RULE,
        severity: page.map_or(Severity::Error, |page| page.severity),
        category: page.map_or(crate::diagnostic::Category::Correctness, |page| page.category),
        also: None,
        message: problem.message,
        help: problem.help,
        span: problem.span,
        labels: problem.labels,
        fix: None,
    });
    Report::new(files, diagnostics.collect(), Vec::new())
}

/// The help line for a word that is not one of those that would be right.
fn suggestion<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> String {
    match nearest(word, candidates.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: Vec<String> = candidates.into_iter().map(|candidate| format!("`{candidate}`")).collect();
            format!("use one of {}", all.join(", "))
        }
    }
}

/// What somebody may have meant who wrote a pattern that no rule matches.
pub fn suggest_rule(pattern: &str) -> String {
    let ids = || rules::all().map(|rule| rule.id);
    let by_name = || ids().find(|id| id.split_once('/').is_some_and(|(_, name)| name == pattern));
    let families = || rules::all().map(Rule::family);
    let is_family = |name: &&str| families().any(|family| family == *name);
    let whole = Some(pattern.trim_end_matches('/')).filter(is_family);
    let family = pattern.split_once("/*").map(|(family, _)| family);
    match whole.or_else(|| nearest(family?, families())) {
        Some(near) => format!("did you mean `{near}/*`?"),
        None => match by_name().or_else(|| nearest(pattern, ids())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`infralint rules` lists all rules".into(),
        },
    }
}

struct Reader {
    problems: Vec<Problem>,
    patterns: Vec<Pattern>,
}

impl Reader {
    fn fault(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(RULE, span, message).with_help(help));
    }

    fn config(&mut self, root: Node<'_>) -> Config {
        const KEYS: [&str; 7] =
            ["preset", "fail-on", "max-file-size", "kubernetes-version", "exclude", "rules", "overrides"];
        let mut config = Config::default();
        for entry in self.entries(root, "the configuration") {
            let value = entry.value;
            match entry.key.text() {
                "preset" => {
                    let names = Preset::ALL.map(Preset::name);
                    config.preset = self.word(entry, &names, Preset::from_name).unwrap_or_default();
                }
                "fail-on" => config.fail_on = self.word(entry, &FailOn::ALL.map(FailOn::name), FailOn::from_name),
                "max-file-size" => match value.as_i64() {
                    Some(size @ 1..=4095) => config.max_file_size = Some(size.unsigned_abs() << 20),
                    _ => self.fault(value.span(), "`max-file-size` is no number of MiB", "use a number from 1 to 4095"),
                },
                "kubernetes-version" => config.kubernetes = self.kubernetes(value),
                "exclude" => config.exclude = self.paths(entry),
                "rules" => config.settings = self.settings(entry, true),
                "overrides" => config.overrides = self.overrides(entry),
                key => self.fault(entry.key.span(), format!("there is no key `{key}`"), suggestion(key, KEYS)),
            }
        }
        config
    }

    /// A version of Kubernetes as `1.30`. Newer ones than we know are taken for the newest that we know.
    fn kubernetes(&mut self, value: Node<'_>) -> Option<Minor> {
        let minor =
            value.as_text().and_then(|text| text.trim_start_matches('v').strip_prefix("1.")?.parse::<Minor>().ok());
        if minor.is_none_or(|minor| minor < schema::OLDEST) {
            let help = format!("write a minor version from 1.{} on, such as `1.{}`", schema::OLDEST, schema::NEWEST);
            self.fault(value.span(), "`kubernetes-version` is no version of Kubernetes that is known here", help);
        }
        minor.map(|minor| minor.min(schema::NEWEST))
    }

    /// The entries of a map. Nothing at all is an empty map.
    fn entries<'t>(&mut self, node: Node<'t>, what: &str) -> Vec<Entry<'t>> {
        if !node.is_map() && !node.is_null() {
            self.fault(node.span(), format!("{what} is not a map"), "write `key: value` lines");
        }
        node.entries().collect()
    }

    /// A value that is one of several words.
    fn word<T>(&mut self, entry: Entry<'_>, names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = entry.value.as_text();
        let value = text.and_then(read);
        if value.is_none() {
            let said = text.map_or("this".into(), |text| format!("`{text}`"));
            let message = format!("{said} is no value of `{}`", entry.key.text());
            self.fault(entry.value.span(), message, suggestion(text.unwrap_or_default(), names.iter().copied()));
        }
        value
    }

    /// One text or a list of them.
    fn texts<'t>(&mut self, entry: Entry<'t>) -> Vec<(Node<'t>, &'t str)> {
        let value = entry.value;
        let items: Vec<Node<'t>> = if value.is_seq() { value.items().collect() } else { vec![value] };
        let mut texts = Vec::new();
        for item in items {
            match item.as_text() {
                Some(text) => texts.push((item, text)),
                None if value.is_null() => {}
                None => {
                    let message = format!("`{}` is not a list of patterns", entry.key.text());
                    self.fault(item.span(), message, "write a list of texts: [\"vendor/**\"]");
                }
            }
        }
        texts
    }

    fn paths(&mut self, entry: Entry<'_>) -> Paths {
        let texts = self.texts(entry);
        let excludes = entry.key.text() == "exclude";
        let patterns =
            texts.iter().map(|(node, text)| Pattern { text: (*text).to_owned(), span: node.span(), excludes });
        self.patterns.extend(patterns);
        match Paths::new(texts.iter().map(|(_, text)| *text)) {
            Ok(paths) => paths,
            Err((at, reason)) => {
                let (node, text) = texts[at];
                self.fault(
                    node.span(),
                    format!("`{text}` is not a pattern: {reason}"),
                    "use patterns as in `.gitignore`",
                );
                Paths::default()
            }
        }
    }

    fn overrides(&mut self, entry: Entry<'_>) -> Vec<Override> {
        const KEYS: [&str; 2] = ["paths", "rules"];
        let value = entry.value;
        if !value.is_seq() && !value.is_null() {
            self.fault(value.span(), "`overrides` is not a list", "write a list of entries with `paths` and `rules`");
        }
        let mut overrides = Vec::new();
        for item in value.items() {
            let (mut paths, mut settings) = (None, None);
            for entry in self.entries(item, "an entry of `overrides`") {
                match entry.key.text() {
                    "paths" => paths = Some(self.paths(entry)),
                    "rules" => settings = Some(self.settings(entry, false)),
                    key => self.fault(entry.key.span(), format!("there is no key `{key}`"), suggestion(key, KEYS)),
                }
            }
            match (paths, settings) {
                (Some(paths), Some(settings)) => overrides.push(Override { paths, settings }),
                _ if item.is_map() => {
                    self.fault(
                        item.span(),
                        "an entry of `overrides` does nothing",
                        "it needs both `paths` and `rules`",
                    );
                }
                _ => {}
            }
        }
        overrides
    }

    fn settings(&mut self, entry: Entry<'_>, with_options: bool) -> Vec<Setting> {
        let entries = self.entries(entry.value, "`rules`");
        entries.into_iter().filter_map(|entry| self.setting(entry, with_options)).collect()
    }

    fn setting(&mut self, entry: Entry<'_>, with_options: bool) -> Option<Setting> {
        let (pattern, span) = (entry.key.text().to_owned(), entry.key.span());
        if !is_known(&pattern) {
            self.fault(entry.key.span(), format!("no rule is named `{pattern}`"), suggest_rule(&pattern));
            return None;
        }
        let names = Level::ALL.map(Level::name);
        if !entry.value.is_map() {
            let level = self.word(entry, &names, Level::from_name)?;
            return Some(Setting { pattern, span, level: Some(level), options: Vec::new() });
        }
        let (mut level, mut options) = (None, Vec::new());
        for option in entry.value.entries() {
            match option.key.text() {
                "severity" => level = self.word(option, &names, Level::from_name),
                _ if !with_options => {
                    self.fault(
                        option.key.span(),
                        "options cannot depend on the path",
                        "set options under the top `rules`",
                    );
                }
                _ => options.extend(self.option(&pattern, option)),
            }
        }
        Some(Setting { pattern, span, level, options })
    }

    /// An option of one rule, if the rule's page has it and the value is of the kind of its default.
    fn option(&mut self, pattern: &str, entry: Entry<'_>) -> Option<(String, OptionValue)> {
        let key = entry.key.text();
        let Some(rule) = is_exact(pattern).then(|| rules::find(pattern)).flatten() else {
            let message = format!("`{key}` is set for many rules at once");
            self.fault(entry.key.span(), message, "options belong to one rule: write its full name");
            return None;
        };
        let known = &rule.page().options;
        let Some((_, default)) = known.iter().find(|(name, _)| name == key) else {
            let names: Vec<&str> =
                std::iter::once("severity").chain(known.iter().map(|(name, _)| name.as_str())).collect();
            let message = format!("`{pattern}` has no option `{key}`");
            self.fault(entry.key.span(), message, suggestion(key, names));
            return None;
        };
        let value = OptionValue::from_node(entry.value).map(|value| like(value, default));
        let fits = |value: &OptionValue| std::mem::discriminant(value) == std::mem::discriminant(default);
        if value.as_ref().is_none_or(|value| !fits(value)) {
            let kind = match default {
                OptionValue::Bool(_) => "`true` or `false`",
                OptionValue::Int(_) => "a whole number",
                OptionValue::Text(_) => "a text",
                OptionValue::List(_) => "a list of texts",
            };
            self.fault(
                entry.value.span(),
                format!("`{key}` of `{pattern}` is of the wrong kind"),
                format!("write {kind}"),
            );
            return None;
        }
        if let (true, OptionValue::List(words)) = (rule.page().closed.iter().any(|name| name == key), default) {
            self.check_words(entry, words);
        }
        Some((key.to_owned(), value?))
    }

    /// Reports the words of a list, or the one word in place of a list, that are none of those that there are.
    fn check_words(&mut self, entry: Entry<'_>, words: &[String]) {
        let one = entry.value.is_scalar().then_some(entry.value);
        for node in entry.value.items().chain(one) {
            let word = node.as_text().unwrap_or_default();
            if !words.iter().any(|it| it == word) {
                let message = format!("`{}` has nothing named `{word}`", entry.key.text());
                self.fault(node.span(), message, suggestion(word, words.iter().map(String::as_str)));
            }
        }
    }
}

/// One text where a list is wanted is a list of one; a number where a text is wanted is that text.
fn like(value: OptionValue, default: &OptionValue) -> OptionValue {
    match (value, default) {
        (OptionValue::Text(text), OptionValue::List(_)) => OptionValue::List(vec![text]),
        (OptionValue::Int(number), OptionValue::Text(_)) => OptionValue::Text(number.to_string()),
        (value, _) => value,
    }
}
