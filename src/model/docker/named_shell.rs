//! The comments by which hadolint is told which shell reads what follows: `# hadolint shell=bash`.
//!
//! Facts: hadolint's README, "Inline ignores"; what hadolint 2.15.1 does with such a comment above the first FROM, and in a stage.

use crate::syntax::dockerfile as syntax;

/// A shell that a comment names.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedShell<'d> {
    /// Where the comment begins.
    pub(super) start: u32,
    /// The program, perhaps with its folder.
    pub(super) program: &'d str,
}

/// The shells that comments between instructions name, in their order.
pub(super) fn read<'d>(dockerfile: &'d syntax::Dockerfile<'_>) -> Vec<NamedShell<'d>> {
    if !dockerfile.source.contains("hadolint") {
        return Vec::new();
    }
    let mut instructions = dockerfile.instructions.iter().peekable();
    let mut named = Vec::new();
    for comment in &dockerfile.comments {
        let (start, end) = (comment.span.start, comment.span.end);
        while instructions.next_if(|instruction| instruction.span.end <= start).is_some() {}
        let is_within = instructions.peek().is_some_and(|instruction| instruction.span.start < start);
        let text = dockerfile.source.get(start as usize..end as usize).unwrap_or_default();
        if let Some(program) = program(text).filter(|_| !is_within) {
            named.push(NamedShell { start, program });
        }
    }
    named
}

/// The shell that a comment names.
fn program(comment: &str) -> Option<&str> {
    let rest = comment.trim_start().strip_prefix('#')?.trim_start().strip_prefix("hadolint")?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start().strip_prefix("shell")?;
    rest.trim_start().strip_prefix('=')?.split_whitespace().next()
}
