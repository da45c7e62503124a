//! What a stage starts: ENTRYPOINT and CMD, and the two forms of a command.
//!
//! Facts: the Dockerfile reference, "ENTRYPOINT" and "Understand how CMD and ENTRYPOINT interact".

use super::{Instruction, Stage};
use crate::syntax::dockerfile::{Command, Form, Text};

/// Shells of Linux and Windows.
const SHELLS: [&str; 13] = [
    "sh",
    "bash",
    "ash",
    "dash",
    "zsh",
    "ksh",
    "fish",
    "busybox",
    "cmd",
    "cmd.exe",
    "pwsh",
    "powershell",
    "powershell.exe",
];

/// Words that a shell understands by itself: without one there is nothing of that name to run.
const BUILTINS: [&str; 22] = [
    ".", ":", "[", "alias", "cd", "command", "eval", "exec", "exit", "export", "if", "for", "read", "set", "shift",
    "source", "test", "trap", "ulimit", "umask", "until", "while",
];

/// The name of a program without its folder.
pub fn program_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether a program is a shell, by its name.
pub fn is_shell(path: &str) -> bool {
    SHELLS.contains(&program_name(path).to_ascii_lowercase().as_str())
}

/// The words of a command line in which a shell has nothing to do but to split it at blanks.
pub fn plain_words(line: &str) -> Option<Vec<&str>> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,@%+=".contains(c);
    let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
    let program = words.first()?;
    let is_program = !program.contains('=') && !BUILTINS.contains(program);
    (is_program && words.iter().all(|word| word.chars().all(is_plain))).then_some(words)
}

/// The command of RUN, CMD, ENTRYPOINT or HEALTHCHECK.
pub fn form<'d>(command: &'d Command<'d>) -> Option<&'d Form<'d>> {
    match command {
        Command::Run(form) | Command::Cmd(form) | Command::Entrypoint(form) | Command::Healthcheck(Some(form)) => {
            Some(form)
        }
        _ => None,
    }
}

/// The words of a command in exec form.
pub fn exec_words<'d>(command: &'d Command<'d>) -> Option<&'d [Text<'d>]> {
    match form(command)? {
        Form::Exec(words) => Some(words),
        Form::Shell(_) | Form::Interpreted(_) => None,
    }
}

impl<'d> Stage<'d> {
    /// The ENTRYPOINT that counts at its end.
    pub fn entrypoint(self) -> Option<Instruction<'d>> {
        self.last(|command| matches!(command, Command::Entrypoint(_)))
    }

    /// The CMD that counts at its end. An ENTRYPOINT in a stage takes away the CMD of the stages below.
    pub fn cmd(self) -> Option<Instruction<'d>> {
        let cmd = self.last(|command| matches!(command, Command::Cmd(_)))?;
        let is_reset =
            self.entrypoint().is_some_and(|entry| entry.index() > cmd.index() && entry.stage() != cmd.stage());
        (!is_reset).then_some(cmd)
    }

    /// The instruction of its own that says all of what a container runs: not put together from two, nor with what users add.
    pub fn own_start(self) -> Option<Instruction<'d>> {
        let start = match self.entrypoint() {
            None => self.cmd(),
            Some(entry) => Some(entry).filter(|entry| exec_words(entry.command()).is_none()),
        };
        start.filter(|start| start.stage() == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::plain_words;

    #[test]
    fn words_are_plain_where_a_shell_only_splits() {
        assert_eq!(plain_words("node  server.js --port=80"), Some(vec!["node", "server.js", "--port=80"]));
        for line in ["", "cd /app", "A=b node", "node $X", "a && b", "echo 'x'", "ls *", "a;b", "~/run"] {
            assert_eq!(plain_words(line), None, "{line}");
        }
    }
}
