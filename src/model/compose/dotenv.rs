//! Files of variables as Compose reads them: `.env` and what `env_file` names (compose-go, `dotenv/parser.go`).

mod values;

use std::ops::Range;

use super::interpolation::variables;
use crate::kind::FileKind;
use crate::source::SourceFile;

pub use values::Variables;

/// A file of variables.
#[derive(Debug, Default)]
pub struct EnvFile<'a> {
    /// The lines that set a variable, in the order of the text, as far as it can be read.
    pub assignments: Vec<Assignment<'a>>,
    /// Where Compose gives the file up.
    pub fault: Option<Fault<'a>>,
}

/// A line of a file of variables.
#[derive(Debug, PartialEq, Eq)]
pub struct Assignment<'a> {
    /// The name.
    pub name: &'a str,
    /// Where the name begins, in bytes of the text.
    pub start: usize,
    /// What is written behind it, quotes left out; nothing behind a name alone, which takes the value of the environment.
    pub value: Option<&'a str>,
    /// The quotes around the value.
    pub quote: Option<char>,
}

/// What Compose cannot read.
#[derive(Debug)]
pub struct Fault<'a> {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What.
    pub kind: FaultKind<'a>,
}

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub enum FaultKind<'a> {
    /// A character that a name cannot have.
    Character(char),
    /// A name with a blank in it.
    Blank(&'a str),
    /// The quote of this variable's value is never closed.
    OpenQuote(&'a str),
    /// Something in the value of a variable begins with `${` and is no variable.
    Interpolation(&'a str),
}

/// Whether Compose takes a file by itself, for the projects in its folder.
pub fn is_taken_by_itself(file: &SourceFile) -> bool {
    file.kind() == FileKind::Attached && file.name() == ".env"
}

/// Reads a file of variables, to the first line that Compose cannot read.
pub fn read(text: &str) -> EnvFile<'_> {
    let mut reader = Reader { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } };
    let mut file = EnvFile::default();
    loop {
        match reader.line() {
            Ok(Some(assignment)) => file.assignments.push(assignment),
            Ok(None) => return file,
            Err(fault) => return EnvFile { fault: Some(fault), ..file },
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The next line that sets a variable.
    fn line(&mut self) -> Result<Option<Assignment<'a>>, Fault<'a>> {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            if !self.text[self.at..].starts_with('#') {
                break;
            }
            self.at = self.line_end();
        }
        if self.at == self.text.len() {
            return Ok(None);
        }
        if let Some(rest) = self.text[self.at..].strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])) {
            self.at = self.text.len() - rest.trim_start_matches([' ', '\t']).len();
        }
        let (start, end) = (self.at, self.line_end());
        let line = &self.text[start..end];
        let length = line.find(['=', ':']).unwrap_or(line.len());
        let name = line[..length].trim_end();
        let is_inner = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '.' | '-' | '[' | ']');
        if let Some((at, wrong)) = name.char_indices().find(|(_, c)| !is_inner(*c)) {
            let range = start + at..start + at + wrong.len_utf8();
            return Err(Fault { range, kind: FaultKind::Character(wrong) });
        }
        if name.contains(' ') {
            return Err(Fault { range: start..start + name.len(), kind: FaultKind::Blank(name) });
        }
        if length == line.len() {
            self.at = end;
            return Ok(Some(Assignment { name, start, value: None, quote: None }));
        }
        self.at = start + length + 1;
        self.value(name).map(|assignment| Some(Assignment { start, ..assignment }))
    }

    /// The value of a variable, and goes behind it.
    fn value(&mut self, name: &'a str) -> Result<Assignment<'a>, Fault<'a>> {
        let rest = &self.text[self.at..self.line_end()];
        self.at += rest.len() - rest.trim_start().len();
        let start = self.at;
        let quote = self.text[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            None => {
                self.at = self.line_end();
                let value = &self.text[start..self.at];
                start..start + value.find(" #").unwrap_or(value.len())
            }
            Some(quote) => {
                let inner = &self.text.as_bytes()[start + 1..];
                let mut is_escaped = false;
                let length = inner.iter().position(|byte| {
                    let is_end = *byte == quote as u8 && !is_escaped;
                    is_escaped = *byte == b'\\' && !is_escaped;
                    is_end
                });
                let Some(length) = length else {
                    return Err(Fault { range: start..self.line_end(), kind: FaultKind::OpenQuote(name) });
                };
                self.at = start + length + 2;
                start + 1..start + 1 + length
            }
        };
        let text = &self.text[value.clone()];
        let text = if quote.is_none() { text.trim_end() } else { text };
        let wrong = variables(text).1.into_iter().next().filter(|_| quote != Some('\''));
        wrong.map_or(Ok(Assignment { name, start, value: Some(text), quote }), |range| {
            let range = value.start + range.start..value.start + range.end;
            Err(Fault { range, kind: FaultKind::Interpolation(name) })
        })
    }

    /// Where the line at hand ends.
    fn line_end(&self) -> usize {
        self.text[self.at..].find('\n').map_or(self.text.len(), |length| self.at + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_compose_reads_is_read() {
        let text = "\u{feff}# all\r\nA=1\r\n\n export  B = two # more\nC: 3\nD\nE='${ x\n# y'\nF=\"a \\\" ${G:-b}\" # end\n\
                    H.i-j[0]=#\nK=$$x\nL=a'b";
        let file = read(text);
        assert!(file.fault.is_none(), "{:?}", file.fault);
        let names: Vec<&str> = file.assignments.iter().map(|it| it.name).collect();
        assert_eq!(names, ["A", "B", "C", "D", "E", "F", "H.i-j[0]", "K", "L"]);
    }

    #[test]
    fn the_first_line_that_cannot_be_read_is_named() {
        let fault = |text: &'static str| {
            let fault = read(text).fault.expect("a line is wrong");
            (fault.kind, &text[fault.range])
        };
        assert_eq!(fault("A=1\nMY NAME=x\n"), (FaultKind::Blank("MY NAME"), "MY NAME"));
        assert_eq!(fault("some words"), (FaultKind::Blank("some words"), "some words"));
        assert_eq!(fault("A=1\n<B>=2\n"), (FaultKind::Character('<'), "<"));
        assert_eq!(fault("A='it''s'\n"), (FaultKind::Character('\''), "'"));
        assert_eq!(fault("A=\"b\nC=2\n"), (FaultKind::OpenQuote("A"), "\"b"));
        assert_eq!(fault("A=b${c\n"), (FaultKind::Interpolation("A"), "${c"));
    }

    #[test]
    fn long_texts_take_no_time() {
        let text = "A='b'\n".repeat(100_000) + &"\"".repeat(200_000);
        assert!(read(&text).fault.is_some());
        assert!(read(&"A=\n".repeat(200_000)).fault.is_none());
    }
}
