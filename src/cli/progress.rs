//! A line on the terminal that says what a long run is doing and how far it is, and is gone when it is done.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::progress::{Phase, Progress};

/// A run that is over sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const PACE: Duration = Duration::from_millis(100);

/// Whether there is someone to watch: standard error is a terminal that can go back to the start of a line, and this is not a CI job,
/// some of which pretend to have one.
pub(super) fn is_watched() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    std::io::stderr().is_terminal() && !set("CI") && !is_dumb
}

/// Does the work, and shows how far it is if that is wanted. Nothing else may write to the terminal meanwhile.
pub(super) fn show<T>(progress: &Arc<Progress>, is_wanted: bool, work: impl FnOnce() -> T) -> T {
    if !is_wanted {
        return work();
    }
    thread::scope(|scope| {
        let (working, waiting) = channel::<()>();
        scope.spawn(move || draw(progress, &waiting, &mut std::io::stderr(), PATIENCE));
        let outcome = work();
        drop(working);
        outcome
    })
}

/// Writes the line over and over until the other end of the channel is gone. Blanks take it away, which every terminal understands.
/// If it cannot be written, there is nobody to tell.
fn draw(progress: &Progress, waiting: &Receiver<()>, terminal: &mut impl Write, patience: Duration) {
    let (mut width, mut pause) = (0, patience);
    while waiting.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let line = line(progress);
        let _ = write!(terminal, "\r{line:width$}").and_then(|()| terminal.flush());
        (width, pause) = (line.len(), PACE);
    }
    if width > 0 {
        let _ = write!(terminal, "\r{:width$}\r", "").and_then(|()| terminal.flush());
    }
}

fn line(progress: &Progress) -> String {
    let (phase, done, total) = progress.read();
    let what = match phase {
        Phase::Finding => "finding files",
        Phase::Reading => "reading files",
        Phase::Parsing => "parsing files",
        Phase::Checking => "checking files",
    };
    match total {
        Some(total) => format!("infralint: {what}: {} of {total}", done.min(total)),
        None => format!("infralint: {what}: {done}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_the_work_is_and_is_gone_afterwards() {
        let progress = Progress::default();
        assert_eq!(line(&progress), "infralint: finding files: 0");
        progress.begin(Phase::Checking, 20);
        progress.step();
        let (working, waiting) = channel::<()>();
        let text = thread::scope(|scope| {
            let progress = &progress;
            let drawn = scope.spawn(move || {
                let mut text = Vec::new();
                draw(progress, &waiting, &mut text, Duration::ZERO);
                String::from_utf8(text)
            });
            thread::sleep(Duration::from_millis(20));
            drop(working);
            drawn.join()
        });
        let text = text.expect("no panic").expect("UTF-8");
        let line = "infralint: checking files: 1 of 20";
        assert!(text.starts_with(&format!("\r{line}")), "{text:?}");
        assert!(text.ends_with(&format!("\r{}\r", " ".repeat(line.len()))), "{text:?}");
    }

    #[test]
    fn short_work_shows_nothing() {
        let (working, waiting) = channel::<()>();
        drop(working);
        let mut text = Vec::new();
        draw(&Progress::default(), &waiting, &mut text, PATIENCE);
        assert!(text.is_empty());
    }
}
