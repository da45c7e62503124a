//! Colours, and the words of the header.

use std::io;

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const CYAN: &str = "\x1b[1;36m";
const BLUE: &str = "\x1b[34m";

fn colour_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note | Severity::Help => CYAN,
    }
}

/// Takes what the renderer writes, with or without colours. The renderer's word for the lowest severity is `note`; ours is `info`.
pub(super) struct Painter {
    text: Vec<u8>,
    colour: bool,
    /// Whether the next thing to come is the word for the severity.
    before_severity: bool,
}

impl Painter {
    pub(super) fn new(colour: bool) -> Self {
        Self { text: Vec::new(), colour, before_severity: false }
    }

    /// What was written. Without colours no line ends in white space, so that reports survive in pages and editors.
    pub(super) fn into_text(self) -> String {
        let text = String::from_utf8_lossy(&self.text);
        if self.colour {
            return text.into_owned();
        }
        text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }

    fn paint(&mut self, escape: &str) {
        if self.colour {
            self.text.extend_from_slice(escape.as_bytes());
        }
    }
}

impl io::Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_severity = std::mem::take(&mut self.before_severity);
        self.text.extend_from_slice(if is_severity && bytes == b"note" { b"info" } else { bytes });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.before_severity = true;
        self.paint(colour_of(severity));
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.paint(RESET);
        self.paint(BOLD);
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.paint(BLUE);
        Ok(())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.paint(BLUE);
        Ok(())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.paint(BLUE);
        Ok(())
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> io::Result<()> {
        self.paint(match style {
            LabelStyle::Primary => colour_of(severity),
            LabelStyle::Secondary => BLUE,
        });
        Ok(())
    }

    fn reset(&mut self) -> io::Result<()> {
        self.paint(RESET);
        Ok(())
    }
}
