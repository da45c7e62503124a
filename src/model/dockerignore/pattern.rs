//! A pattern of a `.dockerignore`.

/// One step of a pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    /// This character.
    Char(char),
    /// `?`: any character but a slash.
    Any,
    /// `[a-z]`: a character in one of these ranges, or in none of them.
    Class { is_negated: bool, ranges: Vec<(char, char)> },
    /// `*`: any characters but slashes.
    Star,
    /// `**/`: nothing, or whatever ends with a slash.
    Folders,
    /// `**` at the end: anything.
    Rest,
}

/// A pattern of a `.dockerignore`, which is matched from the root of the context on.
#[derive(Clone, Debug)]
pub struct Pattern {
    clean: String,
    tokens: Vec<Token>,
}

/// A path without empty parts, `.` and `..`, and without a slash at its start and end.
fn cleaned(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if !path.starts_with('/') && parts.last().is_none_or(|last| *last == "..") => parts.push(part),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

impl Pattern {
    /// Understands a pattern, without `!`; `None` if the builder refuses it.
    pub fn new(written: &str) -> Option<Self> {
        let clean = cleaned(written);
        let mut tokens = Vec::new();
        let mut rest = clean.chars().peekable();
        while let Some(c) = rest.next() {
            tokens.push(match c {
                '*' if rest.next_if_eq(&'*').is_some() => {
                    rest.next_if_eq(&'/');
                    if rest.peek().is_none() { Token::Rest } else { Token::Folders }
                }
                '*' => Token::Star,
                '?' => Token::Any,
                '[' => class(&mut rest)?,
                '\\' => Token::Char(rest.next()?),
                c => Token::Char(c),
            });
        }
        // `**.go`: where nothing but plain characters follows, the builder compares the ends of paths.
        let is_end = clean.starts_with("**") && !clean.starts_with("**/") && tokens.len() > 1;
        if is_end && tokens[1..].iter().all(|token| matches!(token, Token::Char(_))) {
            tokens[0] = Token::Rest;
        }
        Some(Self { clean, tokens })
    }

    /// The pattern without what means nothing: `./` and slashes at both ends.
    pub fn as_str(&self) -> &str {
        &self.clean
    }

    /// Whether it names one path, without wildcards.
    pub fn is_literal(&self) -> bool {
        self.tokens.iter().all(|token| matches!(token, Token::Char(_)))
    }

    /// Whether it matches a path of the context, or a folder that this lies in.
    pub fn matches(&self, path: &str) -> bool {
        let path: Vec<char> = cleaned(path).chars().collect();
        if self.tokens.is_empty() {
            return false;
        }
        // Which places of the path may be reached by the tokens so far.
        let mut reached = vec![false; path.len() + 1];
        reached[0] = true;
        for token in &self.tokens {
            reached = step(token, &reached, &path);
        }
        (0..=path.len()).any(|at| reached[at] && (at == path.len() || path[at] == '/'))
    }
}

/// The places that are reached after one more token.
fn step(token: &Token, reached: &[bool], path: &[char]) -> Vec<bool> {
    let mut next = vec![false; reached.len()];
    let mut is_open = false;
    for at in 0..reached.len() {
        let before = at.checked_sub(1).map(|at| path[at]);
        let moves = at > 0 && reached[at - 1];
        next[at] = match token {
            Token::Char(c) => moves && before == Some(*c),
            Token::Any => moves && before != Some('/'),
            Token::Class { is_negated, ranges } => {
                let fits = |c: char| ranges.iter().any(|(first, last)| (*first..=*last).contains(&c));
                moves && before.is_some_and(|c| fits(c) != *is_negated)
            }
            Token::Star => {
                is_open = reached[at] || is_open && before != Some('/');
                is_open
            }
            Token::Folders => {
                let is_start = is_open && before == Some('/');
                is_open |= reached[at];
                reached[at] || is_start
            }
            Token::Rest => {
                is_open |= reached[at];
                is_open
            }
        };
    }
    next
}

/// What stands after `[`, as Go's `filepath.Match` reads it.
fn class(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Token> {
    let is_negated = rest.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    loop {
        if !ranges.is_empty() && rest.next_if_eq(&']').is_some() {
            return Some(Token::Class { is_negated, ranges });
        }
        let first = member(rest)?;
        let last = if rest.next_if_eq(&'-').is_some() { member(rest)? } else { first };
        ranges.push((first, last));
    }
}

/// One character within `[...]`.
fn member(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    match rest.next()? {
        '-' | ']' => None,
        '\\' => rest.next(),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_match_as_the_builder_does() {
        for (pattern, path, wanted) in [
            ("**", "a/b", true),
            ("src/**", "src/a/b", true),
            ("**/tmp/*", "a/tmp/b", true),
            ("**.go", "a/b.go", true),
            ("**/*.md", "x.md", true),
            ("x**/*.md", "x/y/z.md", true),
            ("*.md", "a/b.md", false),
            ("/docs/", "docs/a.md", true),
            ("./docs/../lib", "lib", true),
            ("node_modules", "web/node_modules", false),
            ("a?c", "a/c", false),
            ("a[b-d]e", "ace", true),
            ("a[^b-d]e", "ace", false),
            ("a\\*b", "a*b", true),
            ("a\\*b", "axb", false),
            ("a.b", "axb", false),
            ("[\\]a]x", "]x", true),
        ] {
            assert_eq!(Pattern::new(pattern).is_some_and(|it| it.matches(path)), wanted, "{pattern} {path}");
        }
    }

    #[test]
    fn what_go_refuses_is_no_pattern() {
        for pattern in ["[", "a[", "[]a]", "[-]", "[x-]", "[-x]", "[^bc", "a\\", "[a-"] {
            assert!(Pattern::new(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn matching_is_bounded() {
        let pattern = Pattern::new(&format!("{}b", "*a".repeat(500))).expect("a pattern");
        assert!(!pattern.matches(&"a".repeat(2000)));
    }
}
