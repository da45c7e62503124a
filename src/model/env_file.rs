//! Files of variables, as Compose reads them: `.env` and those of `env_file`.
//!
//! Facts: compose-go, `dotenv/parser.go`.

use std::ops::Range;

/// Why Compose refuses a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnvFault {
    /// Where.
    pub range: Range<usize>,
    /// What is wrong there, in words.
    pub reason: String,
}

/// The first thing that makes Compose refuse a file; nothing where versions of it differ.
pub fn fault(text: &str) -> Option<EnvFault> {
    let is_template = text.contains("{{") || text.contains("{%");
    if is_template || text.contains("\\\"") || text.contains("\\'") {
        return None;
    }
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        if at == text.len() {
            return None;
        }
        if text[at..].starts_with('#') {
            at = line_end;
            continue;
        }
        let exported = text[at..].strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t']));
        at = exported.map_or(at, |rest| text.len() - rest.trim_start_matches([' ', '\t']).len());
        let line = &text[at..line_end];
        let is_of_name = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.-[]".contains(c);
        let end = line.find(|c: char| matches!(c, '=' | ':') || !is_of_name(c));
        let stop = end.and_then(|end| line[end..].chars().next());
        if let (Some(end), Some(other)) = (end, stop.filter(|stop| !matches!(stop, '=' | ':'))) {
            let range = at + end..at + end + other.len_utf8();
            return Some(EnvFault { range, reason: format!("`{other}` cannot be in the name of a variable") });
        }
        let name = line[..end.unwrap_or(line.len())].trim_end();
        // Without anything behind it the last line is left alone.
        if name.contains(' ') && (end.is_some() || line_end < text.len()) {
            return Some(EnvFault { range: at..at + name.len(), reason: "a name has no blanks in it".to_owned() });
        }
        at = line_end;
        let Some(end) = end else { continue };
        let value = line[end + 1..].trim_start();
        let start = line_end - value.len();
        if let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) {
            let Some(close) = text[start + 1..].find(quote) else {
                return Some(EnvFault {
                    range: start..start + value.trim_end().len(),
                    reason: "the quote is not closed".to_owned(),
                });
            };
            at = start + close + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_compose_reads_has_no_fault() {
        for text in [
            "",
            "A=1\nB = 2\n# it's\nexport C=\"x # y\" # z\nD: e\nINHERITED\nF='multi\nline'\nG=it's\n",
            "\u{feff}A=\r\nB=b c\r\n",
            "A.b-c[0]=1",
            "no value at the end",
            "A=\"a \\\" b",
            "{{ if }}",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_fault_is_found() {
        let found = |text: &str| fault(text).map(|fault| text[fault.range].to_owned());
        assert_eq!(found("A=1\nB@=2\n").as_deref(), Some("@"));
        assert_eq!(found("set -a\n").as_deref(), Some("set -a"));
        assert_eq!(found("A=\"x\nB=2\n").as_deref(), Some("\"x"));
        assert_eq!(found("MY KEY=1").as_deref(), Some("MY KEY"));
        assert_eq!(found("A='it''s'\n").as_deref(), Some("'"));
        assert_eq!(found("é@=1").as_deref(), Some("@"));
    }
}
