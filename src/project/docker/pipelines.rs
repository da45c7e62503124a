//! Builds that pipelines run: `docker build` and its kin in scripts, kaniko, and docker/build-push-action.
//!
//! Facts: the manuals of `docker buildx build`, `podman build` and kaniko's executor; `action.yml` of docker/build-push-action.

use super::build::{Build, Builder, Given, Named, Target};
use super::calls::ComposeCall;
use super::images::{repository_of, tags_of_action};
use crate::diagnostic::Place;
use crate::kind::FileKind;
use crate::model::command::{Arguments, Command, CommandOption};
use crate::model::github::{Job, Step, Workflow};
use crate::model::gitlab::PipelineFile;
use crate::model::script::{self, Script};
use crate::source::{Files, join_path};
use crate::syntax::{Document, Syntax};
use crate::tree::Node;

/// What pipelines do with images.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The builds that they run.
    pub(super) builds: Vec<Build>,
    /// The commands of Compose that they run.
    pub(super) calls: Vec<ComposeCall>,
}

/// What a file of a pipeline does with images.
pub(super) fn of_document(files: &Files, document: &Document<'_>) -> Found {
    let mut found = Found::default();
    let Syntax::Tree(tree) = &document.syntax else { return found };
    let source = files.get(document.file);
    if !["docker", "podman", "buildah", "nerdctl", "kaniko"].iter().any(|name| source.text().contains(name)) {
        return found;
    }
    let scripts = match document.kind {
        FileKind::GithubWorkflow => {
            let is_of_repository = source.folder() == ".github/workflows";
            let root = tree.root().filter(|root| root.is_map() && is_of_repository);
            if let Some(root) = root {
                found.add_workflow(Workflow { root });
            }
            return found;
        }
        FileKind::GitlabCi => PipelineFile::new(tree.roots()).map(script::of_gitlab).unwrap_or_default(),
        FileKind::CircleCi => script::of_circleci(tree),
        FileKind::AzurePipelines => script::of_azure(tree),
        FileKind::BitbucketPipelines => script::of_bitbucket(tree),
        _ => return found,
    };
    // Where one script changes the folder, those after it may run there.
    let moves = |script: &Script<'_>| script.commands().iter().any(|command| command.is_any(&MOVES));
    let mentions = ["working_directory", "workingDirectory", "GIT_CLONE_PATH"];
    let is_elsewhere = mentions.iter().any(|key| source.text().contains(key)) || scripts.iter().any(moves);
    let folder = (!is_elsewhere).then(String::new);
    for script in &scripts {
        found.add_script(script, folder.clone());
    }
    found
}

/// Commands that change the working directory.
const MOVES: [&str; 3] = ["cd", "pushd", "popd"];

impl Found {
    fn add_workflow(&mut self, workflow: Workflow<'_>) {
        for job in workflow.jobs() {
            let is_plain = job.steps().all(|step| !checks_out_elsewhere(step));
            for step in job.steps() {
                if step.action().is_some_and(|action| action.is("docker", "build-push-action")) {
                    self.builds.push(of_action(step, is_plain));
                }
                let folder = if is_plain { working_directory(step, job) } else { None };
                let is_wanted = |script: &Script<'_>| ["build", "compose"].iter().any(|it| script.text().contains(it));
                if let Some(script) = script::of_step(step).filter(is_wanted) {
                    self.add_script(&script, folder);
                }
            }
        }
    }

    /// Adds what a script does that starts in a folder, if that is known.
    fn add_script(&mut self, script: &Script<'_>, folder: Option<String>) {
        // In parentheses the folder changes only up to their end.
        let is_nested = ["(cd ", "( cd ", "$(cd "].iter().any(|start| script.text().contains(start));
        let mut folder = folder.filter(|_| !is_nested);
        for command in script.commands() {
            if command.is_any(&MOVES) {
                let to = command.arguments.first().and_then(|word| word.as_str());
                let is_sure =
                    command.is_any(&["cd"]) && command.context.substitution.is_none() && !command.context.conditional;
                folder = folder.filter(|_| is_sure).and_then(|folder| join_path(&folder, to?));
            } else if let Some(build) = of_command(script, command, folder.as_deref()) {
                self.builds.push(build);
            } else if let Some(folder) = &folder {
                self.calls.extend(ComposeCall::read(script, command, folder));
            }
        }
    }
}

/// Whether a step brings another repository, or this one to another folder.
fn checks_out_elsewhere(step: Step<'_>) -> bool {
    step.action().is_some_and(|action| action.is("actions", "checkout"))
        && ["repository", "path"].iter().any(|input| step.input(input).is_some())
}

