//! Redirections and here-documents.

use super::ast::{HereDocument, Redirect, RedirectOperator, TextRange, Word};
use super::parser::Parser;
use super::quoted::Within;

/// A here-document whose lines begin after the next line break.
#[derive(Debug)]
pub(super) struct PendingHereDocument {
    /// Its index in the script's list.
    index: usize,
    /// The line that ends it.
    delimiter: String,
}

/// The operators, longer ones before their beginnings.
const OPERATORS: [(&str, RedirectOperator); 12] = [
    ("&>>", RedirectOperator::AppendOutputAndErrors),
    ("&>", RedirectOperator::OutputAndErrors),
    ("<<<", RedirectOperator::HereString),
    ("<<-", RedirectOperator::HereDocument),
    ("<<", RedirectOperator::HereDocument),
    ("<&", RedirectOperator::DuplicateInput),
    ("<>", RedirectOperator::Both),
    ("<", RedirectOperator::Input),
    (">>", RedirectOperator::Append),
    (">&", RedirectOperator::DuplicateOutput),
    (">|", RedirectOperator::Output),
    (">", RedirectOperator::Output),
];

impl Parser<'_> {
    /// The redirection here, if one begins here.
    pub(super) fn redirect(&mut self) -> Option<Redirect> {
        let start = self.at;
        let rest = &self.bytes[self.at..];
        let first = *rest.first()?;
        if !matches!(first, b'<' | b'>' | b'&' | b'0'..=b'9' | b'{') {
            return None;
        }
        let prefix = descriptor_length(rest);
        let descriptor = self.text[start..start + prefix].parse().ok();
        self.at += prefix;
        let Some((written, operator)) = self.redirect_operator(prefix) else {
            self.at = start;
            return None;
        };
        self.at += written.len();
        self.blanks();
        // A comment is no file, and neither is the descriptor of the next redirection.
        let is_copy = matches!(operator, RedirectOperator::DuplicateInput | RedirectOperator::DuplicateOutput);
        let is_other = self.peek() == Some(b'#') || !is_copy && descriptor_length(&self.bytes[self.at..]) > 0;
        let target = if is_other { None } else { self.word(false) };
        let target = target.unwrap_or_else(|| {
            self.problem(TextRange::new(start, start + prefix + written.len()), format!("nothing follows `{written}`"));
            Word { range: self.since(self.at), ..Word::default() }
        });
        let here_document = (operator == RedirectOperator::HereDocument && target.range.start < target.range.end)
            .then(|| self.begin_here_document(&target, written == "<<-"));
        Some(Redirect { range: self.since(start), descriptor, operator, target, here_document })
    }

    /// The operator here, after a descriptor of `prefix` bytes.
    fn redirect_operator(&mut self, prefix: usize) -> Option<(&'static str, RedirectOperator)> {
        // `<(` and `>(` begin a word, `<< parameters.x >>` is a placeholder, and before `&>` a number is a word.
        if matches!(self.peek(), Some(b'<' | b'>')) && self.peek_at(1) == Some(b'(') {
            return None;
        }
        if prefix == 0 && self.placeholder().is_some() {
            return None;
        }
        let (written, operator) = OPERATORS.into_iter().find(|(written, _)| self.looking_at(written))?;
        let is_bash_only = written.starts_with('&');
        (!is_bash_only || prefix == 0 && self.dialect != super::Dialect::Dash).then_some((written, operator))
    }

    fn begin_here_document(&mut self, target: &Word, strip_tabs: bool) -> u32 {
        let written = target.range.of(self.text);
        let quoted = target.is_quoted() || written.contains('\\');
        // Nothing is expanded in a delimiter: `<<$x` ends at a line `$x`.
        let delimiter = target.literal(self.text).map_or_else(|| written.replace(['\'', '"'], ""), Into::into);
        let index = self.ast.here_documents.len();
        self.ast.here_documents.push(HereDocument { quoted, strip_tabs, ..HereDocument::default() });
        self.pending.push(PendingHereDocument { index, delimiter });
        index as u32
    }

    /// Reads the bodies of all here-documents that were announced on the line before.
    pub(super) fn read_here_documents(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            let start = self.at;
            let (quoted, strip_tabs) = {
                let document = &self.ast.here_documents[pending.index];
                (document.quoted, document.strip_tabs)
            };
            let mut body_end = start;
            let mut terminated = false;
            let mut joined = false;
            while self.at < self.end() && !terminated {
                let rest = &self.bytes[self.at..];
                let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                let line = &self.text[self.at..self.at + length];
                let shown = line.strip_suffix('\r').unwrap_or(line);
                let shown = if strip_tabs { shown.trim_start_matches('\t') } else { shown };
                terminated = !joined && shown == pending.delimiter;
                if !joined && self.in_substitution && ends_before_parenthesis(shown, &pending.delimiter) {
                    self.at += line.len() - line.trim_start_matches('\t').len() + pending.delimiter.len();
                    terminated = true;
                    break;
                }
                joined = !quoted && line.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
                self.at = (self.at + length + 1).min(self.end());
                if !terminated {
                    body_end = self.at;
                }
            }
            self.here_document_parts(pending.index, TextRange::new(start, body_end), terminated);
        }
    }

    /// Reads the expansions of a here-document's body. A shell reads them only when it comes to them, so nothing is reported.
    fn here_document_parts(&mut self, index: usize, body: TextRange, terminated: bool) {
        let (at, end, problems) = (self.at, self.end(), self.ast.problems.len());
        self.read_only(body.range());
        let mut parts = Vec::new();
        if !self.ast.here_documents[index].quoted && self.enter() {
            let pending = std::mem::take(&mut self.pending);
            parts = self.quoted_parts(Within::HereDocument);
            self.pending = pending;
            self.leave();
        }
        self.read_only(at..end);
        self.ast.problems.truncate(problems);
        let document = &mut self.ast.here_documents[index];
        (document.body, document.terminated, document.parts) = (body, terminated, parts);
    }
}

/// Whether a line of a substitution is the delimiter and what closes the substitution, which bash takes for the end as well.
fn ends_before_parenthesis(line: &str, delimiter: &str) -> bool {
    !delimiter.is_empty() && line.strip_prefix(delimiter).is_some_and(|rest| rest.contains(')'))
}

/// The length of the number or `{name}` before a redirection operator; 0 if there is none.
fn descriptor_length(text: &[u8]) -> usize {
    let length = match text {
        [b'{', rest @ ..] => match rest.iter().take(64).position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
        {
            Some(at) if at > 0 && rest[at] == b'}' => at + 2,
            _ => 0,
        },
        _ => text.iter().take_while(|byte| byte.is_ascii_digit()).count(),
    };
    if length > 0 && matches!(text.get(length), Some(b'<' | b'>')) { length } else { 0 }
}
