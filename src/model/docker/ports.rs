//! The ports that a stage speaks of.
//!
//! Facts: the Dockerfile reference, "EXPOSE".

use std::ops::Range;

use super::Stage;
use crate::syntax::dockerfile::Command;

/// The port of the machine itself that a command line speaks to, with its bytes.
pub fn own_port(line: &str) -> Option<(u16, Range<usize>)> {
    ["localhost:", "127.0.0.1:", "0.0.0.0:", "[::1]:"].iter().find_map(|host| {
        let start = line.find(host)? + host.len();
        let end = start + line[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len() - start);
        Some((line[start..end].parse().ok()?, start..end))
    })
}

impl Stage<'_> {
    /// The ports that it and the stages below expose; `None` if they are not known one by one.
    pub fn exposed_ports(self) -> Option<Vec<u16>> {
        let mut ports = Vec::new();
        for expose in self.chain().flat_map(Stage::instructions) {
            let Command::Expose(words) = expose.command() else { continue };
            for word in words {
                let value = expose.evaluate(word);
                ports.push(value.as_str()?.split('/').next()?.parse().ok()?);
            }
        }
        Some(ports)
    }

    /// Whether the text of some instruction in its chain has a number in it.
    pub fn mentions_port(self, port: u16) -> bool {
        let number = port.to_string();
        let mut texts = self.chain().flat_map(Stage::instructions).map(|it| it.syntax().arguments.as_str());
        texts.any(|text| text.contains(&number))
    }
}
