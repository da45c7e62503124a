//! Which flags each instruction takes.
//!
//! Facts: BuildKit, `frontend/dockerfile/instructions/parse.go`, `bflag.go` and `commands_run*.go`.

use super::{Flag, INSTRUCTION};
use crate::diagnostic::Problem;
use crate::fix::{Edit, Safety};
use crate::source::Span;
use crate::spelling;

/// What a flag's value has to be.
#[derive(Clone, Copy, PartialEq)]
enum Value {
    /// `true`, `false` or nothing.
    Bool,
    /// Some text.
    Text,
    /// Some text, and the flag may be given several times.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A duration such as `1m30s`.
    Duration,
    /// A whole number that is not negative.
    Count,
}

/// The flags of an instruction (its keyword in lower case), or `None` where the builder does not look at them.
fn known(keyword: &str) -> Option<&'static [(&'static str, Value)]> {
    Some(match keyword {
        "from" => &[("platform", Value::Text)],
        "run" => &[
            ("mount", Value::Texts),
            ("network", Value::Word(&["default", "none", "host"])),
            ("security", Value::Word(&["sandbox", "insecure"])),
            ("device", Value::Texts),
        ],
        "copy" => &[
            ("from", Value::Text),
            ("chown", Value::Text),
            ("chmod", Value::Text),
            ("link", Value::Bool),
            ("exclude", Value::Texts),
            ("parents", Value::Bool),
        ],
        "add" => &[
            ("chown", Value::Text),
            ("chmod", Value::Text),
            ("link", Value::Bool),
            ("keep-git-dir", Value::Bool),
            ("checksum", Value::Text),
            ("unpack", Value::Bool),
            ("exclude", Value::Texts),
        ],
        "healthcheck" => &[
            ("interval", Value::Duration),
            ("timeout", Value::Duration),
            ("start-period", Value::Duration),
            ("start-interval", Value::Duration),
            ("retries", Value::Count),
        ],
        "arg" | "stopsignal" => return None,
        _ => &[],
    })
}

/// The minor version of the frontend 1 that the table above is of.
const NEWEST: u32 = 20;

/// Whether a frontend may know flags that the table above lacks: one for experiments, or a newer one.
pub(super) fn may_know_more(frontend: &str) -> bool {
    let tag = frontend.rsplit_once(':').map_or("", |(_, tag)| tag);
    let minor = tag.strip_prefix("1.").and_then(|rest| rest.split(['.', '-']).next()?.parse::<u32>().ok());
    tag.ends_with("labs") || tag == "master" || minor.is_some_and(|minor| minor > NEWEST)
}

