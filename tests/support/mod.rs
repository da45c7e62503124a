//! What the tests of pages and of whole repositories share.

use infralint::kind::FileKind;
use infralint::source::{Files, SourceFile};
use similar::{ChangeTag, TextDiff};

/// Whether the expected texts are to be written instead of compared.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// The files of a small repository. What is no infrastructure is only a name.
pub fn files(texts: Vec<(String, String)>) -> Files {
    let mut known = Vec::new();
    let mut others = Vec::new();
    for (path, text) in texts {
        match kind(&path, &text) {
            Some(kind) => known.push(SourceFile::new(path, kind, text)),
            None => others.push(path),
        }
    }
    Files::new(known, others)
}

fn kind(path: &str, text: &str) -> Option<FileKind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    Some(match (name, extension) {
        _ if name.starts_with("Dockerfile") => FileKind::Dockerfile,
        _ if name.ends_with(".dockerignore") => FileKind::DockerIgnore,
        _ if path.contains(".github/workflows/") => FileKind::GithubWorkflow,
        (".gitlab-ci.yml", _) => FileKind::GitlabCi,
        _ if name.contains("compose") => FileKind::Compose,
        ("kustomization.yaml", _) => FileKind::Kustomization,
        (_, "tf") => FileKind::Terraform,
        (_, "tfvars") => FileKind::TerraformVariables,
        (_, "yaml" | "yml") if text.contains("apiVersion:") => FileKind::Kubernetes,
        (_, "yaml" | "yml") if text.contains("groups:") => FileKind::PrometheusRules,
        _ => return None,
    })
}

/// Where two texts differ, line by line.
pub fn difference(expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let lines = diff.iter_all_changes().map(|change| {
        let mark = match change.tag() {
            ChangeTag::Delete => "expected ",
            ChangeTag::Insert => "actual   ",
            ChangeTag::Equal => "         ",
        };
        format!("    {mark}| {}\n", change.value().trim_end_matches('\n'))
    });
    lines.collect()
}
