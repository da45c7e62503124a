//! Reading the table of the schema.

use rustc_hash::FxHashMap;

/// A scalar that may stand somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scalar {
    Text,
    Number,
    Integer,
    Boolean,
    Any,
    Null,
    Duration,
    Bytes,
    BytesText,
    Size,
    /// A whole number from and up to these.
    Whole(i64, i64),
    /// Text that is not empty.
    Filled,
    /// The rights of a file as octal digits.
    Mode,
    /// A device, where it is in the container, and its rights.
    Device,
    /// A host and its address.
    Host,
    /// When an image is pulled.
    Policy,
    /// `NAME=value`.
    Assignment,
    /// `NAME=value`, or `default`.
    Agent,
    Word(&'static str),
}

/// The maps that may stand somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keys {
    /// The map of this index.
    Fixed(usize),
    /// Names of letters, digits, `.`, `_` and `-`, and the shape under each.
    Names(usize),
    /// Any text, and the shape under each.
    Texts(usize),
}

/// What may stand somewhere.
#[derive(Clone, Default, Debug)]
pub(super) struct Shape {
    pub(super) is_any: bool,
    pub(super) scalars: Vec<Scalar>,
    /// The shape of the items of a list.
    pub(super) items: Option<usize>,
    /// Whether nothing may stand in the list twice.
    pub(super) is_unique: bool,
    pub(super) keys: Option<Keys>,
}

/// A key of a map.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) is_required: bool,
    pub(super) shape: usize,
}

/// A map with its keys, sorted by name.
#[derive(Debug)]
pub(super) struct Map {
    /// Whether keys may be added that begin with `x-`.
    pub(super) is_extensible: bool,
    /// Whether any keys may be added.
    pub(super) is_open: bool,
    pub(super) keys: Vec<Key>,
}

impl Map {
    pub(super) fn key(&self, name: &str) -> Option<&Key> {
        self.keys.binary_search_by(|key| key.name.cmp(name)).ok().map(|at| &self.keys[at])
    }
}

/// The whole table. The first map is that of a file.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) maps: Vec<Map>,
    pub(super) shapes: Vec<Shape>,
}

impl Schema {
    pub(super) fn read(text: &'static str) -> Self {
        let lines = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let headings = lines().filter(|line| !line.starts_with(' '));
        let names = headings.enumerate().map(|(at, line)| (line.split(' ').next().unwrap_or(line), at)).collect();
        let mut reader = Reader { names, shapes: Vec::new() };
        let mut maps: Vec<Map> = Vec::new();
        for line in lines() {
            if !line.starts_with(' ') {
                let (is_extensible, is_open) = (line.ends_with("+ x-"), line.ends_with("+ any"));
                maps.push(Map { is_extensible, is_open, keys: Vec::new() });
            } else if let (Some((key, shape)), Some(map)) = (line.trim_start().split_once(" = "), maps.last_mut()) {
                let name = key.trim_end_matches('!');
                let shape = reader.shape(&mut words(shape));
                map.keys.push(Key { name, is_required: name != key, shape });
            }
        }
        for map in &mut maps {
            map.keys.sort_by_key(|key| key.name);
        }
        Self { maps, shapes: reader.shapes }
    }
}

/// The words and brackets of a shape.
fn words(shape: &'static str) -> impl Iterator<Item = &'static str> {
    shape.split(' ').flat_map(|word| {
        let inner = word.trim_start_matches(['[', '{', '<']);
        let name = inner.trim_end_matches([']', '}', '>']);
        let opening = word[..word.len() - inner.len()].split_inclusive(['[', '{', '<']);
        let closing = inner[name.len()..].split_inclusive([']', '}', '>']);
        opening.chain(std::iter::once(name)).chain(closing)
    })
}

struct Reader {
    names: FxHashMap<&'static str, usize>,
    shapes: Vec<Shape>,
}

impl Reader {
    /// Reads alternatives up to the bracket that closes them.
    fn shape(&mut self, words: &mut impl Iterator<Item = &'static str>) -> usize {
        let mut shape = Shape::default();
        while let Some(word) = words.next() {
            match word {
                "|" | "" => {}
                "]" | "}" | ">" => break,
                "[" => shape.items = Some(self.nested(words)),
                "{" => shape.keys = Some(Keys::Names(self.nested(words))),
                "<" => shape.keys = Some(Keys::Texts(self.nested(words))),
                "any" => shape.is_any = true,
                "unique" => shape.is_unique = true,
                "pairs" => self.pairs(&mut shape, Scalar::Text),
                "assignments" => self.pairs(&mut shape, Scalar::Assignment),
                "agents" => self.pairs(&mut shape, Scalar::Agent),
                _ => match scalar(word) {
                    Some(scalar) => shape.scalars.push(scalar),
                    None => shape.keys = self.names.get(word).copied().map(Keys::Fixed),
                },
            }
        }
        self.add(shape)
    }

    /// A map of scalars, or a list of such items.
    fn pairs(&mut self, shape: &mut Shape, item: Scalar) {
        let value = Shape { scalars: vec![Scalar::Any, Scalar::Null], ..Shape::default() };
        shape.keys = Some(Keys::Texts(self.add(value)));
        shape.items = Some(self.add(Shape { scalars: vec![item], ..Shape::default() }));
    }

    fn nested(&mut self, words: &mut dyn Iterator<Item = &'static str>) -> usize {
        let mut words = words;
        self.shape(&mut words)
    }

    fn add(&mut self, shape: Shape) -> usize {
        self.shapes.push(shape);
        self.shapes.len() - 1
    }
}

fn scalar(word: &'static str) -> Option<Scalar> {
    Some(match word {
        "text" => Scalar::Text,
        "number" => Scalar::Number,
        "integer" => Scalar::Integer,
        "boolean" => Scalar::Boolean,
        "scalar" => Scalar::Any,
        "null" => Scalar::Null,
        "duration" => Scalar::Duration,
        "bytes" => Scalar::Bytes,
        "bytes_text" => Scalar::BytesText,
        "size" => Scalar::Size,
        "filled" => Scalar::Filled,
        "mode" => Scalar::Mode,
        "device" => Scalar::Device,
        "host" => Scalar::Host,
        "policy" => Scalar::Policy,
        _ => match word.split_once("..") {
            Some((from, to)) => Scalar::Whole(from.parse().ok()?, to.parse().unwrap_or(i64::MAX)),
            None => Scalar::Word(word.strip_prefix('\'')?.strip_suffix('\'')?),
        },
    })
}
