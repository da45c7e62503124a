//! Builds in the commands that people run: Makefiles, shell scripts, `package.json`, Taskfiles, justfiles, Jenkinsfiles.
//!
//! This reads lines and not languages, and keeps only what is surely so: a build whose Dockerfile is found, in a folder that is there.
//! Where a line runs is taken for the file's own folder or the root, if only one of them has what it names.

use super::build::{Build, Builder, Named};
use super::commands::{Text, of_command};
use super::constants::Constants;
use crate::diagnostic::Place;
use crate::kind::{FileKind, is_manual};
use crate::model::command::{self, TextRange};
use crate::project::compose::package_scripts;
use crate::source::{Files, SourceFile, Span};
use crate::syntax::Document;
use crate::syntax::shell::{self, Dialect};

/// How a command that builds begins.
const BEGINNINGS: [&str; 8] = [
    "docker build ",
    "docker buildx build ",
    "docker image build ",
    "podman build ",
    "podman image build ",
    "nerdctl build ",
    "buildah build ",
    "buildah bud ",
];

/// Words after which another folder counts, in shells, Makefiles and Jenkinsfiles.
const MOVES: [&str; 5] = ["cd ", "pushd ", "dir(", " -C ", "chdir"];

/// The longest line that is read, in bytes.
const LONGEST: usize = 16 << 10;

/// The builds in a file of commands.
pub(super) fn of_document(files: &Files, document: &Document<'_>) -> Vec<Build> {
    let source = files.get(document.file);
    let is_read = matches!(document.kind, FileKind::Commands | FileKind::Requirement | FileKind::Script);
    if !is_read || !["docker", "podman", "nerdctl", "buildah"].iter().any(|name| source.text().contains(name)) {
        return Vec::new();
    }
    let is_package = source.name() == "package.json";
    // A manual shows examples, which hold in some folder or other.
    if document.kind == FileKind::Requirement && !is_package || is_manual(source.name()) {
        return Vec::new();
    }
    let text = if is_package { package_scripts(source.text()) } else { source.text().into() };
    let text = without_placeholders(&text);
    let lines = || text.lines().map(str::trim).filter(|line| !line.starts_with('#') && line.len() < LONGEST);
    let constants = assigned(lines());
    // A script that moves about runs its later lines elsewhere; each line of a recipe begins anew.
    let is_script = !is_package && !is_makefile(source);
    if is_script && lines().any(|line| MOVES.iter().any(|word| line.contains(word))) {
        return Vec::new();
    }
    let place = Place::from(Span::new(document.file, 0..0));
    lines().flat_map(|line| of_line(files, source, &constants.fill(line), &constants, place)).collect()
}

fn is_makefile(source: &SourceFile) -> bool {
    matches!(source.name(), "Makefile" | "makefile" | "GNUmakefile")
        || source.name().rsplit_once('.').is_some_and(|(_, ending)| ending == "mk")
}

/// The text with its continued lines joined. What other languages fill in becomes a variable that nobody knows, and make's `$$` the shell's `$`.
fn without_placeholders(text: &str) -> String {
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ").replace("$$", "$");
    let mut found = String::new();
    let mut rest = joined.as_str();
    while let Some(start) = rest.find("{{") {
        let Some(end) = rest[start..].find("}}") else { break };
        found.push_str(&rest[..start]);
        found.push_str("${_}");
        rest = &rest[start + end + 2..];
    }
    found.push_str(rest);
    found
}

/// The variables that are assigned one plain value: `NAME = value`, `NAME ?= value`, `export NAME=value`.
fn assigned<'l>(lines: impl Iterator<Item = &'l str>) -> Constants {
    let mut constants = Constants::default();
    for line in lines {
        let line = ["export ", "local ", "readonly "].iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else { continue };
        let (name, is_added) = (name.trim_end_matches([':', '?', '+']).trim_end(), name.ends_with('+'));
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
        let value = value.trim().trim_matches(['"', '\'']);
        let is_plain = !is_added && !value.contains([' ', '"', '\'', '`', '(', ';', '#']);
        if is_name {
            constants.add(name, is_plain.then_some(value));
        }
    }
    constants
}

