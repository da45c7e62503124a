//! Where in a shell script an expression stands.

use crate::syntax::shell::{AndOr, Ast, Command, CommandKind, Dialect, Part, PartKind, Sequence, Word, parse};

/// How an expression stands in a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quoting {
    /// Without quotes.
    Bare,
    /// Between double quotes.
    Double,
    /// Somewhere else: between single quotes, in a comment, in a here-document, in text that another program runs.
    Other,
}

/// Programs that run their arguments as code, or hand them to one that does.
const INTERPRETERS: [&str; 34] = [
    "command", "exec", "nohup", "parallel", "script", "sudo", "timeout", "watch", "awk", "bash", "dash", "docker",
    "env", "eval", "find", "jq", "kubectl", "mysql", "node", "perl", "php", "podman", "psql", "pwsh", "python",
    "python3", "ruby", "sed", "sh", "source", "ssh", "su", "xargs", "zsh",
];

/// How the expression that starts at a byte of a script stands in it.
pub fn quoting(script: &str, at: usize) -> Quoting {
    let ast = parse(script, Dialect::Bash);
    Finder { script, at: at as u32 }.ast(&ast).unwrap_or(Quoting::Other)
}

struct Finder<'s> {
    script: &'s str,
    at: u32,
}

impl Finder<'_> {
    fn ast(&self, ast: &Ast) -> Option<Quoting> {
        self.sequence(&ast.body)
    }

    fn sequence(&self, sequence: &Sequence) -> Option<Quoting> {
        sequence.items.iter().find_map(|item| self.chain(&item.chain))
    }

    fn chain(&self, chain: &AndOr) -> Option<Quoting> {
        let pipelines = std::iter::once(&chain.first).chain(chain.rest.iter().map(|(_, pipeline)| pipeline));
        pipelines.flat_map(|pipeline| &pipeline.stages).find_map(|command| self.command(command))
    }

    fn command(&self, command: &Command) -> Option<Quoting> {
        if !(command.range.start..command.range.end).contains(&self.at) {
            return None;
        }
        let inner = match &command.kind {
            CommandKind::Simple(simple) => {
                let program = simple.words.first().and_then(|word| word.literal(self.script));
                let name = program.as_deref().map(|name| name.rsplit('/').next().unwrap_or(name));
                let is_known = simple.words.is_empty() || name.is_some_and(|name| !INTERPRETERS.contains(&name));
                let values = simple.assignments.iter().map(|assignment| &assignment.value);
                let found = values.chain(&simple.words).find_map(|word| self.word(word));
                if is_known { found } else { found.map(|_| Quoting::Other) }
            }
            CommandKind::Subshell(body) | CommandKind::Group(body) | CommandKind::ArithmeticFor { body, .. } => {
                self.sequence(body)
            }
            CommandKind::If { branches, otherwise } => {
                let bodies = branches.iter().flat_map(|(condition, body)| [condition, body]);
                bodies.chain(otherwise).find_map(|body| self.sequence(body))
            }
            CommandKind::Loop { condition, body, .. } => self.sequence(condition).or_else(|| self.sequence(body)),
            CommandKind::For { words, body, .. } => {
                // Without quotes the list may be meant to become several words.
                let in_words = words.iter().flatten().find_map(|word| self.word(word));
                in_words.map(|_| Quoting::Other).or_else(|| self.sequence(body))
            }
            CommandKind::Case { word, arms } => {
                self.word(word).or_else(|| arms.iter().find_map(|arm| self.sequence(&arm.body)))
            }
            CommandKind::Function { body, .. } => self.command(body),
            CommandKind::Test(words) => words.iter().find_map(|word| self.word(word)),
            CommandKind::Arithmetic(_) => None,
        };
        inner.or_else(|| command.redirects.iter().find_map(|redirect| self.word(&redirect.target)))
    }

    fn word(&self, word: &Word) -> Option<Quoting> {
        word.parts.iter().find_map(|part| self.part(part, Quoting::Bare))
    }

    fn part(&self, part: &Part, quoting: Quoting) -> Option<Quoting> {
        if !(part.range.start..part.range.end).contains(&self.at) {
            return None;
        }
        match &part.kind {
            PartKind::Placeholder => Some(if part.range.start == self.at { quoting } else { Quoting::Other }),
            PartKind::DoubleQuoted(parts) => parts.iter().find_map(|part| self.part(part, Quoting::Double)),
            PartKind::Command(body) | PartKind::Process(body) => self.sequence(body),
            PartKind::Array(words) => words.iter().find_map(|word| self.word(word)),
            _ => Some(Quoting::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quoting, quoting};

    #[test]
    fn quotes_are_told_apart() {
        let cases = [
            ("echo ${{ x }}", Quoting::Bare),
            ("echo \"a ${{ x }} b\"", Quoting::Double),
            ("T=${{ x }}\necho", Quoting::Bare),
            ("if [ \"${{ x }}\" = a ]; then b; fi", Quoting::Double),
            ("echo \"$(printf '%s' \"${{ x }}\")\"", Quoting::Double),
            ("echo '${{ x }}'", Quoting::Other),
            ("# ${{ x }}\necho", Quoting::Other),
            ("bash -c \"echo ${{ x }}\"", Quoting::Other),
            ("cat <<E\n${{ x }}\nE\n", Quoting::Other),
            ("for f in ${{ x }}; do a; done", Quoting::Other),
            ("${{ x }} --version", Quoting::Other),
        ];
        for (script, wanted) in cases {
            let at = script.find("${{").unwrap_or_default();
            assert_eq!(quoting(script, at), wanted, "{script}");
        }
    }
}