/// What is wrong with the flags of an instruction. Of a frontend that may know more, only flags that are nearly a known one.
pub(super) fn check(keyword: &str, flags: &[Flag<'_>], source: &str, may_know_more: bool) -> Vec<Problem> {
    let Some(known) = known(keyword) else { return Vec::new() };
    let mut problems = Vec::new();
    for (index, flag) in flags.iter().enumerate() {
        let name = flag.name.as_str();
        let Some((_, value)) = known.iter().find(|(known, _)| *known == name) else {
            let nearest = spelling::nearest(name, known.iter().map(|(known, _)| *known));
            if nearest.is_some() || !may_know_more {
                problems.push(unknown(keyword, flag, known, nearest));
            }
            continue;
        };
        if *value != Value::Texts
            && let Some(first) = flags[..index].iter().find(|before| before.name == *name)
        {
            let problem = Problem::new(INSTRUCTION, flag.span, format!("flag `--{name}` for the second time"));
            problems.push(problem.with_label(first.span, "the first is here"));
        }
        if let Some(wanted) = mismatch(*value, flag) {
            let message = match &flag.value {
                Some(written) => format!("flag `--{name}` is `{}`, not {wanted}", written.as_str()),
                None => format!("flag `--{name}` without a value"),
            };
            let edits = with_value(flag, source).filter(|_| *value != Value::Bool).map(|edit| vec![edit]);
            let problem = Problem::new(INSTRUCTION, flag.span, message);
            problems.push(problem.with_fix("join flag and value with `=`", Safety::Unsafe, edits));
        }
    }
    problems
}

fn unknown(keyword: &str, flag: &Flag<'_>, known: &[(&str, Value)], nearest: Option<&str>) -> Problem {
    let message = format!("`{}` has no flag `--{}`", keyword.to_ascii_uppercase(), flag.name.as_str());
    let names: Vec<String> = known.iter().map(|(name, _)| format!("`--{name}`")).collect();
    let help = match (nearest, names.as_slice()) {
        (Some(nearest), _) => format!("did you mean `--{nearest}`?"),
        (None, []) => "it takes no flags; a command that begins with dashes has to be in JSON form".to_owned(),
        (None, _) => format!("it takes {}", names.join(", ")),
    };
    let edit = nearest.filter(|_| flag.name.is_verbatim()).map(|nearest| Edit::replace(flag.name.span(), nearest));
    let problem = Problem::new(INSTRUCTION, flag.span, message).with_help(help);
    problem.with_fix("name the flag that there is", Safety::Unsafe, edit.map(|edit| vec![edit]))
}

/// Puts `=` in place of the blanks between a flag and a word after it that was meant as its value.
fn with_value(flag: &Flag<'_>, source: &str) -> Option<Edit> {
    let end = flag.span.end as usize;
    let rest = source.get(end..).filter(|_| flag.value.is_none())?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let is_word = rest[blanks..].starts_with(|c: char| !c.is_whitespace() && !"-[\\`#".contains(c));
    (blanks > 0 && is_word).then(|| Edit::replace(Span::new(flag.span.file, end..end + blanks), "="))
}

/// What a flag's value should be, if it is not.
fn mismatch(wanted: Value, flag: &Flag<'_>) -> Option<String> {
    let written = flag.value.as_ref().map(super::Text::as_str);
    let ok = match wanted {
        Value::Bool => {
            written.is_none_or(|value| value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"))
        }
        Value::Text | Value::Texts => written.is_some(),
        Value::Word(words) => written.is_some_and(|value| words.contains(&value)),
        Value::Duration => written.is_some_and(|value| value.is_empty() || is_duration(value)),
        Value::Count => written.is_some_and(|value| {
            value.is_empty() || value.trim_start_matches('+').parse::<i32>().is_ok_and(|n| n >= 0)
        }),
    };
    (!ok).then(|| match wanted {
        Value::Bool => "true or false".to_owned(),
        Value::Word(words) => format!("one of {}", words.join(", ")),
        Value::Duration => "a duration of at least 1ms such as `30s`".to_owned(),
        Value::Count => "a whole number that is not negative".to_owned(),
        Value::Text | Value::Texts => "some text".to_owned(),
    })
}

/// Whether text is a duration of Go: nothing or at least a millisecond.
fn is_duration(text: &str) -> bool {
    duration(text).is_some_and(|milliseconds| milliseconds == 0.0 || milliseconds >= 1.0 && !text.starts_with('-'))
}

/// The milliseconds of a duration of Go without its sign: numbers with units, `1m30s`
/// (<https://pkg.go.dev/time#ParseDuration>).
pub fn duration(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "0" {
        return Some(0.0);
    }
    let mut rest = unsigned;
    let mut milliseconds = 0.0;
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(number_end);
        let unit_end = tail.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit_end);
        milliseconds += number.parse::<f64>().ok()?
            * match unit {
                "ns" => 1e-6,
                "us" | "µs" | "μs" => 1e-3,
                "ms" => 1.0,
                "s" => 1e3,
                "m" => 6e4,
                "h" => 3.6e6,
                _ => return None,
            };
        rest = tail;
    }
    (!unsigned.is_empty()).then_some(milliseconds)
}
