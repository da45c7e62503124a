//! The statements of IAM policies, in one form for JSON and for `aws_iam_policy_document`.
//!
//! A statement is a map of `sid`, `effect`, `action`, `not_action`, `resource`, `not_resource`, `principal`, `not_principal` (lists of
//! texts) and `condition` (a list of maps of `operator`, `key` and `values`). What IAM compares without regard to case is in lower
//! case: actions and the keys of conditions. A principal is `*` for anybody, else its type and name: `aws:111122223333`,
//! `service:ec2.amazonaws.com`. (IAM User Guide, "IAM JSON policy elements reference".)

use super::document::{follow, json_document};
use super::module::Resource;
use crate::tree::{Kind, Node, Scalar, Style, Tree, TreeBuilder};

/// How many nodes of a statement are taken over as they are.
const MAX_COPIED: usize = 1000;

/// The fields of a statement with their names in JSON and in a data source.
const LISTS: [(&str, &str, &str, bool); 4] = [
    ("action", "Action", "actions", true),
    ("not_action", "NotAction", "not_actions", true),
    ("resource", "Resource", "resources", false),
    ("not_resource", "NotResource", "not_resources", false),
];

/// The statements of the policy that an argument holds, or nothing if they cannot be seen.
pub fn policy_statements<'t>(resource: Option<Resource<'t>>, value: Node<'t>) -> Option<Tree<'t>> {
    if let Some(resource) = resource
        && value.is_unknown()
        && let Some(expression) = resource.block.expression_of(value)
        && let path = follow(resource, expression)?.path()
        && let ["data", "aws_iam_policy_document", name, rest @ ..] = path.as_slice()
    {
        let is_json = matches!(rest, [] | ["json" | "minified_json"]);
        let labels = ["aws_iam_policy_document", *name];
        let block = resource.module.blocks_of("data").find(|block| block.labels == labels)?;
        return (is_json && !resource.module.is_overridden(block)).then(|| of_data_source(block.body)).flatten();
    }
    let document = if value.is_map() { None } else { Some(json_document(resource, value)?) };
    let root = document.as_ref().map_or(Some(value), Tree::root)?;
    let mut list = List::new(value);
    match root.get("Statement") {
        Some(statements) if statements.is_seq() => {
            list.open(statements.is_open());
            statements.items().for_each(|statement| list.json(statement));
        }
        Some(statement) if statement.is_map() => list.json(statement),
        _ => return None,
    }
    Some(list.finish())
}

/// The statements of a data source. A statement of another document with the same `sid` takes the place of one of `override_*`.
fn of_data_source(body: Node<'_>) -> Option<Tree<'_>> {
    if !["override_policy_documents", "override_json"].iter().all(|name| body.lacks(name)) {
        return None;
    }
    let mut list = List::new(body);
    let is_alone = ["source_policy_documents", "source_json"].iter().all(|name| body.lacks(name));
    let statements = body.get("statement");
    list.open(!is_alone || statements.map_or(!body.lacks("statement"), |list| !list.is_seq() || list.is_open()));
    statements.into_iter().flat_map(Node::items).for_each(|statement| list.block(statement));
    Some(list.finish())
}

/// The list that is made.
struct List<'s> {
    builder: TreeBuilder<'s>,
    id: u32,
}

impl<'s> List<'s> {
    fn new(place: Node<'s>) -> Self {
        let mut builder = TreeBuilder::new(place.tree().files());
        let id = builder.open(Kind::Seq, Style::Flow, place.span());
        Self { builder, id }
    }

    fn open(&mut self, is_open: bool) {
        if is_open {
            self.builder.mark_open(self.id);
        }
    }

