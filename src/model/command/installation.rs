//! What a command reads that installs a program's dependencies.

use super::Command;
use crate::source::Files;

/// A command that installs what a manifest names and needs no other file of the sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Installation<'c> {
    /// The files that it reads, for people.
    pub noun: &'static str,
    /// The manifest, if all that is read can be told: relative to the folder that the command runs in.
    pub manifest: Option<&'c str>,
    /// The files that are read besides, where they are there.
    pub others: &'static [&'static str],
    /// Files and folders that say that yet others are read: workspaces, patches, hooks.
    pub excludes: &'static [&'static str],
    /// Whether the manifest may name other manifests beside it.
    pub has_siblings: bool,
}

impl<'c> Installation<'c> {
    const fn new(noun: &'static str) -> Self {
        Self { noun, manifest: None, others: &[], excludes: &[], has_siblings: false }
    }

    const fn reads(
        self,
        manifest: &'c str,
        others: &'static [&'static str],
        excludes: &'static [&'static str],
    ) -> Self {
        Self { manifest: Some(manifest), others, excludes, ..self }
    }

    /// The files that it reads where the build context is not known: the lock file, of which there may be none, as a pattern, which may
    /// match nothing.
    pub fn usual_files(&self) -> Option<Vec<String>> {
        let lock = self.others.first().map(|name| format!("{name}*"));
        Some([self.manifest?.to_owned()].into_iter().chain(lock).collect())
    }

    const fn with_siblings(self) -> Self {
        Self { has_siblings: true, ..self }
    }

    /// The files of a build context that it reads, relative to that, the manifest first. It runs at the top of the context. `None` if the
    /// manifest is not there, or others may be read that cannot be told.
    pub fn files(&self, context: &str, files: &Files) -> Option<Vec<String>> {
        let manifest = self.manifest?;
        let manifest = manifest.strip_prefix("./").unwrap_or(manifest);
        let at = |name: &str| if context.is_empty() { name.to_owned() } else { format!("{context}/{name}") };
        let (folder, name) = manifest.rsplit_once('/').unwrap_or(("", manifest));
        if folder.split('/').any(|part| part == "..") || !files.exists(&at(manifest)) {
            return None;
        }
        let mut found = vec![manifest.to_owned()];
        if self.has_siblings {
            let folder = at(folder);
            let folder = folder.trim_end_matches('/');
            let beside = files.below(folder).filter_map(|path| path.strip_prefix(folder));
            let beside =
                beside.map(|path| path.trim_start_matches('/')).filter(|it| *it != name && is_requirements(it));
            found.extend(beside.map(|it| format!("{}{it}", &manifest[..manifest.len() - name.len()])));
        } else {
            // A second manifest deeper down may be part of a workspace, or be referred to by its path.
            let (end, own) = (format!("/{name}"), at(manifest));
            let is_another = |path: &str| path.ends_with(&end) && path != own && !path.contains("node_modules/");
            let is_there = |name: &&&str| files.exists(&at(name)) || files.below(&at(name)).next().is_some();
            if files.below(context).any(is_another) || self.excludes.iter().any(|name| is_there(&name)) {
                return None;
            }
        }
        found.extend(self.others.iter().filter(|name| files.exists(&at(name))).map(|name| (*name).to_owned()));
        Some(found)
    }
}

/// Whether a file in the same folder may be named by a file of requirements.
fn is_requirements(name: &str) -> bool {
    let is_named = ["requirements", "constraints"].iter().any(|word| name.contains(word));
    is_named && name.strip_suffix(".txt").is_some_and(|stem| !stem.contains('/'))
}

