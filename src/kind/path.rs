//! What a path says about a file.

use super::{FileKind, Look, Verdict};

/// Endings of other tools' templates: what stands before them says of what.
const TEMPLATE_ENDINGS: [&str; 16] = [
    ".j2",
    ".jinja",
    ".jinja2",
    ".tmpl",
    ".tpl",
    ".erb",
    ".mustache",
    ".hbs",
    ".ejs",
    ".in",
    ".gotmpl",
    ".template",
    ".tftpl",
    ".eta",
    ".njk",
    ".epp",
];

/// Endings of names such as `Dockerfile.go` and `Dockerfile.md`, which are programs and texts *about* Dockerfiles.
const NOT_DOCKERFILES: [&str; 22] = [
    "go",
    "cs",
    "md",
    "mdx",
    "sh",
    "py",
    "ts",
    "js",
    "rb",
    "java",
    "rs",
    "txt",
    "json",
    "yaml",
    "yml",
    "html",
    "snap",
    "dockerignore",
    "containerignore",
    "orig",
    "bak",
    "swp",
];

/// YAML and JSON by names that belong to other tools, so that these files, some of them large, are not even opened.
const OTHER_TOOLS: [&str; 18] = [
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "composer.json",
    "project.json",
    "angular.json",
    "deno.json",
    "renovate.json",
    "turbo.json",
    "lerna.json",
    "nx.json",
    "values.schema.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "mkdocs.yml",
    ".pre-commit-config.yaml",
    ".travis.yml",
    ".golangci.yml",
];

/// What the path of a file, relative to the root with `/`, says about it.
pub fn by_path(path: &str) -> Verdict {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if let Some(stem) = TEMPLATE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        return match by_name(folder, stem) {
            Verdict::Certain(_) => Verdict::Certain(FileKind::Template),
            verdict => verdict,
        };
    }
    match by_name(folder, name) {
        // A folder such as `{{cookiecutter.name}}` holds another tool's templates.
        Verdict::Certain(_) if path.contains("{{") => Verdict::Certain(FileKind::Template),
        verdict => verdict,
    }
}

/// Whether the path itself says that what it names is another tool's template.
pub(super) fn is_template_path(path: &str) -> bool {
    path.contains("{{") || TEMPLATE_ENDINGS.iter().any(|ending| path.ends_with(ending))
}

fn by_name(folder: &str, name: &str) -> Verdict {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match extension {
        "tfstate" => Verdict::Certain(FileKind::TerraformState),
        "backup" if stem.contains(".tfstate") => Verdict::Certain(FileKind::TerraformState),
        "yaml" | "yml" if stem == ".infralint" => Verdict::Certain(FileKind::Configuration),
        "yaml" | "yml" => yaml(folder, name, stem),
        "tf" | "tofu" => Verdict::Certain(FileKind::Terraform),
        "tfvars" => Verdict::Certain(FileKind::TerraformVariables),
        "hcl" if stem.ends_with(".tftest") || stem.ends_with(".tofutest") => Verdict::Certain(FileKind::TerraformTest),
        "hcl" | "json" if stem.starts_with("docker-bake") => Verdict::Certain(FileKind::Bake),
        "hcl" if name == ".terraform.lock.hcl" => Verdict::Certain(FileKind::TerraformLock),
        "json" if matches!(stem.rsplit_once('.'), Some((_, "tf" | "tofu"))) => {
            Verdict::Certain(FileKind::TerraformJson)
        }
        "json" if OTHER_TOOLS.contains(&name) || stem.starts_with("tsconfig") => Verdict::No,
        "json" if matches!(name, "devcontainer.json" | ".devcontainer.json") => {
            Verdict::Certain(FileKind::DevContainer)
        }
        "json" => Verdict::Look(Look::Json),
        "dockerignore" | "containerignore" => Verdict::Certain(FileKind::DockerIgnore),
        "gitignore" if stem.is_empty() => Verdict::Certain(FileKind::GitIgnore),
        _ if name == "Kustomization" => Verdict::Certain(FileKind::Kustomization),
        _ => dockerfile(name, extension),
    }
}

/// `Dockerfile` and `Containerfile` for sure; names made with them have to look like one.
fn dockerfile(name: &str, extension: &str) -> Verdict {
    const NAMES: [&str; 4] = ["Dockerfile", "dockerfile", "Containerfile", "containerfile"];
    if NAMES.contains(&name) {
        return Verdict::Certain(FileKind::Dockerfile);
    }
    if NOT_DOCKERFILES.contains(&extension) {
        return Verdict::No;
    }
    let starts =
        NAMES.iter().filter_map(|start| name.strip_prefix(start)).any(|rest| rest.starts_with(['.', '-', '_']));
    if starts || NAMES.contains(&extension) || name.ends_with("-Dockerfile") || name.ends_with("_Dockerfile") {
        return Verdict::Look(Look::Dockerfile);
    }
    Verdict::No
}

/// Whether a path lies in a folder of this name, at any depth.
fn under(folder: &str, name: &str) -> bool {
    folder.split('/').any(|part| part == name)
}

fn yaml(folder: &str, name: &str, stem: &str) -> Verdict {
    let parent = folder.rsplit_once('/').map_or(folder, |(_, parent)| parent);
    let certain = match stem {
        "docker-compose" | "compose" | "docker-compose.override" | "compose.override" => FileKind::Compose,
        "kustomization" => FileKind::Kustomization,
        "Chart" if name == "Chart.yaml" => FileKind::HelmChart,
        "dependabot" if parent == ".github" => FileKind::Dependabot,
        "bitbucket-pipelines" => FileKind::BitbucketPipelines,
        "config" if parent == ".circleci" => FileKind::CircleCi,
        _ if stem.ends_with(".gitlab-ci") => FileKind::GitlabCi,
        _ if folder == ".github/workflows" || folder.ends_with("/.github/workflows") => FileKind::GithubWorkflow,
        _ if parent == "ISSUE_TEMPLATE" || OTHER_TOOLS.contains(&name) => return Verdict::No,
        _ => return Verdict::Look(Look::Yaml),
    };
    Verdict::Certain(certain)
}

/// What a folder or a name suggests about a YAML file whose text has to confirm it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hint {
    Compose,
    GithubAction,
    GitlabCi,
    CircleCi,
    AzurePipelines,
    Nothing,
}

pub(super) fn hint(path: &str) -> Hint {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let in_folder = |names: &[&str]| names.iter().any(|name| under(folder, name));
    if name.starts_with("action.y") {
        Hint::GithubAction
    } else if path.contains("gitlab-ci") || in_folder(&[".gitlab"]) {
        Hint::GitlabCi
    } else if in_folder(&[".circleci"]) {
        Hint::CircleCi
    } else if name.contains("azure-pipeline")
        || in_folder(&[".azure-pipelines", "azure-pipelines", ".azure", ".azuredevops", ".ado", ".vsts", ".pipelines"])
    {
        Hint::AzurePipelines
    } else if path.replace("composer", "").contains("compose") {
        Hint::Compose
    } else {
        Hint::Nothing
    }
}
