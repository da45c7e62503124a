//! Builds that pipelines run: commands in scripts, and docker/build-push-action.
//!
//! Facts: `action.yml` of docker/build-push-action.

use super::build::{Build, Builder, Given, Named, Target};
use super::calls::ComposeCall;
use super::commands::{Text, of_command};
use super::constants::Constants;
use super::images::tags_of_action;
use crate::diagnostic::Place;
use crate::kind::FileKind;
use crate::model::env;
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
                found.add_workflow(Workflow { root }, source.text());
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
    let mut constants = Constants::default();
    if document.kind == FileKind::GitlabCi {
        for node in tree.all().filter(|node| node.get("variables").is_some()) {
            constants.add_all(&env::of_gitlab(node), source.text());
        }
    }
    for script in &scripts {
        found.add_script(script, folder.clone(), &constants);
    }
    found
}

/// Commands that change the working directory.
const MOVES: [&str; 3] = ["cd", "pushd", "popd"];

impl Found {
    fn add_workflow(&mut self, workflow: Workflow<'_>, text: &str) {
        for job in workflow.jobs() {
            let is_plain = job.steps().all(|step| !checks_out_elsewhere(step));
            let mut outer = env::of_workflow(workflow);
            outer.extend(env::of_job(job));
            for step in job.steps() {
                // A value of several is not known: which one holds depends on where it is asked for.
                let mut constants = Constants::default();
                constants.add_all(&outer, text);
                constants.add_all(&env::of_step(step), text);
                if step.action().is_some_and(|action| action.is("docker", "build-push-action")) {
                    self.builds.push(of_action(step, is_plain, &constants));
                }
                let folder = if is_plain { working_directory(step, job) } else { None };
                let is_wanted = |script: &Script<'_>| ["build", "compose"].iter().any(|it| script.text().contains(it));
                if let Some(script) = script::of_step(step).filter(is_wanted) {
                    self.add_script(&script, folder, &constants);
                }
            }
        }
    }

    /// Adds what a script does that starts in a folder, if that is known.
    fn add_script(&mut self, script: &Script<'_>, folder: Option<String>, constants: &Constants) {
        let place = |range| script.place_of(range);
        let text = Text { script: script.text(), place: &place, constants };
        // In parentheses the folder changes only up to their end.
        let is_nested = ["(cd ", "( cd ", "$(cd "].iter().any(|start| script.text().contains(start));
        let mut folder = folder.filter(|_| !is_nested);
        for command in script.commands() {
            if command.is_any(&MOVES) {
                let to = command.arguments.first().and_then(|word| word.as_str());
                let is_sure =
                    command.is_any(&["cd"]) && command.context.substitution.is_none() && !command.context.conditional;
                folder = folder.filter(|_| is_sure).and_then(|folder| join_path(&folder, to?));
            } else if let Some(build) = of_command(&text, command, folder.as_deref(), Builder::Pipeline) {
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
fn of_action(step: Step<'_>, is_plain: bool, constants: &Constants) -> Build {
    let filled = |node: Node<'_>| constants.fill_all(node.text()).or_else(|| node.as_str().map(str::to_owned));
    let input = |name: &str| step.input(name).map(|entry| entry.value);
    let is_known = is_plain && step.get("with").is_none_or(|with| !with.is_open());
    let context = match input("context") {
        _ if !is_known => Named::Unknown,
        Some(node) => {
            filled(node).filter(|path| !path.contains("{{")).map_or(Named::Unknown, |path| Named::context("", &path))
        }
        None => Named::Path(String::new()),
    };
    let dockerfile = match input("file") {
        _ if !is_known => Named::Unknown,
        // The file is relative to the working directory, not to the context.
        Some(node) => {
            let path = filled(node).filter(|_| context.path().is_some()).and_then(|path| join_path("", &path));
            path.map_or(Named::Unknown, Named::Path)
        }
        None => context.file("Dockerfile"),
    };
    let target = match input("target") {
        Some(node) => filled(node).map_or(Target::Unknown, |name| Target::Stage(name, Place::from(node))),
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
        images: tags_of_action(step, constants),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;
    use crate::syntax;

    /// Context, Dockerfile and names of the images of each build.
    fn builds(path: &str, kind: FileKind, text: &str) -> Vec<String> {
        let files = Files::new(vec![SourceFile::new(path, kind, text)], Vec::new());
        let documents = syntax::parse_all(&files);
        let shown = of_document(&files, &documents[0]).builds.into_iter().map(|build| {
            let path = |named: &Named| named.path().unwrap_or("?").to_owned();
            format!("{} {} {}", path(&build.context), path(&build.dockerfile), build.images.join(","))
        });
        shown.collect()
    }

    #[test]
    fn constants_of_a_workflow_are_filled_in() {
        let text = "on: push\nenv:\n  IMAGE: acme/api\n  DIR: api\n  TWICE: a\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    env:\n      TWICE: b\n    steps:\n      - run: docker build -f $DIR/api.Dockerfile -t ghcr.io/$IMAGE:${{ github.sha }} \"$DIR\"\n      - run: docker build -t $TWICE/x $TWICE\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ env.DIR }}\n          tags: ghcr.io/${{ env.IMAGE }}:1\n";
        let found = builds(".github/workflows/build.yml", FileKind::GithubWorkflow, text);
        assert_eq!(found, ["api api/api.Dockerfile acme/api", "? ? ", "api api/Dockerfile acme/api"]);
    }

    #[test]
    fn constants_of_a_gitlab_pipeline_are_filled_in() {
        let text = "variables:\n  DIR: api\n  SET: api\nbuild:\n  variables:\n    OPTIONS: --pull --target x\n  script:\n    - docker build -t acme/api $DIR\n    - docker build $OPTIONS -t acme/x $DIR\n    - SET=$(cat dir) && docker build -t acme/y $SET\n";
        let found = builds(".gitlab-ci.yml", FileKind::GitlabCi, text);
        // Of several words that hide in a variable none is known to be the context.
        assert_eq!(found, ["api api/Dockerfile acme/api", "? ? acme/y"]);
    }
}
