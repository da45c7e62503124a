//! Package managers of Linux distributions: what a command does with packages, whatever it is called.
//!
//! Facts: the manuals of apt-get(8), apt(8), aptitude(8), apk(8), dnf(8), dnf5(8), yum(8), microdnf(8), tdnf(8), zypper(8) and
//! pacman(8).

use super::command::{Argument, Arguments, Command, feeders};

/// A family of package managers that share their options and the folders they write to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manager {
    /// apt-get, apt and aptitude.
    Apt,
    /// apk.
    Apk,
    /// yum, dnf and their smaller forms.
    Dnf,
    /// zypper.
    Zypper,
    /// pacman.
    Pacman,
}

/// What a package manager is told to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// Fetch the lists of packages.
    Refresh,
    /// Install packages that are named.
    Install,
    /// Bring all packages up to date.
    Upgrade,
    /// Remove packages.
    Remove,
    /// Remove what was downloaded.
    Clean,
}

/// A call of a package manager.
#[derive(Clone, Debug)]
pub struct Call<'c, 't> {
    /// The place of the command among those of its script.
    pub at: usize,
    /// The command.
    pub command: &'c Command<'t>,
    /// The family of its program.
    pub manager: Manager,
    /// What it does.
    pub task: Task,
    /// Its arguments.
    pub arguments: Arguments<'c, 't>,
}

/// The calls of package managers in a script.
pub fn calls<'c, 't>(commands: &'c [Command<'t>]) -> impl Iterator<Item = Call<'c, 't>> {
    commands.iter().enumerate().filter_map(|(at, command)| {
        let manager = Manager::of(command)?;
        let arguments = command.parsed();
        let task = manager.task(&arguments)?;
        Some(Call { at, command, manager, task, arguments })
    })
}

impl Manager {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Apt, Self::Apk, Self::Dnf, Self::Zypper, Self::Pacman];

    /// The family that a command's program belongs to.
    pub fn of(command: &Command<'_>) -> Option<Self> {
        match command.name()? {
            "apt-get" | "apt" | "aptitude" => Some(Self::Apt),
            "apk" => Some(Self::Apk),
            "yum" | "dnf" | "dnf5" | "microdnf" | "tdnf" => Some(Self::Dnf),
            "zypper" => Some(Self::Zypper),
            "pacman" => Some(Self::Pacman),
            _ => None,
        }
    }

    /// What the arguments tell it to do, if that concerns packages.
    #[allow(
        clippy::match_same_arms,
        clippy::unnested_or_patterns,
        reason = "one arm for each program can be compared with its manual"
    )]
    fn task(self, arguments: &Arguments<'_, '_>) -> Option<Task> {
        if self == Self::Pacman {
            return pacman_task(arguments);
        }
        let first = arguments.subcommand(0)?;
        let has_names = !arguments.operands.is_empty();
        Some(match (self, first) {
            (Self::Apt | Self::Apk, "update") | (Self::Zypper, "refresh" | "ref") | (Self::Dnf, "makecache") => {
                Task::Refresh
            }
            (Self::Apt, "install" | "reinstall" | "satisfy" | "build-dep")
            | (Self::Apk, "add")
            | (Self::Zypper, "install" | "in" | "source-install" | "si") => Task::Install,
            (Self::Apt, "upgrade" | "dist-upgrade" | "full-upgrade" | "safe-upgrade")
            | (Self::Apk, "upgrade")
            | (Self::Zypper, "update" | "up" | "dist-upgrade" | "dup" | "patch") => Task::Upgrade,
            (Self::Apt, "remove" | "purge" | "autoremove" | "autopurge")
            | (Self::Apk, "del")
            | (Self::Zypper, "remove" | "rm") => Task::Remove,
            (Self::Apt, "clean" | "dist-clean" | "distclean")
            | (Self::Dnf, "clean")
            | (Self::Zypper, "clean" | "cc") => Task::Clean,
            (Self::Dnf, "group" | "groups" | "module") => match arguments.subcommand(1)? {
                "install" => Task::Install,
                "remove" => Task::Remove,
                "upgrade" | "update" => Task::Upgrade,
                _ => return None,
            },
            (
                Self::Dnf,
                "install" | "in" | "reinstall" | "rei" | "groupinstall" | "localinstall" | "swap" | "downgrade" | "dg"
                | "builddep" | "builddep-install",
            ) => Task::Install,
            (Self::Dnf, "remove" | "rm" | "erase" | "autoremove") => Task::Remove,
            (Self::Dnf, "upgrade" | "up" | "update" | "upgrade-minimal") if has_names => Task::Install,
            (Self::Dnf, "upgrade" | "up" | "update" | "upgrade-minimal" | "distro-sync" | "dsync") => Task::Upgrade,
            _ => return None,
        })
    }

    /// Whether a text may name it: in a command, or in what another shell is given.
    pub fn is_named_in(self, text: &str) -> bool {
        let names: &[&str] = match self {
            Self::Apt => &["apt"],
            Self::Apk => &["apk"],
            Self::Dnf => &["yum", "dnf"],
            Self::Zypper => &["zypper"],
            Self::Pacman => &["pacman"],
        };
        names.iter().any(|name| text.contains(name))
    }

    /// The folders that downloaded packages and lists are kept in.
    pub fn caches(self) -> &'static [&'static str] {
        match self {
            Self::Apt => &["/var/lib/apt/lists"],
            Self::Apk => &["/var/cache/apk", "/etc/apk/cache"],
            Self::Dnf => &["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"],
            Self::Zypper => &["/var/cache/zypp"],
            Self::Pacman => &["/var/cache/pacman"],
        }
    }

    /// Whether a command empties, or removes, one of those folders.
    pub fn is_cleaned_by(self, command: &Command<'_>) -> bool {
        if Self::of(command) == Some(self) {
            let arguments = command.parsed();
            // `apt-get clean` leaves the lists.
            let cleans_lists = matches!(arguments.subcommand(0), Some("dist-clean" | "distclean"));
            let is_clean = self.task(&arguments) == Some(Task::Clean);
            return is_clean && (self != Self::Apt || cleans_lists);
        }
        let is_folder = |argument: &Argument<'_>| {
            let path = argument.prefix.trim_end_matches(['/', '*']);
            let below =
                |cache: &&str| path.len() > "/var".len() && (path.starts_with(*cache) || cache.starts_with(path));
            argument.prefix.starts_with('/') && self.caches().iter().any(below)
        };
        let removes = command.is_any(&["rm"])
            || command.is_any(&["find"]) && command.arguments.iter().any(|word| word.is("-delete") || word.is("rm"));
        removes && command.arguments.iter().any(is_folder)
    }
}