/// The builds in a line.
fn of_line(files: &Files, source: &SourceFile, line: &str, constants: &Constants, place: Place) -> Vec<Build> {
    let mut found = Vec::new();
    for beginning in BEGINNINGS {
        for (at, _) in line.match_indices(beginning) {
            let before = &line[..at];
            let is_word = before.chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || "-_./".contains(c)));
            if !is_word || MOVES.iter().any(|word| before.contains(word)) {
                continue;
            }
            // What stands in quotes ends with them.
            let end = before.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
            let rest = &line[at..];
            let text = end.and_then(|quote| Some(&rest[..rest.find(quote)?])).unwrap_or(rest);
            found.extend(of_text(files, source, text, constants, place));
        }
    }
    found
}

/// The build of a command, if it is surely known where it runs.
fn of_text(files: &Files, source: &SourceFile, text: &str, constants: &Constants, place: Place) -> Option<Build> {
    let ast = shell::parse(text, Dialect::Bash);
    let commands = command::commands(&ast, text);
    let first = commands.first().filter(|_| ast.problems.is_empty())?;
    let at = |_: TextRange| place;
    let text = Text { script: text, place: &at, constants };
    let build = |folder: &str| {
        let mut build = of_command(&text, first, Some(folder), Builder::Commands)?;
        build.find_file(files);
        let is_there = |named: &Named| named.path().is_none_or(|path| files.folder_exists(path));
        (build.file.is_some() && is_there(&build.context)).then_some(build)
    };
    match (build(source.folder()), build("")) {
        (Some(own), Some(_)) if source.folder().is_empty() => Some(own),
        (Some(one), None) | (None, Some(one)) => Some(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    /// The contexts, Dockerfiles, targets' and images' names of the builds in a file.
    fn builds(path: &str, text: &str) -> Vec<String> {
        let file = |path: &str, kind, text: &str| SourceFile::new(path, kind, text);
        let dockerfile = |path: &str| file(path, FileKind::Dockerfile, "FROM scratch");
        let all = vec![
            file(path, FileKind::Commands, text),
            dockerfile("Dockerfile"),
            dockerfile("api/Dockerfile"),
            dockerfile("docker/web.Dockerfile"),
        ];
        let files = Files::new(all, Vec::new());
        let documents = syntax::parse_all(&files);
        let document = documents.iter().find(|document| files.get(document.file).path() == path);
        let found = of_document(&files, document.expect("a document"));
        let shown = found.iter().map(|build| {
            let file = build.file.map(|file| files.get(file).path());
            format!("{:?} {} {}", build.context.path(), file.unwrap_or_default(), build.images.join(","))
        });
        shown.collect()
    }

    #[test]
    fn commands_of_a_makefile_are_builds() {
        let text = "IMAGE ?= acme/api\nDOCKER := docker\nTAG = $(shell git describe)\nall:\n\t@$(DOCKER) build --pull \\\n\t  -t $(IMAGE):$(TAG) api\nweb:\n\tdocker buildx build -f docker/web.Dockerfile -t acme/web .\n";
        let expected = ["Some(\"api\") api/Dockerfile acme/api", "Some(\"\") docker/web.Dockerfile acme/web"];
        assert_eq!(builds("Makefile", text), expected);
        for line in [
            "cd api && docker build -t acme/api .",
            "docker build -t acme/x $(DIR)",
            "docker build -t acme/x missing",
            "my-docker build api",
            "docker build -f $(FILE) api",
            "# docker build api",
        ] {
            assert_eq!(builds("Makefile", &format!("all:\n\t{line}\n")), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_line_of_other_files_runs_where_only_one_folder_has_what_it_names() {
        assert_eq!(builds("api/build.sh", "docker build -t acme/api ."), [""; 0]);
        let web = ["Some(\"\") docker/web.Dockerfile acme/web"];
        assert_eq!(builds("docker/build.sh", "docker build -f docker/web.Dockerfile -t acme/web ."), web);
        assert_eq!(
            builds("package.json", r#"{"scripts": {"image": "docker build -f docker/web.Dockerfile -t acme/web ."}}"#),
            web
        );
        assert_eq!(
            builds(
                "Taskfile.yml",
                "tasks:\n  web:\n    cmds:\n      - 'docker build -f docker/web.Dockerfile -t acme/web:{{.TAG}} .'\n"
            ),
            web
        );
        assert_eq!(builds("Jenkinsfile", "sh \"docker build -f docker/web.Dockerfile -t acme/web:${TAG} .\""), web);
        assert_eq!(builds("Jenkinsfile", "dir('api') { sh 'docker build -t x .' }"), [""; 0]);
    }
}
