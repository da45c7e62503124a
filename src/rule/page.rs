//! A rule's page: front matter, title and text.

use super::declared::Declared;
use crate::diagnostic::{Category, Severity};
use crate::kind::FileKind;
use crate::source::{FileId, Files, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;
use crate::tree::Node;

/// Whether a rule is on when nobody says anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DefaultState {
    /// On.
    On,
    /// Off; preset `strict` turns it on.
    Off,
    /// On for the exceptions from what the project itself does in at least 80 % of at least 5 places.
    Consistent,
}

impl DefaultState {
    /// The state of this name in a page.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "true" => Some(DefaultState::On),
            "false" => Some(DefaultState::Off),
            "consistent" => Some(DefaultState::Consistent),
            _ => None,
        }
    }
}

/// What kind of fix a rule offers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FixPromise {
    /// None.
    None,
    /// One that keeps the meaning.
    Safe,
    /// One that may change behaviour.
    Unsafe,
    /// It depends on the place.
    Sometimes,
}

impl FixPromise {
    /// The name in pages and output.
    pub fn name(self) -> &'static str {
        match self {
            FixPromise::None => "none",
            FixPromise::Safe => "safe",
            FixPromise::Unsafe => "unsafe",
            FixPromise::Sometimes => "sometimes",
        }
    }
}

/// The value of a rule's option.
#[derive(Clone, PartialEq, Debug)]
pub enum OptionValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

impl OptionValue {
    /// The value that a node of a page or a configuration holds.
    pub fn from_node(node: Node<'_>) -> Option<Self> {
        if node.is_seq() {
            return node.items().map(|item| item.as_text().map(str::to_owned)).collect::<Option<_>>().map(Self::List);
        }
        node.as_bool()
            .map(Self::Bool)
            .or_else(|| node.as_i64().map(Self::Int))
            .or_else(|| node.as_text().map(|text| Self::Text(text.to_owned())))
    }
}

/// What a page says.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// What the rule is about.
    pub category: Category,
    /// How bad its findings are.
    pub severity: Severity,
    /// Whether it is on by default.
    pub default: DefaultState,
    /// The version that brought it.
    pub since: String,
    /// What fix it offers.
    pub fix: FixPromise,
    /// The ids of other tools' rules that say the same, as `tool:id`.
    pub also: Vec<String>,
    /// The standards or documentation that say so.
    pub source: Vec<String>,
    /// Its options with their defaults.
    pub options: Vec<(String, OptionValue)>,
    /// The names of those options that take only the words of their default.
    pub closed: Vec<String>,
    /// What it looks for, if no function does.
    pub check: Option<Declared>,
    /// The title.
    pub title: String,
    /// The page from the title on, in Markdown.
    pub body: String,
    /// What the front matter lacks or says wrongly.
    pub faults: Vec<String>,
}

/// Splits a page into its front matter and the rest.
fn split(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("---\n")?.split_once("\n---\n")
}

impl Page {
    /// Reads a page. What is missing or wrong is listed in `faults` and has a harmless value.
    pub fn parse(id: &str, text: &str) -> Self {
        let (front, body) = split(text).unwrap_or(("", text));
        let files = Files::new(vec![SourceFile::new(format!("rules/{id}.md"), FileKind::Template, front)], Vec::new());
        let options = yaml::Options { dialect: yaml::Dialect::Core, placeholders: Placeholders::None };
        let (tree, problems) = yaml::parse(&files, FileId(0), options);
        let mut faults: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
        let empty = Vec::new();
        let reader = Reader { root: tree.root(), faults: std::cell::RefCell::new(empty) };
        let title = body.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().trim().to_owned();
        let page = Self {
            category: reader.one("category", Category::from_name).unwrap_or(Category::Correctness),
            severity: reader.one("severity", Severity::from_name).unwrap_or(Severity::Info),
            default: reader.one("default", DefaultState::from_name).unwrap_or(DefaultState::Off),
            since: reader.one("since", |since| Some(since.to_owned())).unwrap_or_default(),
            fix: reader
                .one("fix", |name| {
                    [FixPromise::None, FixPromise::Safe, FixPromise::Unsafe, FixPromise::Sometimes]
                        .into_iter()
                        .find(|promise| promise.name() == name)
                })
                .unwrap_or(FixPromise::None),
            also: reader.list("also"),
            source: reader.list("source"),
            options: reader.options(),
            closed: if reader.get("closed").is_some() { reader.list("closed") } else { Vec::new() },
            check: reader.check(),
            title,
            body: body.trim_start().to_owned(),
            faults: Vec::new(),
        };
        faults.extend(reader.faults.into_inner());
        if page.title.is_empty() {
            faults.push("no title".into());
        }
        Self { faults, ..page }
    }

    /// The first paragraph after the title: why it matters.
    pub fn summary(&self) -> &str {
        let text = self.body.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
        text.split("\n\n").next().unwrap_or_default().trim()
    }
}

/// Reads front matter and collects what is wrong with it.
struct Reader<'t> {
    root: Option<Node<'t>>,
    faults: std::cell::RefCell<Vec<String>>,
}

impl<'t> Reader<'t> {
    fn get(&self, key: &str) -> Option<Node<'t>> {
        self.root.and_then(|root| root.get(key))
    }

    fn one<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.get(key).and_then(|node| read(node.as_text()?));
        if value.is_none() {
            self.faults.borrow_mut().push(format!("`{key}` is missing or not one of its values"));
        }
        value
    }

    fn list(&self, key: &str) -> Vec<String> {
        match self.get(key) {
            Some(node) if node.is_seq() => node.items().filter_map(|item| item.as_text().map(str::to_owned)).collect(),
            Some(node) => node.as_text().map(str::to_owned).into_iter().collect(),
            None => {
                self.faults.borrow_mut().push(format!("`{key}` is missing"));
                Vec::new()
            }
        }
    }

    fn check(&self) -> Option<Declared> {
        Declared::read(self.get("check")?).map_err(|faults| self.faults.borrow_mut().extend(faults)).ok()
    }

    fn options(&self) -> Vec<(String, OptionValue)> {
        let entries = self.get("options").into_iter().flat_map(Node::entries);
        entries.filter_map(|entry| Some((entry.key.text().to_owned(), OptionValue::from_node(entry.value)?))).collect()
    }
}