/// The folder that a step runs in, relative to the root.
fn working_directory(step: Step<'_>, job: Job<'_>) -> Option<String> {
    let path = ["defaults", "run", "working-directory"];
    let node = step.get("working-directory").or_else(|| job.node.at(&path)).or_else(|| job.workflow.root.at(&path));
    node.map_or_else(|| Some(String::new()), |node| join_path("", node.as_str()?))
}

/// The build of a step that uses docker/build-push-action. Without a context it builds the repository as it is at the commit.
fn of_action(step: Step<'_>, is_plain: bool) -> Build {
    let input = |name: &str| step.input(name).map(|entry| entry.value);
    let is_known = is_plain && step.get("with").is_none_or(|with| !with.is_open());
    let context = match input("context") {
        _ if !is_known => Named::Unknown,
        Some(node) => {
            node.as_str().filter(|path| !path.contains("{{")).map_or(Named::Unknown, |path| Named::context("", path))
        }
        None => Named::Path(String::new()),
    };
    let dockerfile = match input("file") {
        _ if !is_known => Named::Unknown,
        // The file is relative to the working directory, not to the context.
        Some(node) => {
            let path = node.as_str().filter(|_| context.path().is_some()).and_then(|path| join_path("", path));
            path.map_or(Named::Unknown, Named::Path)
        }
        None => context.file("Dockerfile"),
    };
    let target = match input("target") {
        Some(node) => node.as_str().map_or(Target::Unknown, |name| Target::Stage(name.to_owned(), Place::from(node))),
        None if is_known => Target::Last,
        None => Target::Unknown,
    };
    let mut secrets = Given::default();
    for name in ["secrets", "secret-envs", "secret-files"] {
        let given = lines(input(name));
        secrets.names.extend(given.names);
        secrets.is_open |= given.is_open;
    }
    Build {
        by: Builder::Pipeline,
        title: step.title(),
        place: step.get("uses").map_or_else(|| Place::from(step.node), Place::from),
        context_place: input("context").map(Place::from),
        dockerfile_place: input("file").map(Place::from),
        file: None,
        target,
        args: lines(input("build-args")),
        contexts: lines(input("build-contexts")),
        secrets,
        platforms: super::build::platforms(input("platforms")),
        images: tags_of_action(step),
        context,
        dockerfile,
    }
}

/// The names before `=` in the lines of an input.
fn lines(input: Option<Node<'_>>) -> Given {
    let Some(node) = input else { return Given::default() };
    let mut given = Given::default();
    let text = node.text();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let line = line.trim();
        match line.split_once('=').map(|(name, _)| name.trim()) {
            Some(name) if !name.is_empty() && !name.contains("${{") => {
                let span = node.span_of(start..start + name.len());
                given.names.push((name.to_owned(), Place { span, via: node.via() }));
            }
            _ => given.is_open |= !line.is_empty(),
        }
    }
    given
}

