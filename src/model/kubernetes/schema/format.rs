//! The formats of text that schemas of custom resources name, as far as the API server holds values to them. Source: the field `format`
//! of `JSONSchemaProps` in the API reference of `apiextensions.k8s.io/v1`, and `pkg/apiserver/validation/formats.go` of
//! apiextensions-apiserver 1.34, taken 2026-11-22. Names are compared without dashes; formats of other names are ignored there, too.

use std::net::IpAddr;

use super::form::is_stand_in;

/// A format of text. Those that hardly any definition names (`isbn`, `creditcard`, `rgbcolor` ...) are left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextFormat {
    /// `1h30m` as Go reads it, or `5 minutes` as Scala does.
    Duration,
    /// A point in time, RFC 3339.
    DateTime,
    /// A day, RFC 3339.
    Date,
    /// A UUID, with or without its dashes.
    Uuid,
    /// An address of IPv4 or IPv6.
    Ip,
    /// An address of IPv4.
    Ipv4,
    /// An address of IPv6.
    Ipv6,
    /// An address and the length of its prefix.
    Cidr,
    /// An address for mail, RFC 5322.
    Email,
    /// A URI with a scheme, or an absolute path.
    Uri,
    /// Base64.
    Byte,
}

impl TextFormat {
    /// The format of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.replace('-', "").as_str() {
            "duration" => TextFormat::Duration,
            "datetime" => TextFormat::DateTime,
            "date" => TextFormat::Date,
            "uuid" => TextFormat::Uuid,
            "ipv4" => TextFormat::Ipv4,
            "ipv6" => TextFormat::Ipv6,
            "cidr" => TextFormat::Cidr,
            "email" => TextFormat::Email,
            "uri" => TextFormat::Uri,
            "byte" => TextFormat::Byte,
            _ => return None,
        })
    }

    /// Whether a text may be of this format: in doubt it is.
    pub fn fits(self, text: &str) -> bool {
        match self {
            TextFormat::Duration => is_duration(text),
            TextFormat::DateTime => text.split_once(['t', 'T']).is_some_and(|(day, time)| is_day(day) && is_time(time)),
            TextFormat::Date => is_day(text),
            TextFormat::Uuid => is_uuid(text),
            TextFormat::Ip => is_address(text),
            TextFormat::Ipv4 => text.contains('.') && text.parse::<IpAddr>().is_ok(),
            TextFormat::Ipv6 => text.contains(':') && text.parse::<IpAddr>().is_ok(),
            TextFormat::Cidr => is_cidr(text),
            TextFormat::Email => text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
            TextFormat::Uri => text.starts_with('/') || has_scheme(text),
            TextFormat::Byte => {
                text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_ \n\r\t".contains(&byte))
            }
        }
    }

    /// What it is called in messages.
    pub fn title(self) -> &'static str {
        match self {
            TextFormat::Duration => "duration",
            TextFormat::DateTime => "point in time",
            TextFormat::Date => "day",
            TextFormat::Uuid => "UUID",
            TextFormat::Ip => "IP address",
            TextFormat::Ipv4 => "IPv4 address",
            TextFormat::Ipv6 => "IPv6 address",
            TextFormat::Cidr => "range of addresses",
            TextFormat::Email => "mail address",
            TextFormat::Uri => "URI",
            TextFormat::Byte => "Base64 text",
        }
    }

    /// How one is written.
    pub fn example(self) -> &'static str {
        match self {
            TextFormat::Duration => "1h30m",
            TextFormat::DateTime => "2026-03-01T08:30:00Z",
            TextFormat::Date => "2026-03-01",
            TextFormat::Uuid => "0b1c9f2e-6d43-4c1e-9a57-3f0f6f1f8a11",
            TextFormat::Ip | TextFormat::Ipv4 => "10.0.0.1",
            TextFormat::Ipv6 => "fd00::1",
            TextFormat::Cidr => "10.0.0.0/16",
            TextFormat::Email => "ops@example.com",
            TextFormat::Uri => "https://example.com/x",
            TextFormat::Byte => "aGVsbG8=",
        }
    }
}

/// Fields of built-in types that hold text of a format. Source: `pkg/apis/core/validation` of Kubernetes, taken 2026-11-22.
const FIELDS: [(&str, &str, TextFormat); 6] = [
    ("core/v1.HostAlias", "ip", TextFormat::Ip),
    ("core/v1.PodDNSConfig", "nameservers", TextFormat::Ip),
    ("core/v1.ServiceSpec", "clusterIP", TextFormat::Ip),
    ("core/v1.ServiceSpec", "clusterIPs", TextFormat::Ip),
    ("core/v1.ServiceSpec", "externalIPs", TextFormat::Ip),
    ("core/v1.ServiceSpec", "loadBalancerSourceRanges", TextFormat::Cidr),
];

