//! What sort of file a file is: told by its path first and by a cheap look at its bytes second.
//!
//! [`by_path`] names the files that are infrastructure for sure, those that may be (any YAML), and all others, which are never opened.
//! [`by_content`] then scans the lines of those that may be, without parsing them. What belongs to a Helm chart depends on where
//! the other files lie: [`Charts`].

mod charts;
mod companions;
mod content;
mod named;
mod path;
mod templated;
#[cfg(test)]
mod tests;

pub use charts::Charts;
pub use companions::{Companions, is_manual};
pub use content::by_content;
pub use named::{Named, REQUIREMENTS};
pub use path::by_path;

/// The sort of a recognised file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FileKind {
    /// A Dockerfile or Containerfile.
    Dockerfile,
    /// A `.dockerignore` or `.containerignore`.
    DockerIgnore,
    /// A Compose file, a fragment or an override of one.
    Compose,
    /// YAML or JSON with Kubernetes objects (`apiVersion` and `kind`).
    Kubernetes,
    /// A `kustomization.yaml` or a Kustomize component.
    Kustomization,
    /// A chart's `Chart.yaml`.
    HelmChart,
    /// A chart's values: `values*.yaml` and what lies in its `ci/` folder.
    HelmValues,
    /// A file under a chart's `templates/`.
    HelmTemplate,
    /// Terraform or `OpenTofu` configuration in HCL: `.tf`, `.tofu`.
    Terraform,
    /// Terraform configuration in JSON: `.tf.json`, `.tofu.json`.
    TerraformJson,
    /// Values of input variables: `.tfvars`.
    TerraformVariables,
    /// Terraform tests: `.tftest.hcl`, `.tofutest.hcl`.
    TerraformTest,
    /// The dependency lock file `.terraform.lock.hcl`.
    TerraformLock,
    /// A state, `*.tfstate`, or a copy of one. Its text is never read: that it is there says enough.
    TerraformState,
    /// A workflow of GitHub Actions.
    GithubWorkflow,
    /// An action's `action.yml`.
    GithubAction,
    /// `.github/dependabot.yml`.
    Dependabot,
    /// A GitLab CI pipeline or a file that one includes.
    GitlabCi,
    /// `.circleci/config.yml`.
    CircleCi,
    /// An Azure Pipelines pipeline or template.
    AzurePipelines,
    /// `bitbucket-pipelines.yml`.
    BitbucketPipelines,
    /// Prometheus alerting and recording rules.
    PrometheusRules,
    /// The configuration of a Prometheus server.
    PrometheusConfig,
    /// The configuration of an Alertmanager.
    Alertmanager,
    /// A file of targets for `docker buildx bake`.
    Bake,
    /// A program in text that a Dockerfile starts.
    Script,
    /// The description of a container to develop in, `devcontainer.json`.
    DevContainer,
    /// A text that a Compose file gives to its services: a file of variables, or a secret. Nothing but what it says is known of its name.
    Attached,
    /// A file beside a Dockerfile that says which version of a language a program needs: `go.mod`, `package.json`, ...
    Requirement,
    /// A Makefile, a shell script or a `package.json`, read for the commands in it: they say which Compose files belong together,
    /// and which folders of manifests.
    Commands,
    /// A `.gitignore`: it says what a build may make, and so what may be missing.
    GitIgnore,
    /// `.infralint.yaml`, which is read before all others, and looked at again for what in it changes nothing.
    Configuration,
    /// A template of an infrastructure file in another tool's language (Jinja, ERB, ...): recognised, never parsed.
    Template,
}