/// pacman's operation is a cluster of letters: `-Syu`.
fn pacman_task(arguments: &Arguments<'_, '_>) -> Option<Task> {
    let has_names = !arguments.operands.is_empty() || arguments.is_open;
    if arguments.has(&["R", "remove"]) {
        return Some(Task::Remove);
    }
    if arguments.has(&["U", "upgrade"]) && !arguments.has(&["S", "sync", "Q", "query"]) {
        return Some(Task::Install);
    }
    let informs = ["s", "search", "i", "info", "l", "list", "g", "groups", "p", "print", "Q", "query", "F", "files"];
    if !arguments.has(&["S", "sync"]) || arguments.has(&informs) {
        return None;
    }
    let (cleans, upgrades) = (arguments.has(&["c", "clean"]), arguments.has(&["u", "sysupgrade"]));
    Some(match has_names {
        _ if cleans => Task::Clean,
        true => Task::Install,
        false if upgrades => Task::Upgrade,
        false => Task::Refresh,
    })
}

impl<'c, 't> Call<'c, 't> {
    /// Whether the program asks before it does this, if no option says otherwise.
    pub fn asks(&self) -> bool {
        matches!(self.task, Task::Install | Task::Upgrade | Task::Remove)
            || self.manager == Manager::Pacman && self.task == Task::Clean
    }

    /// Whether it fetches the lists of packages, whatever else it does. dnf and zypper fetch them whenever they are old.
    pub fn fetches_lists(&self) -> bool {
        match self.manager {
            _ if self.task == Task::Refresh => true,
            Manager::Apk => !self.arguments.lacks(&["no-cache", "U", "update", "update-cache"]),
            Manager::Pacman => self.arguments.has(&["y", "refresh"]),
            Manager::Apt | Manager::Dnf | Manager::Zypper => false,
        }
    }

    /// Whether it installs from lists that were fetched before. A package in a file may need others, but is most often there because it needs
    /// none of the lists.
    pub fn installs_from_lists(&self) -> bool {
        let is_file = |text: &str| text.starts_with(['/', '.']) && text.contains('/');
        let names_packages = self.arguments.operands.iter().any(|operand| !operand.as_str().is_some_and(is_file));
        self.task == Task::Install && names_packages && !self.fetches_lists()
    }

    /// Whether something is written to the program's input: an answer, perhaps.
    pub fn is_answered(&self, commands: &[Command<'t>]) -> bool {
        feeders(commands, self.command).next().is_some()
            || self.command.redirections.iter().any(|redirection| {
                use crate::syntax::shell::RedirectOperator::{HereDocument, HereString, Input};
                matches!(redirection.operator, Input | HereDocument | HereString)
            })
    }

    /// The word that says what to do: where an option can be put after.
    pub fn verb(&self) -> Option<&'c Argument<'t>> {
        self.arguments.subcommand.last().copied()
    }

    /// Whether an option of a manager of the apt family (`-o Name=value`) sets this name to one of these values.
    pub fn sets(&self, name: &str, values: &[&str]) -> bool {
        self.arguments.options.iter().filter(|option| matches!(option.name, "o" | "option" | "setopt")).any(|option| {
            let written = option.value.and_then(|value| value.text).and_then(|text| text.split_once('='));
            written.is_some_and(|(key, value)| {
                key.eq_ignore_ascii_case(name)
                    && values.contains(&value.trim_matches('"').to_ascii_lowercase().as_str())
            })
        })
    }
}

/// The words that mean yes in the configuration of package managers.
pub const YES: [&str; 5] = ["1", "true", "yes", "on", "enable"];

/// The words that mean no.
pub const NO: [&str; 5] = ["0", "false", "no", "off", "disable"];
