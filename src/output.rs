//! What comes out: a report as text for people and for other programs.
//!
//! Every format is a pure function from a [`Report`] to a text, and the same report gives the same bytes.

pub mod human;

use crate::report::Report;

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people: each finding with its source.
    Human,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 1] = [Format::Human];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes a report. Only the format for people knows colour.
pub fn render(report: &Report, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(report, colour),
    }
}
