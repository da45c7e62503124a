//! The ports that a stage speaks of.
//!
//! Facts: the Dockerfile reference, "EXPOSE".

use super::Stage;
use crate::syntax::dockerfile::Command;

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
