//! Whether bash can read what stands between `[[` and `]]`.
//!
//! Bash Reference Manual 5.2, "Conditional Constructs". The shells that take `[[` for another `[` are not meant.

use super::Script;
use crate::syntax::shell::{CommandKind, PartKind, TextRange, Word};

/// Something that bash cannot read, of which it then says that the whole script is no good.
#[derive(Clone, Debug)]
pub struct UnreadableTest {
    /// Where.
    pub range: TextRange,
    /// What is wrong, without the brackets: ``nothing follows `-eq` ``.
    pub what: String,
}

/// The `[[ ]]` of a script that bash could not read: the first mistake of each.
pub fn unreadable_tests(script: &Script<'_>) -> Vec<UnreadableTest> {
    let text = script.text();
    if !text.contains("[[") {
        return Vec::new();
    }
    let commands = script.lists().into_iter().flat_map(|list| list.commands().collect::<Vec<_>>());
    let tests = commands.filter_map(|command| match &command.kind {
        CommandKind::Test(words) => fault(words, command.range, text),
        _ => None,
    });
    tests.collect()
}

fn fault(words: &[Word], whole: TextRange, text: &str) -> Option<UnreadableTest> {
    // What stands where a placeholder is may be several words.
    let is_replaced = |word: &Word| word.parts.iter().any(|part| matches!(part.kind, PartKind::Placeholder));
    if words.iter().any(is_replaced) {
        return None;
    }
    let mut rest = words.iter().map(|word| (word.range, word.range.of(text))).peekable();
    let mut last = TextRange { start: whole.start, end: whole.start + 2 };
    let mut depth = 0_usize;
    let mut expects_test = true;
    while let Some((range, word)) = rest.next() {
        match word {
            "(" | "!" if expects_test => depth += usize::from(word == "("),
            "&&" | "||" if !expects_test => expects_test = true,
            ")" if !expects_test && depth > 0 => depth -= 1,
            _ if !expects_test => return told(range, format!("`{word}` is one word too many")),
            _ if is_operator(word) => return told(range, format!("a test is missing before `{word}`")),
            _ => {
                expects_test = false;
                let next = rest.peek().map(|(_, word)| *word).filter(|word| !is_connector(word));
                let operator = match next {
                    _ if is_unary(word) => Some((range, word)),
                    Some(next) if is_binary(next) => rest.next(),
                    Some(next) => {
                        return told(rest.peek()?.0, format!("`{word}` and `{next}` without an operator between them"));
                    }
                    None => None,
                };
                if let Some((place, operator)) = operator
                    && rest.next_if(|(_, word)| operator == "=~" || !is_operator(word)).is_none()
                {
                    return told(place, format!("nothing follows `{operator}`"));
                }
            }
        }
        last = range;
    }
    if expects_test {
        return told(last, format!("nothing follows `{}`", last.of(text)));
    }
    (depth > 0).then(|| UnreadableTest { range: whole, what: "`(` is not closed".into() })
}

#[expect(clippy::unnecessary_wraps, reason = "each caller returns it")]
fn told(range: TextRange, what: String) -> Option<UnreadableTest> {
    Some(UnreadableTest { range, what })
}

/// What ends a test.
fn is_connector(word: &str) -> bool {
    matches!(word, "&&" | "||" | ")")
}

/// What is never an operand.
fn is_operator(word: &str) -> bool {
    is_connector(word) || matches!(word, "(" | "<" | ">")
}

fn is_unary(word: &str) -> bool {
    matches!(word.as_bytes(), [b'-', letter] if b"abcdefghknoprstuvwxzGLNORS".contains(letter))
}

fn is_binary(word: &str) -> bool {
    let words = ["=", "==", "!=", "<", ">", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"];
    words.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::shell::{Dialect, parse};

    fn told(text: &str) -> Option<String> {
        let ast = parse(text, Dialect::Bash);
        assert_eq!(ast.problems, [], "{text}");
        let command = &ast.body.items[0].chain.first.stages[0];
        let CommandKind::Test(words) = &command.kind else { panic!("{text}") };
        fault(words, command.range, text).map(|fault| fault.what)
    }

    /// What bash 5.2 reads.
    #[test]
    fn what_bash_reads() {
        for text in [
            "[[ a ]]",
            "[[ ! a ]]",
            "[[ ! ! a ]]",
            "[[ ( a ) ]]",
            "[[ a < b && ! ( c || d ) ]]",
            "[[ -n -z ]]",
            "[[ = = = ]]",
            "[[ a == ! ]]",
            "[[ -o errexit ]]",
            "[[ a =~ ^(b|c d)$ ]]",
            "[[ a == b\n&& c ]]",
            "[[ ${{ a }} b c ]]",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn what_bash_cannot_read() {
        for (text, expected) in [
            ("[[ ]]", "nothing follows `[[`"),
            ("[[ a && ]]", "nothing follows `&&`"),
            ("[[ && a ]]", "a test is missing before `&&`"),
            ("[[ -f ]]", "nothing follows `-f`"),
            ("[[ ! -a ]]", "nothing follows `-a`"),
            ("[[ a = ]]", "nothing follows `=`"),
            ("[[ -z < ]]", "nothing follows `-z`"),
            ("[[ -f = x ]]", "`x` is one word too many"),
            ("[[ a -o b ]]", "`a` and `-o` without an operator between them"),
            ("[[ -n a -a b ]]", "`-a` is one word too many"),
            ("[[ a == \"b\" \"c\" ]]", "`\"c\"` is one word too many"),
            ("[[ a \"==\" b ]]", "`a` and `\"==\"` without an operator between them"),
            ("[[ ( a ]]", "`(` is not closed"),
            ("[[ a ) ]]", "`)` is one word too many"),
        ] {
            assert_eq!(told(text).as_deref(), Some(expected), "{text}");
        }
    }
}
