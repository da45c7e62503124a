//! What the parser's errors mean, in our words, and where to point.

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::diagnostic::Problem;
use crate::source::Span;

/// The rule that speaks of YAML that cannot be read.
pub const RULE: &str = "syntax/yaml";

/// The rule that speaks of files which some tool has to render before they are YAML.
const TEMPLATE_RULE: &str = "syntax/template";

/// What is said of such a file.
pub(super) fn template(span: Span) -> Problem {
    Problem::new(TEMPLATE_RULE, span, "this file is YAML only after its template directives are rendered")
        .with_help("name the file so that it is seen to be a template, or exclude it")
}

/// An error as it is told: where, what, and what to do.
pub(super) struct Told {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

impl Told {
    fn new(range: Range<usize>, message: impl Into<String>, help: &'static str) -> Self {
        Self { range, message: message.into(), help: (!help.is_empty()).then_some(help) }
    }
}

/// A quoted text without its closing quote.
pub(super) fn unclosed_quote(source: &str, opening: usize) -> Told {
    Told::new(line_rest(source, opening), "this quoted text is never closed", "add the closing quote")
}

/// A quoted text that ends lines later than it was meant to.
pub(super) fn long_quote(source: &str, opening: usize, line: usize) -> Told {
    let message = format!("this quoted text goes on to line {line}, where more text follows it");
    Told::new(line_rest(source, opening), message, "add the missing closing quote")
}

/// A bracket or brace that is not closed before something that cannot be inside.
pub(super) fn unclosed_bracket(source: &str, opening: usize) -> Told {
    let bracket = &source[opening..=opening];
    let closing = if bracket == "[" { "]" } else { "}" };
    Told::new(opening..opening + 1, format!("this `{bracket}` is never closed by a `{closing}`"), "")
}

/// An error of the parser at a byte of the source.
pub(super) fn describe(source: &str, kind: &ErrorKind, at: usize) -> Told {
    let line = line_range(source, at);
    let before = line_range(source, line.start.saturating_sub(1));
    if let Some(marker) = [line, before].into_iter().find(|line| is_conflict_marker(&source[line.clone()])) {
        return Told::new(
            marker,
            "a merge conflict was left unresolved here",
            "choose one side and remove the markers",
        );
    }
    let (message, help) = words(kind);
    Told::new(word(source, at), message, help)
}

/// The directive of a template language (Go templates, Jinja, Handlebars, ERB) that an error comes from: on the line of the error, on
/// the one that is to be left out, or on the one before.
pub(super) fn directive(source: &str, kind: &ErrorKind, at: usize, left_out: usize) -> Option<Range<usize>> {
    let line = line_range(source, at);
    let mut before = line_range(source, source[..line.start].trim_end().len());
    while before.start > 0 && source[before.clone()].starts_with('#') {
        before = line_range(source, source[..before.start].trim_end().len());
    }
    [line, line_range(source, left_out), before].into_iter().find_map(|line| {
        let marks = ["{{", "{%", "<%"];
        let text = &source[line.clone()];
        let start = marks.iter().filter_map(|mark| find_mark(text, mark)).min()?;
        // A quoted text may well hold a directive, and lack its closing quote.
        let is_quoted = matches!(
            kind,
            ErrorKind::InvalidTrailingDoubleQuotedScalar
                | ErrorKind::InvalidTrailingSingleQuotedScalar
                | ErrorKind::InvalidQuotedScalarIndent
                | ErrorKind::UnclosedQuotedScalar
        );
        let is_first = text[..start].trim().is_empty();
        (is_first || !is_quoted).then(|| line.start + start..line.start + text.trim_end().len())
    })
}

/// Where a mark stands that is not part of an expression of GitHub Actions.
fn find_mark(line: &str, mark: &str) -> Option<usize> {
    line.match_indices(mark).map(|(at, _)| at).find(|at| !line[..*at].ends_with('$'))
}

fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<< ", "=======", ">>>>>>> ", "||||||| "].iter().any(|marker| line.starts_with(marker))
}

fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::MappingValueNotAllowed => (
            "a `key: value` cannot stand here",
            "indent it like its neighbours, or quote the text if the colon belongs to it",
        ),
        E::ExpectedBlockMappingKey => ("a key was expected here", "indent the line like the keys around it"),
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("this line is no `key: value`", "add the colon after the key"),
        E::ExpectedBlockSequenceEntry => {
            ("a list item was expected here", "begin it with `-`, or mend the indentation")
        }
        E::BlockSequenceEntryNotAllowed => ("a list item cannot stand here", "begin the list on a line of its own"),
        E::BlockEntryInFlowCollection => ("a list item with `-` cannot stand inside brackets", ""),
        E::InvalidIndentation => ("this line is indented in a way that fits nothing before it", ""),
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabInPlainScalar => {
            ("a tab indents this line", "indent with spaces")
        }
        E::TabAtBlockScalarStart => ("the text of this block begins with a tab", "indent with spaces"),
        E::UnexpectedCharacter { character } => {
            return (format!("a value without quotes cannot begin with `{character}`"), "put the value in quotes");
        }
        E::UnclosedFlowCollection { open } => return (format!("this `{open}` is never closed"), ""),
        E::MisplacedFlowCollectionEnd => ("this bracket closes nothing", "remove it"),
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("this `{open}` is closed by a `{close}`"), "");
        }
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator | E::InvalidColonPlacement => {
            ("a comma or the closing bracket was expected here", "")
        }
        E::UnexpectedEofFlowSequence | E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            ("a value was expected here", "")
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("more text follows the closing quote", "put all of the value inside the quotes")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            ("a quoted text is not closed before this", "add the closing quote")
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => (
            "this text in double quotes holds a backslash escape that YAML does not know",
            "use single quotes or double the backslash",
        ),
        E::CommentInterceptedScalar => ("this comment splits a value that goes on in the next line", ""),
        E::CommentNotSeparated => ("a comment needs a space before its `#`", ""),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => {
            ("only `+`, `-` or an indentation from 1 to 9 may follow `|` and `>`", "begin the text on the next line")
        }
        E::InvalidBlockScalarIndent => ("this line of a block text is indented less than its first line", ""),
        E::MissingAnchorOrAliasName => {
            ("a name is missing after `&` or `*`", "put the value in quotes if it is meant as text")
        }
        E::UndeclaredTagHandle => {
            ("this tag's handle is not declared", "put the value in quotes if it is meant as text")
        }
        E::RecursionLimitExceeded => ("collections are nested too deeply to be read", ""),
        E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator
        | E::ExpectedTagDirectiveBang => ("this directive cannot be read", ""),
        E::MissingDocumentEndBeforeDirective => {
            ("a directive has to be the first of its document", "end the document before with `...`")
        }
        E::ExpectedDocumentStart | E::InvalidDocumentEnd => {
            ("the document has ended before this", "mend the indentation, or begin a new document with `---`")
        }
        E::BomInsideDocument => ("a byte order mark stands in the middle of the file", "remove it"),
        _ => ("this cannot be read as YAML", ""),
    };
    (message.to_owned(), help)
}

/// The line that a byte is in, without its line ending.
pub(super) fn line_range(source: &str, at: usize) -> Range<usize> {
    let start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = source[at..].find('\n').map_or(source.len(), |newline| at + newline);
    start..start + source[start..end].trim_end_matches('\r').len().max(at.min(end) - start).min(end - start)
}

/// From a byte to the end of its line, without blanks.
fn line_rest(source: &str, at: usize) -> Range<usize> {
    let rest = &source[at..line_range(source, at).end.max(at)];
    at..at + rest.trim_end().len()
}

/// The word that begins at a byte.
fn word(source: &str, at: usize) -> Range<usize> {
    let rest = &source[at..line_range(source, at).end.max(at)];
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    at..at + end
}