    fn finish(mut self) -> Tree<'s> {
        self.builder.close(None);
        self.builder.finish()
    }

    fn scalar(&mut self, kind: Kind, place: Node<'_>, text: String) {
        let span = place.span();
        self.builder.scalar(Scalar { kind, style: Style::Plain, span, decoded: Some(text), indentation: 0 });
    }

    /// A map with the fields that are made by a function, open where the statement is.
    fn map(&mut self, statement: Node<'_>, fields: impl FnOnce(&mut Self)) {
        if !statement.is_map() {
            self.scalar(Kind::Unknown, statement, String::new());
            return;
        }
        let id = self.builder.open(Kind::Map, Style::Flow, statement.span());
        if statement.is_open() {
            self.builder.mark_open(id);
        }
        fields(self);
        self.builder.close(Some(statement.span().end));
    }

    fn field(&mut self, name: &str, value: Node<'_>) {
        self.scalar(Kind::String, value, name.to_owned());
        self.builder.copy(value, &mut MAX_COPIED.clone());
    }

    /// A list of texts, of which each becomes another; a text alone is a list of one.
    fn texts(&mut self, value: Node<'_>, change: &impl Fn(&str) -> String) {
        let items: Vec<Node<'_>> = if value.is_seq() { value.items().collect() } else { vec![value] };
        for item in items {
            match item.as_text() {
                Some(text) => self.scalar(Kind::String, item, change(text)),
                None => self.scalar(Kind::Unknown, item, String::new()),
            }
        }
    }

    fn list(&mut self, name: &str, place: Node<'_>, is_open: bool, items: impl FnOnce(&mut Self)) {
        self.scalar(Kind::String, place, name.to_owned());
        let id = self.builder.open(Kind::Seq, Style::Flow, place.span());
        if is_open {
            self.builder.mark_open(id);
        }
        items(self);
        self.builder.close(Some(place.span().end));
    }

    fn text_list(&mut self, name: &str, value: Node<'_>, lower: bool) {
        let change = |text: &str| if lower { text.to_ascii_lowercase() } else { text.to_owned() };
        self.list(name, value, value.is_open(), |list| list.texts(value, &change));
    }

    /// A statement in JSON.
    fn json(&mut self, statement: Node<'_>) {
        self.map(statement, |list| {
            for (name, key) in [("sid", "Sid"), ("effect", "Effect")] {
                if let Some(value) = statement.get(key) {
                    list.field(name, value);
                }
            }
            for (name, key, _, lower) in LISTS {
                if let Some(value) = statement.get(key) {
                    list.text_list(name, value, lower);
                }
            }
            for (name, key) in [("principal", "Principal"), ("not_principal", "NotPrincipal")] {
                if let Some(value) = statement.get(key) {
                    list.list(name, value, value.is_open(), |list| list.principals(value));
                }
            }
            if let Some(operators) = statement.get("Condition") {
                let is_open = operators.is_open() || !operators.is_map();
                list.list("condition", operators, is_open, |list| {
                    for operator in operators.entries() {
                        for key in operator.value.entries() {
                            list.condition(operator.key, key.key, key.value);
                        }
                        if !operator.value.is_map() || operator.value.is_open() {
                            list.scalar(Kind::Unknown, operator.key, String::new());
                        }
                    }
                });
            }
        });
    }

    fn principals(&mut self, value: Node<'_>) {
        if !value.is_map() {
            return self.texts(value, &str::to_owned);
        }
        for entry in value.entries() {
            let kind = entry.key.text();
            self.texts(entry.value, &|name| principal(kind, name));
        }
    }

    fn condition(&mut self, operator: Node<'_>, key: Node<'_>, values: Node<'_>) {
        self.builder.open(Kind::Map, Style::Flow, key.span());
        self.field("operator", operator);
        self.scalar(Kind::String, key, "key".to_owned());
        let kind = if key.as_text().is_some() { Kind::String } else { Kind::Unknown };
        self.scalar(kind, key, key.text().to_ascii_lowercase());
        self.text_list("values", values, false);
        self.builder.close(None);
    }

    /// A `statement` block of a data source.
    fn block(&mut self, statement: Node<'_>) {
        self.map(statement, |list| {
            match statement.get("effect") {
                Some(effect) => list.field("effect", effect),
                None if statement.lacks("effect") => {
                    list.scalar(Kind::String, statement, "effect".to_owned());
                    list.scalar(Kind::String, statement, "Allow".to_owned());
                }
                None => {}
            }
            if let Some(sid) = statement.get("sid") {
                list.field("sid", sid);
            }
            for (name, _, key, lower) in LISTS {
                if let Some(value) = statement.get(key) {
                    list.text_list(name, value, lower);
                }
            }
            for (name, key) in [("principal", "principals"), ("not_principal", "not_principals")] {
                let Some(blocks) = statement.get(key) else { continue };
                list.list(name, blocks, blocks.is_open() || !blocks.is_seq(), |list| {
                    for block in blocks.items() {
                        match (block.get("type").and_then(Node::as_str), block.get("identifiers")) {
                            (Some(kind), Some(names)) => list.texts(names, &|name| principal(kind, name)),
                            _ => list.scalar(Kind::Unknown, block, String::new()),
                        }
                    }
                });
            }
            let Some(blocks) = statement.get("condition") else { return };
            list.list("condition", blocks, blocks.is_open() || !blocks.is_seq(), |list| {
                for block in blocks.items() {
                    match (block.get("test"), block.get("variable"), block.get("values")) {
                        (Some(test), Some(variable), Some(values)) => list.condition(test, variable, values),
                        _ => list.scalar(Kind::Unknown, block, String::new()),
                    }
                }
            });
        });
    }
}

/// A principal by its type and name.
fn principal(kind: &str, name: &str) -> String {
    if name == "*" && matches!(kind, "AWS" | "*") {
        return name.to_owned();
    }
    format!("{}:{name}", kind.to_ascii_lowercase())
}
