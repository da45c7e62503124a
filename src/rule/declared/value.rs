//! Tests of single values.

use std::cmp::Ordering;
use std::net::IpAddr;

use super::expression::{Literal, Measure, Operator, Sort};
use crate::model::credential::{self, Verdict};
use crate::tree::{Kind, Node};

/// Whether a value passes a comparison. A value of a sort that the comparison has no meaning for is unknown.
pub(super) fn passes(node: Node<'_>, operator: Operator, value: &Literal, measure: Measure) -> Option<bool> {
    match operator {
        Operator::Equal => equals(node, value),
        Operator::Contains => contains(node, value),
        Operator::Matches => match value {
            Literal::Text(pattern) => Some(matches_glob(pattern, node.as_text()?)),
            _ => None,
        },
        Operator::Covers => match value {
            Literal::Text(text) => Some(matches_glob(node.as_text()?, text)),
            _ => None,
        },
        _ => {
            let order = match measure {
                Measure::Plain => numbers(node, value)?,
                Measure::Version => versions(node, value)?,
                Measure::Duration => {
                    let Literal::Text(value) = value else { return None };
                    seconds(node.as_text()?)?.partial_cmp(&seconds(value)?)?
                }
            };
            Some(match operator {
                Operator::Less => order == Ordering::Less,
                Operator::LessOrEqual => order != Ordering::Greater,
                Operator::Greater => order == Ordering::Greater,
                _ => order != Ordering::Less,
            })
        }
    }
}

/// Texts of numbers and booleans equal the numbers and booleans: Terraform and Compose convert them.
fn equals(node: Node<'_>, value: &Literal) -> Option<bool> {
    match value {
        Literal::Null => match node.kind() {
            Kind::Unknown => None,
            kind => Some(kind == Kind::Null),
        },
        Literal::Text(text) => node.as_text().map(|own| own == text),
        Literal::Bool(value) => match node.kind() {
            Kind::Bool => node.as_bool().map(|own| own == *value),
            _ => node.as_text().map(|own| own == if *value { "true" } else { "false" }),
        },
        Literal::Number(number) => match number_of(node) {
            Some(own) => Some(own.total_cmp(number) == Ordering::Equal),
            None => node.as_text().map(|_| false),
        },
    }
}

fn number_of(node: Node<'_>) -> Option<f64> {
    node.as_f64().or_else(|| node.as_str()?.parse().ok())
}

fn contains(node: Node<'_>, value: &Literal) -> Option<bool> {
    if !node.is_seq() {
        let Literal::Text(part) = value else { return None };
        return node.as_str().map(|text| text.contains(part.as_str()));
    }
    let mut unknown = node.is_open();
    for item in node.items() {
        match equals(item, value) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(false)
}

fn numbers(node: Node<'_>, value: &Literal) -> Option<Ordering> {
    match value {
        Literal::Number(number) => number_of(node)?.partial_cmp(number),
        _ => None,
    }
}

/// Compares versions part by part; a part that is missing is 0, and `1.2.x` is unknown.
fn versions(node: Node<'_>, value: &Literal) -> Option<Ordering> {
    let parts = |text: &str| -> Option<Vec<u64>> {
        let core = text.strip_prefix('v').unwrap_or(text);
        core.split('.').map(|part| part.parse().ok()).collect()
    };
    let Literal::Text(value) = value else { return None };
    let (mut one, mut two) = (parts(node.as_text()?)?, parts(value)?);
    let length = one.len().max(two.len());
    one.resize(length, 0);
    two.resize(length, 0);
    Some(one.cmp(&two))
}

/// Whether a text matches a glob in which `*` is any text and `?` any character.
pub(super) fn matches_glob(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut from) = (0, 0);
    let mut star = None;
    while from < text.len() {
        if at < pattern.len() && (pattern[at] == '?' || pattern[at] == text[from] && pattern[at] != '*') {
            at += 1;
            from += 1;
        } else if at < pattern.len() && pattern[at] == '*' {
            star = Some((at, from));
            at += 1;
        } else if let Some((before, taken)) = star {
            star = Some((before, taken + 1));
            at = before + 1;
            from = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|it| *it == '*')
}

/// A length of time in seconds: `90d`, `7776000s`, `1h30m`, or a bare number of seconds.
fn seconds(text: &str) -> Option<f64> {
    let (mut rest, mut sum) = (text.trim(), 0.0);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(rest.len());
        let amount: f64 = rest[..end].parse().ok()?;
        let unit = rest[end..].find(|it: char| it.is_ascii_digit()).map_or(rest.len(), |length| end + length);
        let length = match &rest[end..unit] {
            "" | "s" => 1.0,
            "m" => 60.0,
            "h" => 3600.0,
            "d" => 86400.0,
            "w" => 604_800.0,
            _ => return None,
        };
        sum += amount * length;
        rest = &rest[unit..];
    }
    Some(sum)
}

/// Whether a value is of a sort.
pub(super) fn is_of_sort(node: Node<'_>, sort: &Sort) -> Option<bool> {
    let text = node.as_text()?;
    match sort {
        Sort::OpenCidr => Some(is_cidr(text, is_open)),
        Sort::PublicCidr => Some(is_cidr(text, |address, length| is_open(address, length) || !is_private(address))),
        Sort::Ports(ports) => covers(text, ports),
        Sort::Secret => Some(is_secret(node, text)),
        Sort::Written => Some(!text.is_empty()),
    }
}

fn is_cidr(text: &str, passes: impl Fn(IpAddr, u8) -> bool) -> bool {
    let (address, length) = text.split_once('/').unwrap_or((text, "128"));
    match (address.parse::<IpAddr>(), length.parse()) {
        (Ok(address), Ok(length)) => passes(address, length),
        _ => false,
    }
}

/// Whether a range is so large that it is no network of one's own: those that are private have 8 bits and more, those of IPv6 7.
fn is_open(address: IpAddr, length: u8) -> bool {
    length == 0 || length < 8 && !is_private(address)
}

/// Whether a port, a range of ports or `*` has one of the ports in it.
fn covers(text: &str, ports: &[u16]) -> Option<bool> {
    if text == "*" {
        return Some(true);
    }
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to): (u16, u16) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    Some(ports.iter().any(|port| (from..=to).contains(port)))
}

/// Whether a text is a credential by itself, or because of the key that it stands under or the `name` that stands beside it.
fn is_secret(node: Node<'_>, text: &str) -> bool {
    let map = node.parent();
    let key = node.as_entry().map(|entry| entry.key.text());
    let beside = map.and_then(|map| map.get("name")).and_then(Node::as_str);
    let name = if key == Some("value") { beside.or(key) } else { key };
    match credential::judge(name.unwrap_or_default(), text) {
        Some(Verdict::Known(_) | Verdict::Secret) => true,
        Some(Verdict::Weak) | None => false,
    }
}

/// Whether an address is one of a private network or of the machine itself.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && (64..128).contains(&second); // RFC 6598
            address.is_private() || address.is_loopback() || address.is_link_local() || is_shared
        }
        IpAddr::V6(address) => {
            let first = address.segments()[0];
            address.is_loopback() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
        }
    }
}