/// The format that the text in a field of a built-in type has to be of, and is not. Nothing at all, what stands in for something else,
/// and `None` for the address of a Service are right.
pub(super) fn fault_of_field(owner: &str, field: &str, text: &str) -> Option<TextFormat> {
    let (.., format) = FIELDS.iter().find(|(named, key, _)| (*named, *key) == (owner, field))?;
    let is_none = text.is_empty() || text == "None" || is_stand_in(text);
    (!is_none && !format.fits(text)).then_some(*format)
}

/// Whether a text is an address; the API server takes zeros at the beginning of a number.
fn is_address(text: &str) -> bool {
    let without_zeros = |number: &str| number.trim_start_matches('0').to_owned();
    let is_number = |number: &str| number.is_empty() || number.parse::<u8>().is_ok();
    let mut numbers = text.split('.').map(without_zeros);
    text.parse::<IpAddr>().is_ok() || text.matches('.').count() == 3 && numbers.all(|number| is_number(&number))
}

/// Whether a text is numbers, each with a unit (Go's `time.ParseDuration`; Scala's form has blanks between).
fn is_duration(text: &str) -> bool {
    let body = text.trim().trim_start_matches(['+', '-']);
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    let is_unit = |letter: char| letter.is_alphabetic();
    body == "0"
        || body.starts_with(is_number)
            && body.ends_with(is_unit)
            && body.chars().all(|letter| is_number(letter) || is_unit(letter) || letter.is_whitespace())
}

/// Whether a text is a day: `2026-03-01`.
fn is_day(text: &str) -> bool {
    let is_within = |range: std::ops::Range<usize>, values: std::ops::RangeInclusive<u8>| {
        text.get(range).and_then(|part| part.parse::<u8>().ok()).is_some_and(|number| values.contains(&number))
    };
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
        && is_within(5..7, 1..=12)
        && is_within(8..10, 1..=31)
}

/// Whether a text begins like the time of a day: `08:30:00`, and has a zone behind it.
fn is_time(text: &str) -> bool {
    let is_digital = text.bytes().take(8).enumerate();
    let is_shaped = text.len() > 8
        && is_digital
            .into_iter()
            .all(|(at, byte)| if matches!(at, 2 | 5) { byte == b':' } else { byte.is_ascii_digit() });
    is_shaped && (text.ends_with(['z', 'Z']) || text[8..].contains(['+', '-']))
}

fn is_uuid(text: &str) -> bool {
    let digits = text.bytes().filter(|byte| *byte != b'-').count();
    digits == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn is_cidr(text: &str) -> bool {
    let Some((address, length)) = text.split_once('/') else { return false };
    let most = if address.contains(':') { 128 } else { 32 };
    address.parse::<IpAddr>().is_ok() && length.parse::<u8>().is_ok_and(|length| length <= most)
}

/// Whether a text begins with the scheme of a URI (RFC 3986, section 3.1).
fn has_scheme(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(is_letter)
            && !rest.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::TextFormat;

    #[test]
    fn texts_fit_their_formats() {
        for (name, good, bad) in [
            (
                "duration",
                &["1h30m", "5s", "0", "-1.5h", "22 ns", "2 weeks 1 day"][..],
                &["test", "5", "PT5M", "five minutes"][..],
            ),
            (
                "date-time",
                &["2026-03-01T08:30:00Z", "2026-03-01t08:30:00.123+02:00"][..],
                &["2026-03-01", "2026-13-01T08:30:00Z", "2026-03-01T08:30", "now"][..],
            ),
            ("date", &["2026-03-01"][..], &["01.03.2026", "2026-3-1"][..]),
            (
                "uuid",
                &["0b1c9f2e-6d43-4c1e-9a57-3f0f6f1f8a11", "0B1C9F2E6D434C1E9A573F0F6F1F8A11"][..],
                &["0b1c9f2e", "0b1c9f2e-6d43-4c1e-9a57-3f0f6f1f8a1g"][..],
            ),
            ("ipv4", &["10.0.0.1"][..], &["10.0.0", "fd00::1", "localhost"][..]),
            ("ipv6", &["fd00::1", "::ffff:10.0.0.1"][..], &["10.0.0.1", "fd00:::1"][..]),
            ("cidr", &["10.0.0.0/8", "fd00::/64"][..], &["10.0.0.0", "10.0.0.0/33", "fd00::/129"][..]),
            ("email", &["ops@example.com", "Ops <ops@example.com>"][..], &["ops", "@example.com"][..]),
            ("uri", &["https://example.com", "/path", "mailto:a@b"][..], &["example.com", "a/b", ":x"][..]),
            ("byte", &["aGVsbG8=", "aGVs\nbG8="][..], &["hello, world", "ä"][..]),
        ] {
            let format = TextFormat::named(name).unwrap();
            assert!(good.iter().chain([&format.example()]).all(|text| format.fits(text)), "{name}: {good:?}");
            assert!(bad.iter().all(|text| !format.fits(text)), "{name}: {bad:?}");
        }
        assert_eq!(TextFormat::named("int32"), None);
    }
}
