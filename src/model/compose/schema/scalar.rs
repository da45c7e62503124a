//! The single values of the schema: which are right, and what is expected, in words. What goes beyond the schema is from compose-go:
//! `types/hostList.go`, `transform/device.go`, `transform/ssh.go`, `transform/mapping.go`, `types/types.go` (`FileMode`).

use super::table::{Scalar, Shape};
use crate::model::compose::units;
use crate::tree::{Kind, Node};

impl Scalar {
    /// Whether a value is right here.
    pub(super) fn takes(self, node: Node<'_>) -> bool {
        let text = node.text();
        let is_string = is_text(node);
        match self {
            Self::Any => node.is_scalar() && !node.is_null(),
            Self::Null => node.is_null(),
            Self::Text => is_string,
            Self::Word(word) => is_string && text == word,
            Self::Number => {
                matches!(node.kind(), Kind::Int | Kind::Float) || is_string && text.trim().parse::<f64>().is_ok()
            }
            Self::Integer => {
                node.kind() == Kind::Int
                    || node.as_f64().is_some_and(|number| number.fract() == 0.0)
                    || is_string && text.parse::<i64>().is_ok()
            }
            Self::Boolean => node.kind() == Kind::Bool || is_string && units::boolean(text).is_some(),
            Self::Duration => is_string && units::duration(text).is_some(),
            Self::Bytes => {
                matches!(node.kind(), Kind::Int | Kind::Float)
                    || is_string && (text == "-1" || units::bytes(text).is_some())
            }
            Self::BytesText => is_string && units::bytes(text).is_some(),
            Self::Size => node.as_i64().is_some_and(|size| size >= 0) || is_string && units::bytes(text).is_some(),
            Self::Whole(from, to) => {
                let number = node.as_i64().or_else(|| text.parse().ok().filter(|_| is_string));
                number.is_some_and(|number| (from..=to).contains(&number))
            }
            Self::Filled => is_string && !text.is_empty(),
            Self::Mode => is_string && i64::from_str_radix(text, 8).is_ok(),
            Self::Device => is_string && text.split(':').count() <= 3,
            Self::Host => is_string && is_host(text),
            Self::Policy => is_string && is_policy(text),
            Self::Assignment => is_string && text.contains('='),
            Self::Agent => is_string && (text.contains('=') || text == "default"),
        }
    }

    /// Whether a value is of the sort that is right here, whatever it says.
    pub(super) fn is_sort_of(self, node: Node<'_>) -> bool {
        match self {
            Self::Text | Self::Any | Self::Null => false,
            Self::Size | Self::Whole(..) => is_text(node) || node.kind() == Kind::Int,
            _ => is_text(node),
        }
    }
}

/// Whether a scalar is text to Compose, whose parser takes `yes`, `no`, `on` and `off` for text where no boolean is asked for.
fn is_text(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::String => true,
        Kind::Bool => !matches!(node.text().to_ascii_lowercase().as_str(), "true" | "false"),
        _ => false,
    }
}

/// Whether a text is a host with its address: what stands before the first `=`, or else the first `:`, is a name.
fn is_host(text: &str) -> bool {
    let parts = text.split_once('=').or_else(|| text.split_once(':'));
    parts.is_some_and(|(name, _)| !name.is_empty() && !name.contains([':', '=']))
}

/// Whether a text names a moment to pull an image. The schema asks no more than that the text contains one.
fn is_policy(text: &str) -> bool {
    let words = ["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"];
    let is_unit = |rest: &str| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        end > 0 && rest[end..].starts_with(['w', 'd', 'h', 'm', 's'])
    };
    words.iter().any(|word| text.contains(word)) || text.split("every_").skip(1).any(is_unit)
}

/// What may stand at a place, in words.
pub(super) fn expected(shape: &Shape) -> String {
    let mut words: Vec<String> = Vec::new();
    for scalar in &shape.scalars {
        words.push(match scalar {
            Scalar::Text => "text".into(),
            Scalar::Number => "a number".into(),
            Scalar::Integer => "a whole number".into(),
            Scalar::Boolean => "`true` or `false`".into(),
            Scalar::Any => "a single value".into(),
            Scalar::Null => continue,
            Scalar::Duration => "a duration such as `30s`".into(),
            Scalar::Bytes => "a number of bytes or text such as `512m`".into(),
            Scalar::BytesText => "text such as `512m`".into(),
            Scalar::Size => "a size such as `64m`".into(),
            Scalar::Whole(from, i64::MAX) => format!("a whole number from {from}"),
            Scalar::Whole(from, to) => format!("a whole number from {from} to {to}"),
            Scalar::Filled => "text that is not empty".into(),
            Scalar::Mode => "octal digits such as `0440`".into(),
            Scalar::Device => "a device such as `/dev/dri:/dev/dri:rw`".into(),
            Scalar::Host => "a name and an address such as `db=10.0.0.5`".into(),
            Scalar::Policy => "`always`, `never`, `missing`, `build`, `daily`, `weekly` or `every_12h`".into(),
            Scalar::Assignment => "text such as `name=value`".into(),
            Scalar::Agent => "`default` or text such as `name=path`".into(),
            Scalar::Word(word) => format!("`{word}`"),
        });
    }
    words.extend(shape.items.map(|_| "a list".into()));
    words.extend(shape.keys.map(|_| "a map".into()));
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => words.concat(),
    }
}
