//! Which variable holds what at which instruction.

use rustc_hash::FxHashMap;

use super::stage::LONGEST_CHAIN;
use super::value::{Value, Variable, expand};
use crate::syntax::dockerfile::{Command, Instruction, Pair};

/// Variables that the builder sets by itself in FROM, and in a stage that declares them.
pub(super) const PLATFORM: [&str; 11] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
    "TARGETOSVERSION",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
    "BUILDOSVERSION",
];

/// What a scope says of a variable from an instruction on.
#[derive(Clone, Debug)]
struct Binding {
    instruction: usize,
    variable: Variable,
}

/// The variables of the part before the first FROM, or of a stage.
#[derive(Debug, Default)]
pub(super) struct Scope {
    args: FxHashMap<String, Vec<Binding>>,
    env: FxHashMap<String, Vec<Binding>>,
}

/// The last binding before an instruction.
fn last<'b>(bindings: &'b FxHashMap<String, Vec<Binding>>, name: &str, before: usize) -> Option<&'b Variable> {
    let bindings = bindings.get(name)?;
    let count = bindings.partition_point(|binding| binding.instruction < before);
    count.checked_sub(1).map(|at| &bindings[at].variable)
}

impl Scope {
    fn bind(bindings: &mut FxHashMap<String, Vec<Binding>>, name: &str, instruction: usize, variable: Variable) {
        bindings.entry(name.to_owned()).or_default().push(Binding { instruction, variable });
    }
}

/// The scopes of a file while they are filled, and to look things up in.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    global: Scope,
    stages: Vec<Scope>,
    /// The earlier stage that a stage builds on, and whether what lies below the chain is empty (scratch).
    parents: Vec<(Option<usize>, bool)>,
}

impl Scopes {
    /// Begins a stage.
    pub(super) fn open_stage(&mut self, parent: Option<usize>, is_scratch: bool) {
        self.stages.push(Scope::default());
        self.parents.push((parent, is_scratch));
    }

    /// Notes what an instruction of a stage (or of the part before the first) declares.
    pub(super) fn note(&mut self, stage: Option<usize>, at: usize, instruction: &Instruction<'_>, escape: char) {
        match &instruction.command {
            Command::Arg(pairs) => {
                for pair in pairs {
                    let variable = self.argument(stage, at, pair, escape);
                    let scope = stage.map_or(&mut self.global, |stage| &mut self.stages[stage]);
                    Scope::bind(&mut scope.args, pair.name.as_str(), at, variable);
                }
            }
            Command::Env(pairs) => {
                let values: Vec<Value> = pairs
                    .iter()
                    .map(|pair| {
                        let word = pair.value.as_ref().map_or("", |value| value.as_str());
                        self.expand(stage, at, word, escape)
                    })
                    .collect();
                let Some(stage) = stage else { return };
                for (pair, value) in pairs.iter().zip(values) {
                    Scope::bind(&mut self.stages[stage].env, pair.name.as_str(), at, Variable::Set(value));
                }
            }
            _ => {}
        }
    }

    fn argument(&self, stage: Option<usize>, at: usize, pair: &Pair<'_>, escape: char) -> Variable {
        let name = pair.name.as_str();
        match &pair.value {
            Some(value) => Variable::Set(self.expand(stage, at, value.as_str(), escape)),
            None if PLATFORM.contains(&name) => Variable::Unknown,
            // Declared again in a stage, it has the value that it has before the first FROM.
            None if stage.is_some() => last(&self.global.args, name, usize::MAX).cloned().unwrap_or(Variable::Unset),
            None => Variable::Unset,
        }
    }

    /// What a variable holds for an instruction.
    pub(super) fn lookup(&self, stage: Option<usize>, at: usize, name: &str) -> Variable {
        let Some(stage) = stage else {
            let declared = last(&self.global.args, name, at).cloned();
            return declared.unwrap_or(if PLATFORM.contains(&name) { Variable::Unknown } else { Variable::Unset });
        };
        let is_empty_below = self.parents[stage].1;
        self.binding(stage, at, name).unwrap_or(if is_empty_below { Variable::Unset } else { Variable::Unknown })
    }

    /// What ENV and ARG say of a variable before an instruction of a stage, if they name it.
    pub(super) fn binding(&self, stage: usize, at: usize, name: &str) -> Option<Variable> {
        // ENV wins over ARG wherever it stands before.
        self.environment(stage, at, name)
            .or_else(|| self.in_chain(stage, at, &|scope, at| last(&scope.args, name, at).cloned()))
    }

    /// What ENV says of a variable before an instruction of a stage.
    pub(super) fn environment(&self, stage: usize, at: usize, name: &str) -> Option<Variable> {
        self.in_chain(stage, at, &|scope, at| last(&scope.env, name, at).cloned())
    }

    /// What is found first in a stage and those below.
    fn in_chain(&self, stage: usize, at: usize, find: &dyn Fn(&Scope, usize) -> Option<Variable>) -> Option<Variable> {
        let mut found = find(&self.stages[stage], at);
        let mut below = self.parents[stage].0;
        for _ in 0..LONGEST_CHAIN {
            let (None, Some(parent)) = (&found, below) else { break };
            found = find(&self.stages[parent], usize::MAX);
            below = self.parents[parent].0;
        }
        found
    }

    /// The variables that ARG and ENV declare for an instruction: in its stage, and in those that this builds on.
    pub(super) fn declared(&self, stage: Option<usize>, at: usize) -> impl Iterator<Item = &str> {
        let own = stage.map_or(&self.global, |stage| &self.stages[stage]);
        let parent = |stage: &usize| self.parents[*stage].0;
        let chain = std::iter::successors(stage.as_ref().and_then(parent), parent).take(LONGEST_CHAIN);
        let inherited = chain.map(|stage| (&self.stages[stage], usize::MAX));
        std::iter::once((own, at)).chain(inherited).flat_map(|(scope, before)| {
            let bindings = scope.env.iter().chain(&scope.args);
            let is_before =
                move |bindings: &[Binding]| bindings.first().is_some_and(|first| first.instruction < before);
            bindings.filter(move |(_, bindings)| is_before(bindings)).map(|(name, _)| name.as_str())
        })
    }

    /// A word of an instruction with its variables expanded.
    pub(super) fn expand(&self, stage: Option<usize>, at: usize, word: &str, escape: char) -> Value {
        expand(word, escape, &|name| self.lookup(stage, at, name))
    }
}
