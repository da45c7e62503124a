use super::unpinned::{self, NEWEST};
use crate::fix::{Edit, Safety};
use crate::model::command::{Argument, Arguments, Command};
use crate::model::docker::Run;
use crate::model::node_package::NodePackage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

const HELP: &str = "name the version after `@`, or the commit of a repository after `#`";

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands() {
        let packages = packages(command, &command.parsed());
        let edit = of_project(run, &packages, cx);
        if let Some(reported) = unpinned::report(run, &packages, is_unpinned, (NEWEST, HELP), cx) {
            reported.fix("name the version of `package.json`", Safety::Unsafe, edit);
        }
    }
}

/// Names the version of the package manager that the project asks for, if that is all that is installed without one.
fn of_project(run: Run<'_>, packages: &[&Argument<'_>], cx: &Cx<'_>) -> Option<Edit> {
    let mut unpinned = packages.iter().filter(|word| word.as_str().is_some_and(is_unpinned));
    let word = unpinned.next().filter(|word| matches!(word.as_str(), Some("npm" | "pnpm" | "yarn")))?;
    if unpinned.next().is_some() {
        return None;
    }
    let files = cx.project.files();
    let contexts = cx.project.docker.contexts_of(run.instruction.span().file, files);
    let path = |context: &String| {
        if context.is_empty() { "package.json".to_owned() } else { format!("{context}/package.json") }
    };
    let mut found = contexts.iter().filter_map(|context| files.find(&path(context)));
    let file = found.next().filter(|_| found.next().is_none())?;
    let package = NodePackage::read(files.get(file).text())?;
    let (name, version) = package.manager().filter(|(name, _)| word.is(name))?;
    // The newer yarn is no package of this name.
    let is_published = name != "yarn" || version.starts_with("1.");
    is_published.then(|| Edit::replace(run.span_of(word.range).at_end(), format!("@{version}")))
}

/// The packages that a command takes from the registry by what the command line says.
fn packages<'c, 't>(command: &Command<'t>, arguments: &Arguments<'c, 't>) -> Vec<&'c Argument<'t>> {
    let is_global = arguments.has(&["g", "global"]);
    let skip = match (command.name().unwrap_or_default(), arguments.subcommand(0).unwrap_or_default()) {
        ("npm", "install" | "i" | "add") => 0,
        ("pnpm" | "bun", "add" | "install" | "i") if is_global => 0,
        ("yarn", "global") if arguments.operands.first().is_some_and(|word| word.is("add")) => 1,
        // Without `--yes` it may be a program of the project.
        ("npx", _) if arguments.has(&["y", "yes"]) && !arguments.has(&["p", "package", "c", "call"]) => {
            return arguments.subcommand.first().copied().into_iter().collect();
        }
        _ => return Vec::new(),
    };
    // In JSON form no shell reads `&&`: what follows it was meant for another command.
    let is_word = |word: &&Argument<'_>| !matches!(word.as_str(), Some("&&" | "||" | ";" | "|"));
    arguments.operands.iter().copied().take_while(is_word).skip(skip).collect()
}

/// Whether a word names a package of the registry and no version, or one that moves; or a repository and no commit.
fn is_unpinned(text: &str) -> bool {
    let is_repository =
        ["git://", "git+https://", "git+http://", "git+ssh://", "github:", "gitlab:", "bitbucket:", "gist:"]
            .iter()
            .any(|scheme| text.starts_with(scheme));
    if is_repository || is_github(text) {
        return !text.contains('#');
    }
    let name = match text.strip_prefix('@') {
        Some(scoped) => match scoped.split_once('/') {
            Some((_, name)) => name,
            None => return false,
        },
        None => text,
    };
    match name.split_once('@') {
        Some((name, version)) => is_name(name) && matches!(version, "latest" | "next" | "*" | ""),
        None => is_name(name),
    }
}

/// Whether a word is a name in the registry: not a file or folder.
fn is_name(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_archive = [".tgz", ".tar", ".tar.gz"].iter().any(|extension| name.ends_with(extension));
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_letter) && !is_archive
}

/// Whether a word is `owner/repository`, which npm takes for one of GitHub.
fn is_github(text: &str) -> bool {
    let (path, _) = text.split_once('#').unwrap_or((text, ""));
    path.split_once('/').is_some_and(|(owner, name)| !owner.contains('.') && is_name(owner) && is_name(name))
}
