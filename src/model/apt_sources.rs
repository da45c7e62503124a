//! Repositories that a script names for apt.
//!
//! Facts: sources.list(5), "One-line-style format"; `signed-by` is among its options.

use super::command::{Argument, Command, RedirectOperator, TextRange, readers};

/// A line `deb [options] address suite component` that a script writes into a file below `/etc/apt`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AptSource<'c> {
    /// Where in the script an option can be put: behind `deb ` or the bracket of its options.
    pub place: TextRange,
    /// Whether it has options in brackets.
    pub has_options: bool,
    /// The name of the file, without folder and extension.
    pub name: &'c str,
}

impl AptSource<'_> {
    /// What has to be put at its place to name the key that signs it.
    pub fn signed_by(&self, key: &str) -> String {
        if self.has_options { format!("signed-by={key} ") } else { format!("[signed-by={key}] ") }
    }
}

/// The lines for apt that `echo` or `printf` write in a script. `None` where a line has its key already, or something about it cannot be
/// known.
pub fn sources<'c>(commands: &'c [Command<'_>], script: &str) -> Option<Vec<AptSource<'c>>> {
    let mut found = Vec::new();
    for command in commands.iter().filter(|command| command.is_any(&["echo", "printf"])) {
        for word in &command.arguments {
            let text = word.range.of(script);
            if !text.contains("deb ") && !text.contains("deb-src ") {
                continue;
            }
            found.push(source(commands, command, word, text)?);
        }
    }
    Some(found)
}

fn source<'c>(
    commands: &'c [Command<'_>],
    command: &'c Command<'_>,
    word: &Argument<'_>,
    text: &str,
) -> Option<AptSource<'c>> {
    let quote = text.len() - text.trim_start_matches(['"', '\'']).len();
    let rest = text[quote..].strip_prefix("deb ").filter(|_| quote <= 1)?;
    if rest.contains("signed-by") || rest.contains("deb ") || rest.contains("deb-src ") {
        return None;
    }
    let file = written_by(command).or_else(|| readers(commands, command).find_map(written_by))?;
    let (folder, file) = file.rsplit_once('/')?;
    let has_options = rest.starts_with('[');
    let at = word.range.start + u32::try_from(quote + "deb ".len() + usize::from(has_options)).ok()?;
    let is_known = folder == "/etc/apt/sources.list.d";
    is_known.then_some(AptSource {
        place: TextRange { start: at, end: at },
        has_options,
        name: file.strip_suffix(".list")?,
    })
}

/// The file that a command writes to.
fn written_by<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    let is_output = |operator| matches!(operator, RedirectOperator::Output | RedirectOperator::Append);
    let redirected = command.redirections.iter().find(|it| is_output(it.operator) && it.descriptor.is_none());
    let redirected = redirected.and_then(|it| it.target.as_str()).filter(|file| *file != "/dev/null");
    redirected.or_else(|| command.arguments.last().filter(|_| command.is_any(&["tee"])).and_then(|word| word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::command::commands;
    use crate::syntax::shell::{Dialect, parse};

    fn signed(script: &str) -> Option<String> {
        let all = commands(&parse(script, Dialect::Sh), script);
        let found = sources(&all, script)?;
        let [only] = found.as_slice() else { return None };
        let mut text = script.to_owned();
        text.insert_str(only.place.start as usize, &only.signed_by(only.name));
        Some(text)
    }

    #[test]
    fn lines_for_apt_are_found_in_what_is_written() {
        for (script, wanted) in [
            (
                "echo \"deb https://a.io stable main\" > /etc/apt/sources.list.d/a.list",
                "echo \"deb [signed-by=a] https://a.io stable main\" > /etc/apt/sources.list.d/a.list",
            ),
            (
                "echo 'deb [arch=amd64] https://a.io x y' | sudo tee /etc/apt/sources.list.d/b.list",
                "echo 'deb [signed-by=b arch=amd64] https://a.io x y' | sudo tee /etc/apt/sources.list.d/b.list",
            ),
        ] {
            assert_eq!(signed(script).as_deref(), Some(wanted));
        }
        for script in [
            "echo deb https://a.io stable main > /etc/apt/sources.list.d/a.list",
            "echo 'deb [signed-by=x] https://a.io stable main' > /etc/apt/sources.list.d/a.list",
            "echo 'deb https://a.io stable main' >> /etc/apt/sources.list",
            "echo 'deb https://a.io stable main' > $FILE",
            "echo 'deb https://a.io stable main'",
        ] {
            assert_eq!(signed(script), None, "{script}");
        }
    }
}