/// The build that a command runs, if it runs one.
fn of_command(script: &Script<'_>, command: &Command<'_>, folder: Option<&str>) -> Option<Build> {
    let arguments = command.parsed();
    let is_kaniko = command.program.as_ref()?.as_str() == Some("/kaniko/executor");
    let is_build = match command.name()? {
        "docker" | "podman" | "nerdctl" => {
            let words: Vec<&str> = arguments.subcommand.iter().filter_map(|word| word.as_str()).collect();
            matches!(words.as_slice(), ["build"] | ["buildx" | "image", "build"])
        }
        "buildah" => matches!(arguments.subcommand(0), Some("build" | "bud")),
        _ => is_kaniko,
    };
    if !is_build || arguments.operands.len() > 1 && !is_kaniko {
        return None;
    }
    let folder = folder.filter(|_| !arguments.is_open && command.wrappers.is_empty());
    let place = |option: &CommandOption<'_>| option.value.map(|value| script.place_of(value.range));
    let (context, context_place) = if is_kaniko {
        let option = arguments.option(&["context", "c"]);
        let written = option.and_then(|option| kaniko_path(script, option));
        let named = folder.and(written).map_or(Named::Unknown, |path| Named::context("", path));
        (named, option.and_then(place))
    } else {
        let operand = *arguments.operands.first()?;
        let written = operand.as_str().or((operand.prefix == "-").then_some("-"));
        let named = folder.zip(written).map_or(Named::Unknown, |(folder, path)| Named::context(folder, path));
        (named, Some(script.place_of(operand.range)))
    };
    let file = arguments.option(&["file", "f", "dockerfile"]);
    let dockerfile = match file {
        Some(option) if is_kaniko => kaniko_path(script, option).map_or(Named::Unknown, |path| context.file(path)),
        // A file of a remote context is in that, any other is relative to the working directory.
        Some(_) if context == Named::Elsewhere => Named::Elsewhere,
        Some(option) => {
            let path = folder.zip(option.value.and_then(|value| value.text));
            path.and_then(|(folder, path)| join_path(folder, path)).map_or(Named::Unknown, Named::Path)
        }
        None if arguments.is_open => Named::Unknown,
        None => context.file("Dockerfile"),
    };
    let target = match arguments.option(&["target"]) {
        Some(option) => match option.value.and_then(|value| value.text) {
            Some(name) => Target::Stage(name.to_owned(), place(option)?),
            None => Target::Unknown,
        },
        None if arguments.is_open => Target::Unknown,
        None => Target::Last,
    };
    Some(Build {
        by: Builder::Pipeline,
        title: if is_kaniko { "kaniko".to_owned() } else { format!("`{} build`", command.name()?) },
        place: script.place_of(command.program.as_ref()?.range),
        context_place,
        dockerfile_place: file.and_then(place),
        file: None,
        target,
        args: options(script, &arguments, "build-arg"),
        contexts: options(script, &arguments, "build-context"),
        secrets: secrets(script, &arguments),
        platforms: platforms(&arguments),
        images: images(script, &arguments, if is_kaniko { "destination" } else { "tag" }),
        context,
        dockerfile,
    })
}

/// A path that is given to kaniko, relative to the root of the project.
fn kaniko_path<'s>(script: &Script<'s>, option: &CommandOption<'_>) -> Option<&'s str> {
    let value = option.value?;
    let word = &script.text()[value.range.range()];
    let word = word.split_once('=').map_or(word, |(_, path)| path).trim_matches(['"', '\'']);
    let word = word.strip_prefix("dir://").unwrap_or(word);
    let inner = ["$CI_PROJECT_DIR", "${CI_PROJECT_DIR}"].iter().find_map(|root| word.strip_prefix(root));
    let path = inner.map_or(word, |inner| inner.trim_start_matches('/'));
    (!path.contains('$') && !path.starts_with('/')).then_some(path)
}

/// The names that an option gives each time it is there: `--build-arg NAME=value`.
fn options(script: &Script<'_>, arguments: &Arguments<'_, '_>, name: &str) -> Given {
    let mut given = Given { names: Vec::new(), is_open: arguments.is_open };
    for option in arguments.options.iter().filter(|option| option.name == name) {
        let value = option.value.filter(|value| value.text.is_some() || value.prefix.contains('='));
        match value {
            Some(value) => {
                let name = value.prefix.split('=').next().unwrap_or_default();
                given.names.push((name.to_owned(), script.place_of(value.range)));
            }
            None => given.is_open = true,
        }
    }
    given
}

/// The ids of `--secret id=...`.
fn secrets(script: &Script<'_>, arguments: &Arguments<'_, '_>) -> Given {
    let mut given = Given { names: Vec::new(), is_open: arguments.is_open };
    for option in arguments.options.iter().filter(|option| option.name == "secret") {
        let id = option.value.and_then(|value| {
            let id = value.prefix.split(',').find_map(|part| part.trim_matches('"').strip_prefix("id="))?;
            Some((id.to_owned(), script.place_of(value.range)))
        });
        given.is_open |= id.is_none();
        given.names.extend(id);
    }
    given
}

/// The names that `--tag` gives to the image.
fn images(script: &Script<'_>, arguments: &Arguments<'_, '_>, name: &str) -> Vec<String> {
    let is_name = |option: &&CommandOption<'_>| option.name == name || option.name == &name[..1];
    let values = arguments.options.iter().filter(is_name).filter_map(|option| option.value);
    let names = values.filter_map(|value| {
        let word = script.text()[value.range.range()].trim_start_matches(['-', '"', '\'']);
        let at = word.find(value.prefix).filter(|_| !value.prefix.is_empty())?;
        repository_of(word[at..].trim_end_matches(['"', '\'']))
    });
    names.collect()
}

fn platforms(arguments: &Arguments<'_, '_>) -> Vec<String> {
    let text = arguments.option(&["platform"]).and_then(|option| option.value?.text).unwrap_or_default();
    text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
