//! Which instructions name what, in one walk over a file for all names.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{Command, Dockerfile, Instruction, Text, names_after_dollars};

/// For each word of letters, digits and `_` where it stands.
#[derive(Debug, Default)]
pub(super) struct Mentions(OnceLock<FxHashMap<String, Mention>>);

#[derive(Debug, Default)]
struct Mention {
    /// The instructions in whose arguments or flags it is, in their order.
    instructions: Vec<usize>,
    /// Whether RUN or ENV names it as a variable.
    is_expanded: bool,
}

impl Mentions {
    fn of(dockerfile: &Dockerfile<'_>) -> FxHashMap<String, Mention> {
        let mut found: FxHashMap<String, Mention> = FxHashMap::default();
        for instruction in dockerfile.instructions() {
            let syntax = instruction.syntax();
            let flags = syntax.flags.iter().filter_map(|flag| flag.value.as_ref());
            for text in flags.chain([&syntax.arguments]).map(Text::as_str) {
                for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                    let places = &mut found.entry(word.to_owned()).or_default().instructions;
                    if places.last() != Some(&instruction.index()) {
                        places.push(instruction.index());
                    }
                }
            }
            if matches!(instruction.command(), Command::Run(_) | Command::Env(_)) {
                for name in names_after_dollars(syntax.arguments.as_str()) {
                    found.entry(name.to_owned()).or_default().is_expanded = true;
                }
            }
        }
        found
    }
}

impl Dockerfile<'_> {
    fn mention(&self, name: &str) -> Option<&Mention> {
        self.mentions.0.get_or_init(|| Mentions::of(self)).get(name)
    }

    /// The instructions in whose arguments or flags a name stands, of a variable or of anything else that has only letters, digits and
    /// `_`. Here-documents are not looked at.
    pub fn naming(&self, name: &str) -> impl Iterator<Item = Instruction<'_>> {
        let places = self.mention(name).map_or(&[][..], |mention| &mention.instructions);
        places.iter().map(|at| self.instruction(*at))
    }

    /// Whether a RUN or an ENV names a variable, wherever that is declared.
    pub fn uses_variable(&self, name: &str) -> bool {
        self.mention(name).is_some_and(|mention| mention.is_expanded)
    }
}
