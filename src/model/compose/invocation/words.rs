//! The words of a command line, whatever language it is written in.

/// Words up to the end of the command, without their quotes.
pub(super) struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    /// The words of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl Iterator for Words<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with(['"', '\'']) && !is_closed(self.rest) {
            return None;
        }
        let mut word = String::new();
        let mut open = None;
        let mut end = self.rest.len();
        let mut is_end = false;
        for (at, c) in self.rest.char_indices() {
            match (open, c) {
                (Some(quote), _) if c == quote => open = None,
                (None, '"' | '\'') if is_closed(&self.rest[at..]) => open = Some(c),
                (None, '"' | '\'' | ';' | '|' | '&' | ')' | '`' | '#') => {
                    (end, is_end) = (at, true);
                    break;
                }
                (None, _) if c.is_whitespace() => {
                    end = at;
                    break;
                }
                _ => word.push(c),
            }
        }
        self.rest = if is_end { "" } else { &self.rest[end..] };
        (end > 0).then_some(word)
    }
}

/// Whether the quote that a text begins with is closed.
fn is_closed(text: &str) -> bool {
    let quote = text.chars().next().unwrap_or('"');
    text[quote.len_utf8()..].contains(quote)
}

/// Whether a word is something that cannot be known: it has variables, patterns, or what a manual puts around names and choices.
pub(super) fn is_unknown(word: &str) -> bool {
    word.contains(['$', '<', '>', '[', ']', '{', '}', '*', '%', '?']) || word.contains("...") || word.contains("://")
}
