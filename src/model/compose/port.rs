//! Published ports, in the short and the long form (specification, `ports`).

use std::net::IpAddr;
use std::ops::RangeInclusive;

use super::interpolation::{Section, has_variables, sections, span_of, value_of};
use crate::diagnostic::Place;
use crate::tree::{Kind, Node};

/// Something that may be left out and may not be known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Given<T> {
    /// It is not written.
    Absent,
    /// It is this.
    Is(T),
    /// It is written, but not known.
    Unknown,
}

impl<T> Given<T> {
    /// What it is, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }
}

/// Ports that a service publishes.
#[derive(Clone, Debug)]
pub struct Port<'t> {
    /// The item of the list.
    pub node: Node<'t>,
    /// The address of the host at which they are reached.
    pub host_ip: Given<&'t str>,
    /// The ports of the host; absent where the engine chooses.
    pub published: Given<RangeInclusive<u16>>,
    /// The ports of the container; `None` if they are not known.
    pub target: Option<RangeInclusive<u16>>,
    /// `tcp` if it is not written; `None` if it is not known.
    pub protocol: Option<String>,
    /// Where the port of the host is written, or the whole item.
    pub place: Place,
}

/// Why an item of `ports` cannot be understood.
#[derive(Clone, Debug)]
pub struct PortFault<'t> {
    /// The part of it that is wrong.
    pub part: &'t str,
    /// What is wrong with it.
    pub reason: &'static str,
    /// Where.
    pub place: Place,
    /// The ports of the container, where these at least are understood.
    pub target: Option<RangeInclusive<u16>>,
}

impl<'t> Port<'t> {
    /// Reads an item of `ports`; `None` for what cannot be known at all.
    pub fn of(node: Node<'t>) -> Option<Result<Self, PortFault<'t>>> {
        match node.kind() {
            Kind::Map => Some(Self::long(node)),
            Kind::Float => Some(Err(fault(node, node.text(), "is no whole number"))),
            Kind::Seq | Kind::Null | Kind::Bool => None,
            Kind::Unknown if !has_variables(node.text()) => None,
            Kind::Int | Kind::String | Kind::Unknown => Self::short(node),
        }
    }

    fn short(node: Node<'t>) -> Option<Result<Self, PortFault<'t>>> {
        let text = value_of(node);
        let [ports, protocol @ ..] = &sections(text, b'/')[..] else { return None };
        let protocol = match protocol {
            [] => Some("tcp".to_owned()),
            [one] => one.value().map(str::to_ascii_lowercase),
            _ => return Some(Err(fault(node, text, "has more than one `/`"))),
        };
        if protocol.as_deref().is_some_and(|name| !matches!(name, "tcp" | "udp" | "sctp")) {
            return Some(Err(fault(node, text, "names a protocol other than tcp, udp and sctp")));
        }
        let pieces = sections(ports.text, b':');
        let (target, before) = pieces.split_last()?;
        let (published, address) = match before.split_last() {
            Some((published, address)) => (Some(published), address),
            None => (None, before),
        };
        Some(Self::assemble(node, protocol, target, published, address))
    }

    fn assemble(
        node: Node<'t>,
        protocol: Option<String>,
        target: &Section<'t>,
        published: Option<&Section<'t>>,
        address: &[Section<'t>],
    ) -> Result<Self, PortFault<'t>> {
        let is_sure = address.iter().all(|part| part.is_known) && published.is_none_or(|part| part.is_known);
        let target = match target.value() {
            Some(text) => Some(range(text).map_err(|reason| fault(node, text, reason))?),
            None => None,
        };
        let given = match published {
            None => Given::Absent,
            Some(part) if part.text.is_empty() => Given::Absent,
            Some(part) if is_sure => Given::Is(range(part.text).map_err(|reason| fault(node, part.text, reason))?),
            Some(part) => match part.value().map(range) {
                Some(Ok(ports)) => Given::Is(ports),
                _ => Given::Unknown,
            },
        };
        let host_ip = match (address.first(), address.last()) {
            (Some(first), Some(last)) if is_sure => {
                let whole = &value_of(node)[first.range.start..last.range.end];
                let inner = whole.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(whole);
                if !inner.is_empty() && inner.parse::<IpAddr>().is_err() {
                    return Err(fault(node, whole, "is no IP address"));
                }
                if inner.is_empty() { Given::Absent } else { Given::Is(inner) }
            }
            (Some(_), _) => Given::Unknown,
            (None, _) if published.is_some_and(|part| !part.is_known) => Given::Unknown,
            (None, _) => Given::Absent,
        };
        if let (Some(target), Some(host)) = (&target, given.known())
            && target.clone().count() != host.clone().count()
            && target.clone().count() != 1
        {
            let fault = fault(node, value_of(node), "has more or fewer ports of the host than of the container");
            return Err(PortFault { target: Some(target.clone()), ..fault });
        }
        let span = published.map_or(node.span(), |part| span_of(node, part.range.clone()));
        let place = Place { span, via: node.via() };
        Ok(Self { node, host_ip, published: given, target, protocol, place })
    }

    fn long(node: Node<'t>) -> Result<Self, PortFault<'t>> {
        let read = |key: &str| match node.get(key) {
            None if node.lacks(key) => Ok(Given::Absent),
            Some(value) if value.by_default().is_some_and(str::is_empty) => Ok(Given::Absent),
            Some(value) => match value.by_default() {
                Some(text) => range(text).map(Given::Is).map_err(|reason| fault(value, text, reason)),
                None => Ok(Given::Unknown),
            },
            None => Ok(Given::Unknown),
        };
        let host_ip = match node.get("host_ip") {
            None if node.lacks("host_ip") => Given::Absent,
            Some(value) => match value.by_default() {
                Some(ip) if ip.parse::<IpAddr>().is_err() => return Err(fault(value, ip, "is no IP address")),
                Some(ip) => Given::Is(ip),
                None => Given::Unknown,
            },
            None => Given::Unknown,
        };
        let protocol = match node.get("protocol") {
            None => node.lacks("protocol").then(|| "tcp".to_owned()),
            Some(value) => value.by_default().map(str::to_ascii_lowercase),
        };
        let target = read("target")?.known().cloned();
        let place = node.get("published").map_or(node.into(), Place::from);
        Ok(Self { node, host_ip, published: read("published")?, target, protocol, place })
    }

    /// Whether it is reached from other machines: no address is given, or that of all interfaces.
    pub fn is_public(&self) -> bool {
        match &self.host_ip {
            Given::Absent => true,
            Given::Is(ip) => ip.parse::<IpAddr>().is_ok_and(|ip| ip.is_unspecified()),
            Given::Unknown => false,
        }
    }
}

fn fault<'t>(node: Node<'t>, part: &'t str, reason: &'static str) -> PortFault<'t> {
    PortFault { part, reason, place: node.into(), target: None }
}

/// One port, or a range of them.
fn range(text: &str) -> Result<RangeInclusive<u16>, &'static str> {
    let number = |text: &str| text.parse::<u16>().map_err(|_| "is no port: ports are numbers up to 65535");
    match text.split_once('-') {
        Some((first, last)) => {
            let (first, last) = (number(first)?, number(last)?);
            if first > last { Err("is a range that ends before it begins") } else { Ok(first..=last) }
        }
        None => number(text).map(|port| port..=port),
    }
}