impl FileKind {
    /// All of them.
    pub const ALL: [FileKind; 33] = [
        FileKind::Dockerfile,
        FileKind::DockerIgnore,
        FileKind::Compose,
        FileKind::Kubernetes,
        FileKind::Kustomization,
        FileKind::HelmChart,
        FileKind::HelmValues,
        FileKind::HelmTemplate,
        FileKind::Terraform,
        FileKind::TerraformJson,
        FileKind::TerraformVariables,
        FileKind::TerraformTest,
        FileKind::TerraformLock,
        FileKind::TerraformState,
        FileKind::GithubWorkflow,
        FileKind::GithubAction,
        FileKind::Dependabot,
        FileKind::GitlabCi,
        FileKind::CircleCi,
        FileKind::AzurePipelines,
        FileKind::BitbucketPipelines,
        FileKind::PrometheusRules,
        FileKind::PrometheusConfig,
        FileKind::Alertmanager,
        FileKind::Bake,
        FileKind::Script,
        FileKind::DevContainer,
        FileKind::Attached,
        FileKind::Requirement,
        FileKind::Commands,
        FileKind::GitIgnore,
        FileKind::Configuration,
        FileKind::Template,
    ];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Dockerfile => "dockerfile",
            FileKind::DockerIgnore => "dockerignore",
            FileKind::Compose => "compose",
            FileKind::Kubernetes => "kubernetes",
            FileKind::Kustomization => "kustomization",
            FileKind::HelmChart => "helm-chart",
            FileKind::HelmValues => "helm-values",
            FileKind::HelmTemplate => "helm-template",
            FileKind::Terraform => "terraform",
            FileKind::TerraformJson => "terraform-json",
            FileKind::TerraformVariables => "terraform-variables",
            FileKind::TerraformTest => "terraform-test",
            FileKind::TerraformLock => "terraform-lock",
            FileKind::TerraformState => "terraform-state",
            FileKind::GithubWorkflow => "github-workflow",
            FileKind::GithubAction => "github-action",
            FileKind::Dependabot => "dependabot",
            FileKind::GitlabCi => "gitlab-ci",
            FileKind::CircleCi => "circleci",
            FileKind::AzurePipelines => "azure-pipelines",
            FileKind::BitbucketPipelines => "bitbucket-pipelines",
            FileKind::PrometheusRules => "prometheus-rules",
            FileKind::PrometheusConfig => "prometheus-config",
            FileKind::Alertmanager => "alertmanager",
            FileKind::Bake => "bake",
            FileKind::Script => "script",
            FileKind::DevContainer => "devcontainer",
            FileKind::Attached => "attached",
            FileKind::Requirement => "requirement",
            FileKind::Commands => "commands",
            FileKind::GitIgnore => "gitignore",
            FileKind::Configuration => "infralint",
            FileKind::Template => "template",
        }
    }

    /// Whether a file of this sort is read only for what it says about others, and nothing is reported in it.
    pub fn is_context(self) -> bool {
        matches!(self, FileKind::GitIgnore | FileKind::Requirement | FileKind::Commands)
    }

    /// Whether a file of this sort is YAML, so that a foreign template language shows in its lines.
    fn is_yaml(self) -> bool {
        matches!(
            self,
            FileKind::Compose
                | FileKind::Kubernetes
                | FileKind::Kustomization
                | FileKind::HelmChart
                | FileKind::HelmValues
                | FileKind::GithubWorkflow
                | FileKind::GithubAction
                | FileKind::Dependabot
                | FileKind::GitlabCi
                | FileKind::CircleCi
                | FileKind::AzurePipelines
                | FileKind::BitbucketPipelines
                | FileKind::PrometheusRules
                | FileKind::PrometheusConfig
                | FileKind::Alertmanager
        )
    }
}

/// What a path says about a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is of this sort, unless its text is a template of another tool.
    Certain(FileKind),
    /// Its text tells.
    Look(Look),
    /// It is no infrastructure file.
    No,
}

/// What to look for in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// Whether it is a Dockerfile.
    Dockerfile,
    /// Whether it is a Dockerfile under another name, which some other file gives.
    NamedDockerfile,
    /// Whether it is a program in text.
    Script,
    /// Whether it is text at all.
    Attached,
    /// Whether it has a command that names Compose files, builds an image or applies folders of manifests.
    Commands,
    /// Which YAML it is.
    Yaml,
    /// Which JSON it is.
    Json,
}

/// The sort of a file by its path and text alone; files of a chart need [`Charts`].
pub fn detect(path: &str, bytes: &[u8]) -> Option<FileKind> {
    Charts::default().detect(path, bytes)
}
