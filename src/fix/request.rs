//! Edits of calls of `curl` and `wget`, in any format.

use super::Edit;
use crate::model::command::request::{self, NewWord};
use crate::model::health_call::HealthCall;
use crate::source::{Files, Span};

/// Makes a request with `wget` that is made with `curl`, or the other way round. `None` unless the other surely does the same.
pub fn by_other_program(call: &HealthCall, files: &Files) -> Option<Edit> {
    let words: Vec<&str> = call.words.iter().map(|(word, _)| word.as_str()).collect();
    let new = match call.program {
        "curl" => request::by_wget(&words)?,
        "wget" => request::by_curl(&words)?,
        _ => return None,
    };
    let text = files.get(call.span().file).text();
    let spans: Vec<Span> = call.words.iter().map(|(_, span)| with_quotes(*span, text)).collect();
    let written = |at: usize| &text[spans[at].range()];
    let separator = separator(&spans, text)?;
    let quote = written(0).chars().next().filter(|first| is_quote(*first)).map_or(String::new(), String::from);
    let new = new.into_iter().map(|word| match word {
        NewWord::Word(word) => format!("{quote}{word}{quote}"),
        NewWord::Same(at) => written(at).to_owned(),
        NewWord::Address(at) => without_name(written(at)),
    });
    let whole = spans[0].cover(spans[spans.len() - 1]);
    Some(Edit::replace(whole, new.collect::<Vec<_>>().join(separator)))
}

/// What stands between all words: blanks, the comma of a list, or a new line with a dash.
fn separator<'t>(spans: &[Span], text: &'t str) -> Option<&'t str> {
    let mut between = spans.windows(2).map(|pair| text.get(pair[0].end as usize..pair[1].start as usize));
    let first = between.next()??;
    let is_list = matches!(first.trim(), "," | "-");
    let is_blank = first.bytes().all(|byte| byte == b' ') && !first.is_empty();
    ((is_list || is_blank) && between.all(|other| other == Some(first))).then_some(first)
}

/// A word with the quotes around it.
fn with_quotes(span: Span, text: &str) -> Span {
    let before = text[..span.start as usize].chars().next_back().filter(|last| is_quote(*last));
    let after = text[span.end as usize..].chars().next();
    match before {
        Some(_) if before == after => Span { start: span.start - 1, end: span.end + 1, ..span },
        _ => span,
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\'')
}

/// An address with the number in place of the name `localhost`.
fn without_name(address: &str) -> String {
    let start = address.find("://").map_or_else(|| usize::from(address.starts_with(is_quote)), |at| at + 3);
    let rest = address[start..].strip_prefix("localhost");
    let is_host = |rest: &str| rest.is_empty() || rest.starts_with([':', '/', '"', '\'', '?']);
    match rest.filter(|rest| is_host(rest)) {
        Some(rest) => format!("{}127.0.0.1{rest}", &address[..start]),
        None => address.to_owned(),
    }
}
