//! What stands before an instruction: questions that are answered for all instructions of a file in one walk.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::{Command, Dockerfile, Instruction, Stage};

/// Whether an instruction is what is looked for; the text is what the question is about, such as the name of a program.
pub type Test = for<'a> fn(Instruction<'a>, &str) -> bool;

/// The answers that were found so far, by the test's address and what it is about. The same address is the same test.
#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<FxHashMap<(usize, String), Arc<Answer>>>);

/// For each instruction the last one before it that a test picks, and for each stage the last one in it, both with those of the stages
/// that it builds on.
#[derive(Debug)]
struct Answer {
    before: Vec<Option<usize>>,
    ends: Vec<Option<usize>>,
}

impl Answer {
    fn new(dockerfile: &Dockerfile<'_>, test: Test, about: &str) -> Self {
        let count = dockerfile.instructions().len();
        let mut answer = Self { before: Vec::with_capacity(count), ends: Vec::new() };
        let mut last = None;
        for instruction in dockerfile.instructions() {
            if let Some(stage) = instruction.stage()
                && stage.index() == answer.ends.len()
            {
                last = stage.parent().and_then(|parent| answer.ends[parent.index()]);
                answer.ends.push(last);
            }
            answer.before.push(last);
            let is_in_stage = instruction.stage().is_some() && !matches!(instruction.command(), Command::From(_));
            if is_in_stage && test(instruction, about) {
                last = Some(instruction.index());
            }
            if let Some(end) = answer.ends.last_mut() {
                *end = last;
            }
        }
        answer
    }
}

impl Dockerfile<'_> {
    fn answer(&self, test: Test, about: &str) -> Arc<Answer> {
        let key = (test as usize, about.to_owned());
        if let Some(known) = self.memory.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let found = Arc::new(Answer::new(self, test, about));
        self.memory.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&found));
        found
    }
}

/// For the name of a variable the RUN instructions that set it for the rest of their script, each with the index of the first command that
/// does.
#[derive(Debug, Default)]
pub(super) struct Exports(OnceLock<FxHashMap<String, Vec<(usize, usize)>>>);

impl Exports {
    fn of(dockerfile: &Dockerfile<'_>) -> FxHashMap<String, Vec<(usize, usize)>> {
        let mut found: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for instruction in dockerfile.instructions() {
            for (at, command) in instruction.triggered().commands().iter().enumerate() {
                let is_export = command.is_any(&["export"]);
                let named = command.arguments.iter().filter(|_| is_export);
                let named = named.filter_map(|argument| argument.prefix.split('=').next());
                let settings = command.settings.iter().filter(|_| command.program.is_none());
                for name in named.chain(settings.map(|setting| setting.name)) {
                    let places = found.entry(name.to_owned()).or_default();
                    if places.last().is_none_or(|(last, _)| *last != instruction.index()) {
                        places.push((instruction.index(), at));
                    }
                }
            }
        }
        found
    }
}

impl Dockerfile<'_> {
    /// The index of the first command of a RUN that sets a variable for the rest of its script.
    pub(super) fn first_export(&self, instruction: usize, name: &str) -> Option<usize> {
        let places = self.exports.0.get_or_init(|| Exports::of(self)).get(name)?;
        let at = places.binary_search_by_key(&instruction, |(index, _)| *index).ok()?;
        Some(places[at].1)
    }
}

impl<'d> Instruction<'d> {
    /// The last instruction before it, in its stage and those that this builds on, that a test picks.
    pub fn last_before(self, test: Test, about: &str) -> Option<Instruction<'d>> {
        let dockerfile = self.dockerfile();
        dockerfile.answer(test, about).before.get(self.index()).copied().flatten().map(|at| dockerfile.instruction(at))
    }
}

/// The stages in whose RUN instructions a word of letters, digits, `-` and `_` stands, in their order.
#[derive(Debug, Default)]
pub(super) struct Words(OnceLock<FxHashMap<String, Vec<usize>>>);

impl Words {
    fn of(dockerfile: &Dockerfile<'_>) -> FxHashMap<String, Vec<usize>> {
        let mut words: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for instruction in dockerfile.instructions().filter(|it| matches!(it.command(), Command::Run(_))) {
            let stage = instruction.stage().map_or(0, Stage::index);
            let text = instruction.syntax().arguments.as_str();
            for word in text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_') {
                let stages = words.entry(word.to_owned()).or_default();
                if stages.last() != Some(&stage) {
                    stages.push(stage);
                }
            }
        }
        words
    }
}

impl<'d> Stage<'d> {
    /// Whether a word of letters, digits, `-` and `_` stands in a RUN of it, or of the stages that it builds on.
    pub fn names_in_scripts(self, word: &str) -> bool {
        let words = self.dockerfile().words.0.get_or_init(|| Words::of(self.dockerfile()));
        let stages = words.get(word).map_or(&[][..], Vec::as_slice);
        !stages.is_empty() && self.chain().any(|stage| stages.binary_search(&stage.index()).is_ok())
    }

    /// Whether a test picks an instruction of it, or of the stages that it builds on.
    pub fn has(self, test: Test, about: &str) -> bool {
        self.last_that(test, about).is_some()
    }

    /// The last instruction of it, or else of the stages that it builds on, that a test picks.
    pub fn last_that(self, test: Test, about: &str) -> Option<Instruction<'d>> {
        let at = *self.dockerfile().answer(test, about).ends.get(self.index())?;
        at.map(|at| self.dockerfile().instruction(at))
    }
}
