use crate::fix::{Edit, Safety};
use crate::kind::FileKind;
use crate::model::docker::Dockerfile;
use crate::project::docker::{Context, ContextSource, context_sources};
use crate::rule::{Check, Cx};
use crate::source::Files;
use crate::spelling;

pub const CHECK: Check = Check::Dockerfile(check);

/// Folders that tools make.
const MADE_FOLDERS: [&str; 20] = [
    "target",
    "dist",
    "build",
    "builds",
    "out",
    "output",
    "bin",
    "obj",
    "release",
    "releases",
    "publish",
    "artifacts",
    "artifact",
    "vendor",
    "node_modules",
    "tmp",
    "temp",
    "generated",
    "coverage",
    "_output",
];

/// Endings of files that tools make, or that are kept out of repositories.
const MADE_ENDINGS: [&str; 38] = [
    "jar", "war", "ear", "whl", "tar", "gz", "tgz", "bz2", "xz", "zst", "zip", "7z", "deb", "rpm", "apk", "so", "a",
    "o", "dll", "exe", "bin", "wasm", "pyc", "crt", "cer", "pem", "key", "p12", "jks", "env", "db", "sqlite", "iso",
    "img", "onnx", "pt", "log", "lock",
];

/// Endings of programs in text.
const PROGRAMS: [&str; 18] = [
    "c", "cc", "cpp", "cs", "ex", "go", "java", "js", "jsx", "kt", "php", "py", "rb", "rs", "scala", "swift", "ts",
    "tsx",
];

/// Endings of programs of which a compiler makes a file without an ending.
const COMPILED: [&str; 6] = ["c", "cc", "cpp", "go", "rs", "swift"];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let docker = &cx.project.docker;
    let sources = context_sources(dockerfile);
    let contexts = docker.contexts(dockerfile, &sources, files);
    let Some(context) = contexts.first() else { return };
    let is_missing = |source: &&ContextSource<'_>| {
        source.is_named() && !contexts.iter().any(|context| context.has(&source.path, files))
    };
    let (missing, there): (Vec<_>, Vec<_>) =
        sources.iter().filter(|source| source.is_named()).partition(|source| is_missing(source));
    for source in &missing {
        if may_be_made(source, context, cx) || !docker.is_built(source.instruction) {
            continue;
        }
        let near = near(source, context, files);
        // With one thing missing among others that are there, or among programs, this is no half of a repository.
        let has_others = !there.is_empty() && has_others_of_its_sort(&source.path, files);
        let programs: &[&str] = if ending(&source.path).is_empty() { &COMPILED } else { &[] };
        let has_programs = |endings: &[&str]| files.below(&context.folder).any(|path| endings.contains(&ending(path)));
        let is_whole = || context.is_named && has_programs(&PROGRAMS) && !has_programs(programs);
        let is_alone = missing.len() == 1 && (has_others || is_whole());
        if near.is_none() && !is_alone {
            continue;
        }
        let place =
            if context.folder.is_empty() { "the build context".to_owned() } else { format!("`{}`", context.folder) };
        let reported = cx.report(source.span, format!("`{}` is not in {place}", source.written));
        match near {
            Some(near) => {
                let text = files.text(source.span);
                let edit = (text == source.written && !near.contains(char::is_whitespace))
                    .then(|| Edit::replace(source.span, near.clone()));
                reported.help(format!("did you mean `{near}`?")).fix("name what is there", Safety::Unsafe, edit);
            }
            None => {
                reported.help("the build fails here: name what is there, or add it");
            }
        }
    }
}

/// Whether a tool may make it before the build, or somebody keeps it out of the repository.
fn may_be_made(source: &ContextSource<'_>, context: &Context, cx: &Cx<'_>) -> bool {
    let path = context.at(&source.path);
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_made =
        |part: &str| MADE_FOLDERS.contains(&part.to_ascii_lowercase().as_str()) || part.starts_with("cmake-build");
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    path.split('/').any(|part| is_made(part) || is_generated(part))
        || MADE_ENDINGS.contains(&ending)
        || name.starts_with(".env")
        || name == ".git"
        || cx.project.git_ignored().contains(&path)
        || lies_in_link(&path, cx.project.files())
        || is_mentioned(name, cx.project.files())
        // A submodule is a folder of which nothing may be there.
        || cx.project.files().exists(".gitmodules")
}

/// Whether a name says that a code generator makes what is called so: `genproto`, `api.gen.go`, `demo_pb2.py`.
fn is_generated(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|word| matches!(word, "gen" | "generated" | "autogen" | "genproto" | "pb2"))
        || name.contains(".pb.")
}

/// Whether the commands of people or pipelines speak of a name: they may make what is called so before the build.
fn is_mentioned(name: &str, files: &Files) -> bool {
    let runs = |kind: FileKind| {
        matches!(
            kind,
            FileKind::Commands
                | FileKind::GithubWorkflow
                | FileKind::GitlabCi
                | FileKind::CircleCi
                | FileKind::AzurePipelines
                | FileKind::BitbucketPipelines
        )
    };
    // A short name is in many a text.
    name.len() > 3 && files.iter().any(|(_, file)| runs(file.kind()) && file.text().contains(name))
}

/// Whether a part of a path is a symbolic link to a folder, which is known as if it were a file.
fn lies_in_link(path: &str, files: &Files) -> bool {
    path.match_indices('/').any(|(at, _)| files.exists(&path[..at]))
}

/// What stands in the context under nearly the same name: other letters in the last part, or another case.
fn near(source: &ContextSource<'_>, context: &Context, files: &Files) -> Option<String> {
    let (folder, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let at = context.at(folder);
    let start = if at.is_empty() { 0 } else { at.len() + 1 };
    let beside = files.below(&at).map(|path| path[start..].split('/').next().unwrap_or_default());
    let mut beside: Vec<&str> = beside.filter(|other| ending(other) == ending(name)).collect();
    beside.dedup();
    let near = spelling::nearest(name, beside.into_iter().filter(|_| name.len() > 3))?;
    Some(source.written.strip_suffix(name).map_or_else(|| near.to_owned(), |before| format!("{before}{near}")))
}

/// Whether the repository has files that end as this one does.
fn has_others_of_its_sort(path: &str, files: &Files) -> bool {
    let end = ending(path);
    let is_of_sort = |other: &&str| ending(other).eq_ignore_ascii_case(end);
    !end.is_empty() && files.below("").filter(is_of_sort).nth(1).is_some()
}

fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
