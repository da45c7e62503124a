//! Shell scripts: POSIX sh and bash.
//!
//! One recovering parser for the whole family: it reads the language of bash, which contains that of the others but for the few
//! places that [`Dialect`] tells apart, and leaves it to rules to say what another shell rejects. Offsets are bytes of the text given
//! to [`parse`]; whoever cut the text out of a file maps them back.
//!
//! Placeholders of the languages that scripts are embedded in (`${{ }}` of GitHub Actions and Azure Pipelines, `{{ }}` of templates,
//! `$[[ ]]` of GitLab, `<< parameters.x >>` of `CircleCI`, `$(NAME)` of Kubernetes and Azure Pipelines) are replaced before a shell sees
//! the script, so they count everywhere, even within single quotes, and nothing is claimed about them.
//!
//! Sources: POSIX.1-2024, Shell Command Language, section 2; the Bash Reference Manual 5.2, chapter 3.

mod ast;
mod compound;
mod expansion;
mod list;
mod parser;
mod placeholder;
mod quoted;
mod redirect;
mod visit;
mod word;

pub use ast::{
    AndOr, Assignment, Ast, CaseArm, Command, CommandKind, Connector, Few, HereDocument, Item, Part, PartKind,
    Pipeline, Redirect, RedirectOperator, Sequence, Simple, SyntaxError, TextRange, Word,
};
pub use visit::List;

/// Which shell reads a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// `sh` of unknown make: only what every shell understands is sure.
    #[default]
    Sh,
    /// dash, the `sh` of Debian and Ubuntu.
    Dash,
    /// The ash of `BusyBox`, the `sh` of Alpine.
    BusyBox,
    /// bash, also where it is called `sh`.
    Bash,
}

/// Reads a script. Never fails: what does not parse is in [`Ast::problems`], and all the rest is there.
pub fn parse(text: &str, dialect: Dialect) -> Ast {
    parser::Parser::new(text, dialect).script()
}

#[cfg(test)]
mod tests;
