//! Arrays that were meant as JSON and are not.

/// How many items are read; nobody writes so many.
const MOST_ITEMS: usize = 1000;

/// A list in brackets that somebody meant as the JSON form: `['nginx', '-g']`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NearlyJson<'t> {
    /// The items, without their quotes.
    pub items: Vec<&'t str>,
    /// Whether some item is not in double quotes.
    pub is_unquoted: bool,
    /// What comes after the closing bracket.
    pub rest: &'t str,
}

impl<'t> NearlyJson<'t> {
    /// Reads a text that is not JSON. `None` if it is not a list either: `[ -f x ]` and patterns such as `[a-z]*` are none.
    pub fn read(text: &'t str) -> Option<Self> {
        let mut rest = text.strip_prefix('[')?.trim_start();
        let has_quotes = rest.starts_with(['"', '\'', '“']);
        let mut list = Self { items: Vec::new(), is_unquoted: false, rest: "" };
        let mut has_comma = false;
        while !rest.starts_with(']') {
            let (item, length) = item(rest)?;
            list.is_unquoted |= !rest.starts_with('"');
            list.items.push(item);
            rest = rest[length..].trim_start();
            if let Some(after) = rest.strip_prefix(',') {
                has_comma = true;
                rest = after.trim_start();
            } else if !rest.starts_with(']') {
                return None;
            }
            if list.items.len() > MOST_ITEMS {
                return None;
            }
        }
        // More characters right after the bracket make a pattern of it.
        let is_pattern = rest[1..].starts_with(|c: char| !c.is_whitespace());
        list.rest = rest[1..].trim();
        let is_list = !list.items.is_empty() && !is_pattern && (has_quotes || has_comma && list.rest.is_empty());
        is_list.then_some(list)
    }

    /// The list as JSON.
    pub fn to_json(&self) -> String {
        let items: Vec<String> = self.items.iter().map(|item| format!("\"{}\"", item.replace('"', "\\\""))).collect();
        format!("[{}]", items.join(", "))
    }
}

/// The item that a text begins with, and its length in bytes with its quotes.
fn item(text: &str) -> Option<(&str, usize)> {
    let quote = text.chars().next()?;
    let closing = match quote {
        '“' => '”',
        '"' | '\'' => quote,
        _ => {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@".contains(c);
            let end = text.find(|c| !is_plain(c)).filter(|end| *end > 0)?;
            return Some((&text[..end], end));
        }
    };
    let inner = &text[quote.len_utf8()..];
    let end = closing_quote(inner, closing)?;
    Some((&inner[..end], quote.len_utf8() + end + closing.len_utf8()))
}

/// Where an unescaped quote closes a text.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            c if c == quote && !is_escaped => return Some(at),
            _ => is_escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_tests_and_patterns() {
        for (text, json, rest) in [
            ("['nginx', '-g']", r#"["nginx", "-g"]"#, ""),
            (r#"["a", "b",]"#, r#"["a", "b"]"#, ""),
            (r#"["a"] -D"#, r#"["a"]"#, "-D"),
            ("[python, app.py]", r#"["python", "app.py"]"#, ""),
            ("[“a”]", r#"["a"]"#, ""),
        ] {
            let list = NearlyJson::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((list.to_json().as_str(), list.rest), (json, rest));
        }
        for text in
            ["[ -f x ]", "[ \"$A\" = \"b\" ]", "[[ -f x ]]", "[a-z]*", "[", "['a", "[a", "[]", "[ -n \"$A\" ] && b"]
        {
            assert_eq!(NearlyJson::read(text), None, "{text}");
        }
    }
}
