//! Writing values.

use super::Value;
use crate::tree::{Node, Style};

/// How a file writes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    pub(super) newline: &'static str,
    /// How many columns one level is indented.
    pub(super) step: usize,
    /// How many columns the dash of a list is right of the key of the list.
    pub(super) dash: usize,
    /// Whether all text and keys are in double quotes.
    pub(super) is_json: bool,
    /// Whether it is inside of brackets, where commas and brackets have to be quoted.
    pub(super) is_flow: bool,
}

impl Writer {
    /// A scalar that is what it looks like.
    pub(super) fn scalar(self, text: &str) -> String {
        let stays = if self.is_json { is_json_literal(text) } else { is_plain(text, self.is_flow) };
        if stays { text.to_owned() } else { double_quoted(text) }
    }

    /// Text.
    fn text(self, text: &str) -> String {
        if self.is_json || is_ambiguous(text) { double_quoted(text) } else { self.scalar(text) }
    }

    pub(super) fn key(self, key: &str) -> String {
        if self.is_json || !is_plain(key, true) { double_quoted(key) } else { key.to_owned() }
    }

    /// `key: value` in block style, its first line without indentation.
    pub(super) fn entry(self, key: &str, value: &Value, column: usize) -> String {
        let key = self.key(key);
        match value {
            Value::Map(entries) if !entries.is_empty() => {
                let column = column + self.step;
                format!("{key}:{}{}", self.line(column), self.entries(entries, column))
            }
            Value::Seq(items) if !items.is_empty() => {
                let column = column + self.dash;
                format!("{key}:{}{}", self.line(column), self.items(items, column))
            }
            _ => format!("{key}: {}", self.inline(value)),
        }
    }

    /// `- value` in block style.
    pub(super) fn item(self, value: &Value, column: usize) -> String {
        match value {
            Value::Map(entries) if !entries.is_empty() => format!("- {}", self.entries(entries, column + 2)),
            Value::Seq(items) if !items.is_empty() => format!("- {}", self.items(items, column + 2)),
            _ => format!("- {}", self.inline(value)),
        }
    }

    fn entries(self, entries: &[(String, Value)], column: usize) -> String {
        let lines: Vec<String> = entries.iter().map(|(key, value)| self.entry(key, value, column)).collect();
        lines.join(&self.line(column))
    }

    fn items(self, items: &[Value], column: usize) -> String {
        let lines: Vec<String> = items.iter().map(|item| self.item(item, column)).collect();
        lines.join(&self.line(column))
    }

    fn line(self, column: usize) -> String {
        format!("{}{}", self.newline, " ".repeat(column))
    }

    /// A value in one line.
    pub(super) fn inline(self, value: &Value) -> String {
        let flow = Writer { is_flow: true, ..self };
        match value {
            Value::Scalar(text) => self.scalar(text),
            Value::Text(text) => self.text(text),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| format!("{}: {}", flow.key(key), flow.inline(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Value::Seq(items) => {
                let items = items.iter().map(|item| flow.inline(item));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// `key: value` in brackets, at this column; collections of JSON get a line for each child.
    pub(super) fn flow_entry(self, key: &str, value: &Value, column: usize) -> String {
        format!("{}: {}", self.key(key), self.flow(value, column))
    }

    /// A value in brackets, at this column.
    pub(super) fn flow(self, value: &Value, column: usize) -> String {
        let inner = column + self.step;
        let (open, close, children): (_, _, Vec<String>) = match value {
            Value::Map(entries) if self.is_json && !entries.is_empty() => {
                ('{', '}', entries.iter().map(|(key, value)| self.flow_entry(key, value, inner)).collect())
            }
            Value::Seq(items) if self.is_json && !items.is_empty() => {
                ('[', ']', items.iter().map(|item| self.flow(item, inner)).collect())
            }
            _ => return self.inline(value),
        };
        let line = self.line(inner);
        format!("{open}{line}{}{}{close}", children.join(&format!(",{line}")), self.line(column))
    }
}

/// Text in double quotes, by the escapes that JSON and YAML share.
pub(super) fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter
                if u32::from(letter) < 0x20
                    || matches!(letter, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                quoted.extend([format!("\\u{:04x}", u32::from(letter))]);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Text in single quotes, which have no escapes but the doubled quote.
pub(super) fn single_quoted(text: &str) -> Option<String> {
    (!text.contains(|letter: char| letter.is_control())).then(|| format!("'{}'", text.replace('\'', "''")))
}

/// Whether the value is put together by a tag or has an anchor whose name would get lost.
pub(super) fn is_kept(node: Node<'_>) -> bool {
    node.tag().is_some() || node.style() == Style::Hcl
}

/// Whether text can stand without quotes (YAML 1.2.2, section 7.3.3), more strictly than it need be.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return false };
    let good_start = match first {
        '-' | '?' | ':' => letters.next().is_some_and(|second| !second.is_whitespace() && !",[]{}".contains(second)),
        _ => !",[]{}#&*!|>'\"%@`".contains(first),
    };
    good_start
        && !text.starts_with([' ', '\t'])
        && !text.ends_with([' ', '\t', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(|letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}'))
        && !text.contains("\t#")
        && !text.contains(":\t")
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !(in_flow && text.contains([',', '[', ']', '{', '}']))
        && !(in_flow && text.contains(":\""))
}

/// Whether text without quotes may be read as something else: a number, a boolean, a date, nothing.
fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 12] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "<<", "="];
    let looks_numeric = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.'))
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_hexdigit() || "xXoO_+-.:TZ ".contains(letter));
    let is_special = matches!(text.trim_start_matches(['-', '+']).to_ascii_lowercase().as_str(), ".inf" | ".nan");
    looks_numeric || is_special || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether text is a number or a word of JSON.
fn is_json_literal(text: &str) -> bool {
    matches!(text, "true" | "false" | "null") || serde_json::from_str::<serde_json::Number>(text).is_ok()
}