/// What a command installs, if it installs what a manifest names and nothing of the program itself.
pub fn installation<'c>(command: &'c Command<'_>) -> Option<Installation<'c>> {
    let arguments = command.parsed();
    let mut words = arguments.subcommand.iter().chain(&arguments.operands);
    let verb = words.next().and_then(|word| word.as_str())?;
    let object = words.next().map(|word| word.as_str());
    let is_plain = object.is_none() && !arguments.is_open;
    let is_global = !arguments.lacks(&["g", "global", "location"]);
    match (command.name()?, verb) {
        (name @ "npm", "ci" | "install" | "i") | (name @ ("yarn" | "pnpm" | "bun"), "install" | "i")
            if is_plain && !is_global =>
        {
            Some(of_javascript(name, command))
        }
        ("pip" | "pip3", "install") if is_plain => {
            let requirements = arguments.option(&["r", "requirement"])?.value?.text?;
            let is_editable = !arguments.lacks(&["e", "editable"]);
            let is_single = arguments.options.iter().filter(|it| matches!(it.name, "r" | "requirement")).count() == 1;
            let found = Installation::new("the requirements");
            let is_local = is_single && arguments.lacks(&["c", "constraint", "f", "find-links"]);
            (!requirements.contains("://") && !is_editable)
                .then(|| if is_local { found.reads(requirements, &[], &[]).with_siblings() } else { found })
        }
        ("bundle", "install") => {
            let found = Installation::new("`Gemfile` and `Gemfile.lock`");
            Some(found.reads("Gemfile", &["Gemfile.lock", ".ruby-version"], &[".bundle", "gems"]))
        }
        ("go", "mod") if object == Some(Some("download")) => {
            Some(Installation::new("`go.mod` and `go.sum`").reads("go.mod", &["go.sum"], &["go.work", "vendor"]))
        }
        ("cargo", "fetch") => Some(Installation::new("`Cargo.toml` and `Cargo.lock`")),
        ("composer", "install") => {
            let found = Installation::new("`composer.json` and `composer.lock`");
            let is_alone = arguments.has(&["no-scripts"]) && arguments.has(&["no-autoloader"]);
            Some(if is_alone { found.reads("composer.json", &["composer.lock"], &["patches"]) } else { found })
        }
        ("poetry", "install") if !arguments.lacks(&["no-root"]) => {
            let found = Installation::new("`pyproject.toml` and `poetry.lock`");
            Some(found.reads("pyproject.toml", &["poetry.lock", "poetry.toml"], &[]))
        }
        ("uv", "sync") if !arguments.lacks(&["no-install-project"]) => {
            let found = Installation::new("`pyproject.toml` and `uv.lock`");
            Some(found.reads("pyproject.toml", &["uv.lock", "uv.toml", ".python-version"], &[]))
        }
        ("dotnet", "restore") => Some(Installation::new("the project files")),
        ("mvn", _) if command.arguments.iter().any(|argument| argument.is("dependency:go-offline")) => {
            Some(Installation::new("`pom.xml`").reads("pom.xml", &[], &[".mvn"]))
        }
        _ => None,
    }
}

/// What npm and its kin read for all that `package.json` names.
fn of_javascript<'c>(program: &str, command: &'c Command<'_>) -> Installation<'c> {
    /// Options that choose another folder, or only a part of a workspace.
    const ELSEWHERE: [&str; 11] =
        ["prefix", "C", "cwd", "dir", "w", "workspace", "workspaces", "filter", "F", "r", "recursive"];
    let found = Installation::new("`package.json` and the lock file");
    if !command.parsed().lacks(&ELSEWHERE) {
        return found;
    }
    match program {
        "npm" => {
            let others = &["package-lock.json", "npm-shrinkwrap.json", ".npmrc"];
            found.reads("package.json", others, &["patches", "prisma"])
        }
        "yarn" => {
            let others = &["yarn.lock", ".yarnrc", ".yarnrc.yml", ".npmrc"];
            found.reads("package.json", others, &["patches", "prisma", ".yarn"])
        }
        "pnpm" => {
            let others = &["pnpm-lock.yaml", ".npmrc", ".pnpmfile.cjs"];
            found.reads("package.json", others, &["patches", "prisma", "pnpm-workspace.yaml"])
        }
        _ => {
            let others = &["bun.lock", "bun.lockb", "bunfig.toml", ".npmrc"];
            found.reads("package.json", others, &["patches", "prisma"])
        }
    }
}

/// Whether a command surely reads nothing of the sources: package managers of the system, and what prepares an installation.
pub fn needs_no_sources(command: &Command<'_>) -> bool {
    let arguments = command.parsed();
    let is_named = |name: &str| !name.starts_with(['.', '/']) && !name.contains("file:");
    let has_names = !arguments.is_open && arguments.operands.iter().all(|word| word.as_str().is_some_and(is_named));
    match command.name() {
        Some("apt-get" | "apt" | "apk") => has_names,
        Some("set" | "true" | "corepack") => true,
        Some("rm") => arguments.operands.iter().all(|word| word.prefix.starts_with("/var/")),
        Some("npm" | "yarn" | "pnpm" | "bun") => match arguments.subcommand(0) {
            Some("cache" | "store" | "config" | "--version") => true,
            Some("install" | "i") => arguments.has(&["g", "global"]) && has_names,
            _ => false,
        },
        Some("pip" | "pip3") => {
            let files = ["r", "requirement", "e", "editable", "c", "constraint"];
            arguments.subcommand(0) == Some("install") && arguments.lacks(&files) && has_names
        }
        Some("bundle") => {
            arguments.subcommand(0) == Some("config") || arguments.operands.first().is_some_and(|it| it.is("config"))
        }
        Some("gem") => arguments.subcommand(0) == Some("install") && has_names,
        _ => false,
    }
}
