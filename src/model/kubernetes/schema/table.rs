//! The table of kinds and types, read when the first object needs it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("table.txt");

/// A minor version of Kubernetes: the 30 of 1.30.
pub type Minor = u8;

/// The oldest minor version that the table knows.
pub const OLDEST: Minor = 25;
/// The newest minor version that the table knows.
pub const NEWEST: Minor = 37;

/// The minor versions in which something is there, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The first.
    pub from: Minor,
    /// The last.
    pub until: Minor,
}

impl Range {
    const ALL: Range = Range { from: OLDEST, until: NEWEST };

    /// Whether a version is among them.
    pub fn contains(self, version: Minor) -> bool {
        (self.from..=self.until).contains(&version)
    }

    /// Reads `31-`, `-30`, `28-30`.
    fn read(text: &str) -> Option<Self> {
        let (from, until) = text.split_once('-')?;
        let end = |text: &str, open| if text.is_empty() { Some(open) } else { text.parse().ok() };
        Some(Range { from: end(from, OLDEST)?, until: end(until, NEWEST)? })
    }
}

/// What values a field takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Base64 text.
    Bytes,
    /// A time of RFC 3339.
    Time,
    /// An amount: `500m`, `1Gi`, 2.
    Quantity,
    /// A whole number, or text such as `25%` or the name of a port.
    IntOrString,
    /// Whatever it may be.
    Any,
    /// A map of which the fields are nobody's business here.
    Object,
    /// A map with the fields of a type of the table.
    Type(&'static str),
    /// A list.
    List(Box<Shape>),
    /// A map with free names.
    Map(Box<Shape>),
}

impl Shape {
    /// The type of the table that a field of this shape holds, or holds a list of, and whether it is a list.
    pub fn named(&self) -> Option<(&'static str, bool)> {
        match self {
            Shape::Type(name) => Some((name, false)),
            Shape::List(item) => item.named().map(|(name, _)| (name, true)),
            _ => None,
        }
    }

    /// What a value has to be, for messages: `text`, `a whole number`, `a list`.
    pub fn title(&self) -> &'static str {
        match self {
            Shape::String | Shape::Bytes | Shape::Time => "text",
            Shape::Boolean => "`true` or `false`",
            Shape::Integer => "a whole number",
            Shape::Number => "a number",
            Shape::Quantity => "an amount",
            Shape::IntOrString => "a whole number or text",
            Shape::Any => "anything",
            Shape::List(_) => "a list",
            Shape::Object | Shape::Type(_) | Shape::Map(_) => "a map",
        }
    }

    fn read(text: &'static str) -> Self {
        if let Some(item) = text.strip_prefix("[]") {
            return Shape::List(Box::new(Shape::read(item)));
        }
        if let Some(value) = text.strip_prefix("{}") {
            return Shape::Map(Box::new(Shape::read(value)));
        }
        match text {
            "string" => Shape::String,
            "boolean" => Shape::Boolean,
            "integer" => Shape::Integer,
            "number" => Shape::Number,
            "bytes" => Shape::Bytes,
            "time" => Shape::Time,
            "quantity" => Shape::Quantity,
            "int-or-string" => Shape::IntOrString,
            "any" => Shape::Any,
            "object" => Shape::Object,
            name => Shape::Type(name),
        }
    }
}

/// A field of a type.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// In which versions it has to be there.
    pub required: Option<Range>,
    /// The fields that tell the items of a list apart; empty if none do.
    pub keys: Vec<&'static str>,
    /// In which versions it exists.
    pub versions: Range,
}

/// A type: what fields a map has. A field whose shape has changed is there once for each.
#[derive(Clone, Debug)]
pub struct Type {
    /// `core/v1.Container`.
    pub name: &'static str,
    fields: Vec<Field>,
}

impl Type {
    /// A type without a name and without fields.
    pub(super) const fn empty() -> Self {
        Self { name: "", fields: Vec::new() }
    }

    /// Its name without group and version: `Container`.
    pub fn kind(&self) -> &'static str {
        self.name.rsplit_once('.').map_or(self.name, |(_, kind)| kind)
    }

    /// Its fields in a version, by name.
    pub fn fields(&self, version: Minor) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.versions.contains(version))
    }

    /// A field in a version.
    pub fn field(&self, name: &str, version: Minor) -> Option<&Field> {
        self.all(name).find(|field| field.versions.contains(version))
    }

    /// All that a field is or was in the versions of the table.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Field> {
        let first = self.fields.partition_point(|field| field.name < name);
        self.fields[first..].iter().take_while(move |field| field.name == name)
    }
}

