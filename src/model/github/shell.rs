//! Which shell runs a step's script.

use super::{Job, Step};

/// A shell that runs a script (workflow syntax, `jobs.<job_id>.steps[*].shell`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shell {
    /// `bash`. With `pipefail` only where it is named.
    Bash {
        /// Whether a failing command in a pipe ends the script.
        pipefail: bool,
    },
    /// `sh`.
    Sh,
    /// `pwsh` or `powershell`.
    PowerShell,
    /// `cmd`.
    Cmd,
    /// `python`.
    Python,
    /// Some other, or one that cannot be known.
    Unknown,
}

impl Shell {
    /// The shell of this name, as it is written in a workflow. A template with `{0}` is named by its program.
    fn named(name: &str) -> Self {
        match name {
            "bash" => return Shell::Bash { pipefail: true },
            "sh" => return Shell::Sh,
            "pwsh" | "powershell" => return Shell::PowerShell,
            "cmd" => return Shell::Cmd,
            "python" => return Shell::Python,
            _ => {}
        }
        let mut words = name.split_whitespace();
        let program = words.next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        match program {
            "bash" => Shell::Bash { pipefail: name.contains("pipefail") },
            "sh" | "dash" => Shell::Sh,
            "pwsh" | "powershell" => Shell::PowerShell,
            "cmd" => Shell::Cmd,
            "python" | "python3" => Shell::Python,
            _ => Shell::Unknown,
        }
    }

    /// Whether `"$NAME"` in a script of this shell is the value of the variable.
    pub fn is_posix(self) -> bool {
        matches!(self, Shell::Bash { .. } | Shell::Sh)
    }
}

impl Step<'_> {
    /// The shell that runs its script: its own, else the job's default, else the workflow's, else that of the runner.
    pub fn shell(self) -> Shell {
        let defaults = ["defaults", "run", "shell"];
        let own = self.node.get("shell");
        let of_job = || self.job?.node.at(&defaults);
        let of_workflow = || self.job?.workflow.root.at(&defaults);
        match own.or_else(of_job).or_else(of_workflow) {
            Some(shell) => shell.as_str().map_or(Shell::Unknown, Shell::named),
            None => self.job.map_or(Shell::Unknown, Job::default_shell),
        }
    }
}

impl Job<'_> {
    /// The shell of the runner. Only labels of GitHub's own runners tell it.
    fn default_shell(self) -> Shell {
        if !self.node.lacks("container") {
            return Shell::Sh;
        }
        let labels = self.runner_labels();
        let is = |system: &str| labels.iter().any(|label| label.to_ascii_lowercase().starts_with(system));
        if is("windows") {
            Shell::PowerShell
        } else if is("ubuntu") || is("macos") || is("linux") {
            Shell::Bash { pipefail: false }
        } else {
            Shell::Unknown
        }
    }
}
