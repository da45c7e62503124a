//! Keys that are there twice in one map.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::diagnostic::Problem;
use crate::tree::TreeBuilder;

/// In maps up to this size keys are compared one with another; above, they are sorted first.
const SMALL_MAP: usize = 8;

/// The keys of the maps that are being read, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// The hash of each key's text, and its node.
    keys: Vec<(u64, u32)>,
}

impl Keys {
    /// Where the keys of a map that begins now will begin.
    pub(super) fn begin(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn clear(&mut self) {
        self.keys.clear();
    }

    /// Notes a key of the innermost map. `named` is the node that has its text: the key itself, or the target of an alias.
    pub(super) fn note(&mut self, builder: &TreeBuilder<'_>, key: u32, named: u32) {
        let mut hasher = FxHasher::default();
        hasher.write(builder.text(named).as_bytes());
        self.keys.push((hasher.finish(), key));
    }

    /// Ends the innermost map, of which the keys begin at `first`, and reports those that were there before.
    pub(super) fn end(&mut self, first: usize, builder: &TreeBuilder<'_>, problems: &mut Vec<Problem>) {
        let keys = &mut self.keys[first..];
        let is_sorted = keys.len() > SMALL_MAP;
        if is_sorted {
            keys.sort_unstable();
        }
        for (at, (hash, key)) in keys.iter().enumerate() {
            let from = if is_sorted { at.saturating_sub(1) } else { 0 };
            let before = keys[from..at].iter().find(|(other, _)| other == hash);
            let Some((_, before)) = before.filter(|(_, before)| builder.text(*before) == builder.text(*key)) else {
                continue;
            };
            let message = format!("key `{}` is there twice in this map", builder.text(*key));
            problems.push(
                Problem::new("syntax/duplicate-key", builder.span(*key), message)
                    .with_help("remove one of them; a tool either rejects the file or silently takes the last one")
                    .with_label(builder.span(*before), "it is here before"),
            );
        }
        self.keys.truncate(first);
    }
}
