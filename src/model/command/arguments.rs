//! The arguments of a command by its program's grammar.

use super::tools::{self, Options, Tool};
use super::{Argument, Command};
use crate::syntax::shell::TextRange;

/// An option of a command.
#[derive(Clone, Debug)]
pub struct CommandOption<'c> {
    /// The name without dashes: `o`, `output`.
    pub name: &'c str,
    /// The word that it is in.
    pub range: TextRange,
    /// Its value, if it takes one.
    pub value: Option<OptionValue<'c>>,
}

/// The value of an option.
#[derive(Clone, Copy, Debug)]
pub struct OptionValue<'c> {
    /// The word that it is in, which is the option's own for `--name=value` and `-nvalue`.
    pub range: TextRange,
    /// The text; `None` if it cannot be known.
    pub text: Option<&'c str>,
    /// What it surely begins with.
    pub prefix: &'c str,
}

/// The arguments of a command, sorted.
#[derive(Clone, Debug, Default)]
pub struct Arguments<'c, 't> {
    /// The sub-command's words: `install`, or `image build`. Empty for programs without sub-commands.
    pub subcommand: Vec<&'c Argument<'t>>,
    /// The options, in order.
    pub options: Vec<CommandOption<'c>>,
    /// What is neither sub-command nor option.
    pub operands: Vec<&'c Argument<'t>>,
    /// Whether there may be options and operands that cannot be seen, because a word expands to any number of words.
    pub is_open: bool,
}

impl<'c, 't> Arguments<'c, 't> {
    pub(super) fn new(command: &'c Command<'t>) -> Self {
        let tool = tools::find(command.name().unwrap_or_default());
        let mut sorted = Arguments::default();
        let mut words = command.arguments.iter();
        let mut options = [tool.options, Options::default()];
        let mut depth = tool.depth;
        while let Some(word) = words.next() {
            sorted.is_open |= word.splits && word.prefix.is_empty();
            let prefix: &'c str = &word.prefix;
            if word.is("--") {
                sorted.operands.extend(words.by_ref());
            } else if let Some(long) = prefix.strip_prefix("--").filter(|long| !long.is_empty()) {
                sorted.long(word, long, &options, &mut words);
            } else if prefix.len() > 1 && prefix.starts_with('-') {
                if tool.long_by_one_dash {
                    sorted.long(word, &prefix[1..], &options, &mut words);
                } else {
                    sorted.cluster(word, &prefix[1..], &options, &mut words);
                }
            } else if sorted.subcommand.len() < depth {
                sorted.subcommand.push(word);
                depth += usize::from(is_group(tool, word));
                options[1] = own_options(tool, word);
            } else {
                sorted.operands.push(word);
            }
        }
        sorted
    }

    /// `--name`, `--name=value` or `--name value`.
    fn long(
        &mut self,
        word: &'c Argument<'t>,
        written: &'c str,
        options: &[Options; 2],
        words: &mut std::slice::Iter<'c, Argument<'t>>,
    ) {
        let (name, value) = match written.split_once('=') {
            Some((name, value)) => {
                let text = word.value.is_some().then_some(value);
                (name, Some(OptionValue { range: word.range, text, prefix: value }))
            }
            None if options.iter().any(|options| options.has_long(written)) && word.value.is_some() => {
                (written, words.next().map(value_of))
            }
            None => (written, None),
        };
        self.options.push(CommandOption { name, range: word.range, value });
    }

    /// `-abc`, where the last letter may take the rest of the word or the next word as its value.
    fn cluster(
        &mut self,
        word: &'c Argument<'t>,
        letters: &'c str,
        options: &[Options; 2],
        words: &mut std::slice::Iter<'c, Argument<'t>>,
    ) {
        for (at, letter) in letters.char_indices() {
            let rest = at + letter.len_utf8();
            let name = &letters[at..rest];
            if !options.iter().any(|options| options.short.contains(letter)) {
                self.options.push(CommandOption { name, range: word.range, value: None });
                continue;
            }
            let rest = &letters[rest..];
            let value = if rest.is_empty() && word.value.is_some() {
                words.next().map(value_of)
            } else {
                Some(OptionValue { range: word.range, text: word.value.is_some().then_some(rest), prefix: rest })
            };
            self.options.push(CommandOption { name, range: word.range, value });
            break;
        }
    }

    /// The `at`th word of the sub-command, if it is known.
    pub fn subcommand(&self, at: usize) -> Option<&str> {
        self.subcommand.get(at).and_then(|word| word.as_str())
    }

    /// The last option that has one of these names (without dashes).
    pub fn option(&self, names: &[&str]) -> Option<&CommandOption<'c>> {
        self.options.iter().rev().find(|option| names.contains(&option.name))
    }

    /// Whether one of these options is surely given.
    pub fn has(&self, names: &[&str]) -> bool {
        self.option(names).is_some()
    }

    /// Whether surely none of these options is given.
    pub fn lacks(&self, names: &[&str]) -> bool {
        !self.is_open && !self.has(names)
    }
}

/// Whether a sub-command of its own follows this one.
fn is_group(tool: &Tool, word: &Argument<'_>) -> bool {
    word.as_str().is_some_and(|name| tool.groups.contains(&name))
}

/// The options that a sub-command has besides its program's.
fn own_options(tool: &Tool, word: &Argument<'_>) -> Options {
    let own = tool.subcommands.iter().find(|own| word.as_str().is_some_and(|name| own.names.contains(&name)));
    own.map(|own| own.options).unwrap_or_default()
}

/// A whole word as a value.
fn value_of<'c>(word: &'c Argument<'_>) -> OptionValue<'c> {
    OptionValue { range: word.range, text: word.as_str(), prefix: &word.prefix }
}
