//! How far a run is, for whoever watches: the work counts, and knows nothing of who looks.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run does, one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Finds the names of all files; how many there are is not known beforehand.
    Finding,
    /// Reads the texts of those that may be infrastructure.
    Reading,
    /// Makes trees of the texts.
    Parsing,
    /// Runs the rules.
    Checking,
}

impl Phase {
    /// All of them, in their order.
    const ALL: [Phase; 4] = [Phase::Finding, Phase::Reading, Phase::Parsing, Phase::Checking];
}

/// Counters that many threads step and one reads. What is read is a moment old, and no more is promised.
#[derive(Default, Debug)]
pub struct Progress {
    phase: AtomicUsize,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Progress {
    /// A phase begins with so many files to do, 0 if that is not known.
    pub fn begin(&self, phase: Phase, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.phase.store(phase as usize, Ordering::Relaxed);
    }

    /// One more file is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// The phase, how many files are done in it, and of how many, if that is known.
    pub fn read(&self) -> (Phase, usize, Option<usize>) {
        let phase = Phase::ALL[self.phase.load(Ordering::Relaxed).min(Phase::ALL.len() - 1)];
        let total = self.total.load(Ordering::Relaxed);
        (phase, self.done.load(Ordering::Relaxed), (total > 0).then_some(total))
    }
}
