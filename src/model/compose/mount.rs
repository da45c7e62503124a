//! What is mounted into a service's containers, in the short and the long form (specification, `volumes`, `tmpfs`).

use super::interpolation::{Section, has_variables, sections, span_of, value_of};
use crate::diagnostic::Place;
use crate::tree::{Kind, Node};

/// What is mounted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MountKind {
    /// A file or folder of the host.
    Bind,
    /// A named volume.
    Volume,
    /// A volume without a name.
    Anonymous,
    /// Memory.
    Tmpfs,
    /// Something else, or it cannot be known.
    Other,
}

/// A text of a mount.
#[derive(Clone, Copy, Debug)]
pub struct Part<'t> {
    /// What is written.
    pub text: &'t str,
    /// Where.
    pub place: Place,
    /// Whether that is its value.
    pub is_known: bool,
}

impl<'t> Part<'t> {
    /// The value, if it is known.
    pub fn value(&self) -> Option<&'t str> {
        self.is_known.then_some(self.text)
    }

    fn of_section(node: Node<'t>, section: &Section<'t>) -> Self {
        let place = Place { span: span_of(node, section.range.clone()), via: node.via() };
        Self { text: section.text, place, is_known: section.is_known }
    }

    fn of_node(node: Node<'t>) -> Self {
        Self { text: value_of(node), place: node.into(), is_known: node.by_default().is_some() }
    }
}

/// Something that is mounted.
#[derive(Clone, Debug)]
pub struct Mount<'t> {
    /// The item of the list.
    pub node: Node<'t>,
    /// What it is.
    pub kind: MountKind,
    /// What is mounted: a path of the host or the name of a volume.
    pub source: Option<Part<'t>>,
    /// The path in the container.
    pub target: Option<Part<'t>>,
    /// What stands behind the second colon of the short form.
    pub options: Vec<Part<'t>>,
    /// Whether it cannot be written to; `None` if that is not known.
    pub is_read_only: Option<bool>,
}

/// Why an item of `volumes` cannot be understood, in words.
pub type MountFault = &'static str;

impl<'t> Mount<'t> {
    /// Reads an item of `volumes`; `None` for what cannot be known at all.
    pub fn of(node: Node<'t>) -> Option<Result<Self, MountFault>> {
        match node.kind() {
            Kind::Map => Some(Ok(Self::long(node))),
            Kind::String => Some(Self::short(node)),
            Kind::Unknown if has_variables(node.text()) => Some(Self::short(node)),
            _ => None,
        }
    }

    /// Reads an item of `tmpfs`.
    pub fn of_tmpfs(node: Node<'t>) -> Option<Self> {
        let parts = sections(value_of(node), b':');
        let target = Part::of_section(node, parts.first()?);
        Some(Self {
            node,
            kind: MountKind::Tmpfs,
            source: None,
            target: Some(target),
            options: Vec::new(),
            is_read_only: Some(false),
        })
    }

    fn short(node: Node<'t>) -> Result<Self, MountFault> {
        let parts = with_drives(value_of(node), sections(value_of(node), b':'));
        let is_sure = parts.iter().all(|part| part.is_known);
        if is_sure && parts.iter().any(|part| part.text.is_empty()) {
            return Err(if parts.len() == 1 { "is empty" } else { "has nothing between two colons" });
        }
        let (source, target, options) = match &parts[..] {
            [target] => (None, target, None),
            [source, target] => (Some(source), target, None),
            [source, target, options] => (Some(source), target, Some(options)),
            _ if !is_sure => (None, &parts[0], None),
            _ => return Err("has too many colons"),
        };
        let options: Vec<Part<'t>> = options.map_or(Vec::new(), |section| {
            let shift = section.range.start;
            let words = sections(section.text, b',').into_iter();
            words
                .map(|word| Section { range: word.range.start + shift..word.range.end + shift, ..word })
                .map(|word| Part::of_section(node, &word))
                .collect()
        });
        let kind = match source {
            None if parts.len() == 1 && is_sure => MountKind::Anonymous,
            None => MountKind::Other,
            Some(source) => kind_of(source.text),
        };
        let is_read_only = match options.iter().find(|option| !option.is_known) {
            Some(_) => None,
            None => Some(options.iter().any(|option| option.text == "ro")),
        };
        Ok(Self {
            node,
            kind,
            source: source.map(|section| Part::of_section(node, section)),
            target: (parts.len() <= 3).then(|| Part::of_section(node, target)),
            options,
            is_read_only,
        })
    }

    fn long(node: Node<'t>) -> Self {
        let source = node.get("source").map(Part::of_node);
        let kind = match node.get("type").and_then(Node::as_str) {
            Some("bind") => MountKind::Bind,
            Some("volume") if source.is_some() => MountKind::Volume,
            Some("volume") if node.lacks("source") => MountKind::Anonymous,
            Some("tmpfs") => MountKind::Tmpfs,
            _ => MountKind::Other,
        };
        let is_read_only = match node.get("read_only") {
            None => node.lacks("read_only").then_some(false),
            Some(value) => value.as_bool(),
        };
        let target = node.get("target").map(Part::of_node);
        Self { node, kind, source, target, options: Vec::new(), is_read_only }
    }

    /// Where the source is written, or the whole item.
    pub fn place(&self) -> Place {
        self.source.map_or(self.node.into(), |source| source.place)
    }
}

/// What a source of the short form is: a path begins with `.`, `/`, `~`, a drive or two backslashes.
fn kind_of(source: &str) -> MountKind {
    let has_drive = source.as_bytes().get(1) == Some(&b':') && source.as_bytes()[0].is_ascii_alphabetic();
    if source.starts_with(['.', '/', '~']) || source.starts_with("\\\\") || has_drive {
        MountKind::Bind
    } else if source.starts_with('$') {
        MountKind::Other
    } else {
        MountKind::Volume
    }
}

/// Joins the letter of a Windows drive with what follows its colon.
fn with_drives<'t>(text: &'t str, parts: Vec<Section<'t>>) -> Vec<Section<'t>> {
    let mut joined: Vec<Section<'t>> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(drive) if drive.text.len() == 1 && drive.text.as_bytes()[0].is_ascii_alphabetic() => {
                let range = drive.range.start..part.range.end;
                *drive = Section { text: &text[range.clone()], range, is_known: drive.is_known && part.is_known };
            }
            _ => joined.push(part),
        }
    }
    joined
}
