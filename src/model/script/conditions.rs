//! The tests of a script: `[ ]`, `test` and `[[ ]]`.

use super::Script;
use crate::model::command::Argument;
use crate::syntax::shell::{CommandKind, TextRange};

/// A test with what is tested.
#[derive(Clone, Debug)]
pub struct Condition<'t> {
    /// From the bracket or `test` to the end.
    pub range: TextRange,
    /// The words and operators, without the brackets.
    pub words: Vec<Argument<'t>>,
    /// Whether it is `[[ ]]`, in which no word is split and patterns are compared.
    pub is_double: bool,
}

/// The tests of a script, first all of `[` and `test`, then all of `[[`. Nothing of a `[` without its `]`.
pub fn conditions<'t>(script: &Script<'t>) -> Vec<Condition<'t>> {
    let mut found = Vec::new();
    if !script.text().contains('[') && !script.text().contains("test") {
        return found;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["[", "test"])) {
        let words = match command.arguments.split_last() {
            Some((last, words)) if command.is_any(&["["]) && last.is("]") => words,
            _ if command.is_any(&["["]) => continue,
            _ => &command.arguments,
        };
        found.push(Condition { range: command.range, words: words.to_vec(), is_double: false });
    }
    if !script.text().contains("[[") {
        return found;
    }
    for list in script.lists() {
        for command in list.commands() {
            if let CommandKind::Test(words) = &command.kind {
                let words = words.iter().map(|word| Argument::new(word, script.text(), 0)).collect();
                found.push(Condition { range: command.range, words, is_double: true });
            }
        }
    }
    found
}
