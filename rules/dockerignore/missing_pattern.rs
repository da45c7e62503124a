use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Dockerfile, Stage};
use crate::model::dockerignore::IgnoreFile;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let path = files.get(dockerfile.file()).path();
    let Some(copy) = dockerfile.instructions().find(|it| it.copied_context().is_some()) else { return };
    if files.exists(&format!("{path}.dockerignore")) {
        return;
    }
    let contexts = cx.project.docker.contexts_of(dockerfile.file(), files);
    let Some(context) = contexts.first() else { return };
    let at = |name: &str| if context.is_empty() { name.to_owned() } else { format!("{context}/{name}") };
    let Some(id) = files.find(&at(".dockerignore")) else { return };
    let text = files.get(id).text();
    let ignore = IgnoreFile::new(text, id);
    // A build may ask git for its version, by itself or through what it calls.
    let is_in_image = copy.stage().is_some_and(Stage::is_shipped);
    let asks_git = ["git", "make", "go build", "go install", "setuptools", "scm"];
    let uses_git = !is_in_image
        || dockerfile.instructions().filter(|it| matches!(it.command(), Command::Run(_))).any(|it| {
            let text = it.syntax().arguments.as_str();
            asks_git.iter().any(|word| text.contains(word))
        });
    let has_python = ["requirements.txt", "pyproject.toml"].iter().any(|name| files.exists(&at(name)));
    let has_venv = has_python && cx.project.git_ignored().contains(&at(".venv"));
    let expected = [
        ("node_modules", "node_modules/x/index.js", files.exists(&at("package.json")), Severity::Warning),
        (".env", ".env", files.exists(&at(".env.example")), Severity::Warning),
        ("target", "target/debug/x", files.exists(&at("Cargo.toml")), Severity::Warning),
        (".venv", ".venv/bin/python", has_venv, Severity::Info),
        (".terraform", ".terraform/x", files.exists(&at("main.tf")), Severity::Info),
        (".git", ".git/HEAD", context.is_empty() && !uses_git, Severity::Info),
    ];
    for (name, inside, is_there, severity) in expected {
        if !is_there || ignore.excludes(name) || ignore.excludes(inside) {
            continue;
        }
        let end = Span::new(id, text.len()..text.len());
        let start = ignore.entries.first().map_or(end.at_start(), |entry| entry.span);
        let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        cx.report(start, format!("nothing here keeps `{name}` out of the image"))
            .severity(severity)
            .label(copy.keyword_span(), "everything is copied here")
            .help(format!("add a line `{name}`"))
            .fix("keep it out", Safety::Safe, Edit::replace(end, format!("{newline}{name}\n")));
    }
}