/// The whole table.
#[derive(Debug, Default)]
pub struct Schema {
    /// By API version and kind.
    kinds: FxHashMap<(&'static str, &'static str), (&'static str, Range)>,
    types: FxHashMap<&'static str, Type>,
}

impl Schema {
    /// The table, which is read on the first call.
    pub fn get() -> &'static Schema {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Schema::read(TABLE))
    }

    fn read(text: &'static str) -> Self {
        let mut schema = Schema::default();
        let mut current: Option<Type> = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_ascii_whitespace();
            if line.starts_with(' ') {
                if let (Some(current), Some(field)) = (current.as_mut(), field(words)) {
                    current.fields.push(field);
                }
                continue;
            }
            match (words.next(), words.next(), words.next(), words.next()) {
                (Some("kind"), Some(api_version), Some(kind), Some(name)) => {
                    let range = words.next().and_then(Range::read).unwrap_or(Range::ALL);
                    schema.kinds.insert((api_version, kind), (name, range));
                }
                (Some("type"), Some(name), ..) => {
                    let last = current.replace(Type { name, fields: Vec::new() });
                    schema.types.extend(last.map(|last| (last.name, last)));
                }
                _ => {}
            }
        }
        schema.types.extend(current.map(|last| (last.name, last)));
        schema
    }

    /// A type by its name.
    pub fn named(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// The type of a kind, if the table knows it, with the versions that serve it.
    pub fn kind(&self, api_version: &str, kind: &str) -> Option<(&Type, Range)> {
        let (name, range) = self.kinds.get(&(api_version, kind))?;
        Some((self.types.get(name)?, *range))
    }

    /// All kinds with their API versions, in no order.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.kinds.keys().copied()
    }
}

/// Reads what stands in the line of a field.
fn field(mut words: std::str::SplitAsciiWhitespace<'static>) -> Option<Field> {
    let mut field = Field {
        name: words.next()?,
        shape: Shape::read(words.next()?),
        required: None,
        keys: Vec::new(),
        versions: Range::ALL,
    };
    for word in words {
        if let Some(range) = word.strip_prefix('!') {
            field.required = Some(Range::read(range).unwrap_or(Range::ALL));
        } else if let Some(keys) = word.strip_prefix("key=") {
            field.keys = keys.split(',').collect();
        } else {
            field.versions = Range::read(word)?;
        }
    }
    Some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let schema = Schema::get();
        let lines = |start: &str| TABLE.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(schema.kinds.len(), lines("kind "));
        assert_eq!(schema.types.len(), lines("type "));
        assert_eq!(schema.types.values().map(|it| it.fields.len()).sum::<usize>(), lines(" "));
        let known = |shape: &Shape| {
            let mut inner = shape;
            while let Shape::List(item) | Shape::Map(item) = inner {
                inner = item;
            }
            !matches!(inner, Shape::Type(name) if !schema.types.contains_key(name))
        };
        for field in schema.types.values().flat_map(|it| &it.fields) {
            assert!(known(&field.shape), "{field:?}");
        }
        for (name, _) in schema.kinds.values() {
            assert!(schema.types.contains_key(name), "{name}");
        }
    }

    #[test]
    fn a_container_is_as_the_reference_says() {
        let (deployment, range) = Schema::get().kind("apps/v1", "Deployment").expect("it is built in");
        assert_eq!(range, Range::ALL);
        assert_eq!(deployment.field("spec", NEWEST).map(|it| &it.shape), Some(&Shape::Type("apps/v1.DeploymentSpec")));
        let container = Schema::get().named("core/v1.Container").expect("it is there");
        let ports = container.field("ports", NEWEST).expect("it is there");
        assert_eq!(ports.shape, Shape::List(Box::new(Shape::Type("core/v1.ContainerPort"))));
        assert_eq!(ports.keys, ["containerPort", "protocol"]);
        // Native sidecars came with 1.28.
        assert!(container.field("restartPolicy", 27).is_none());
        assert!(container.field("restartPolicy", 28).is_some());
    }
}
