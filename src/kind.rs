//! What sort of file a file is: told by its path first and by a cheap look at its bytes second.

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
    /// Terraform or OpenTofu configuration in HCL: `.tf`, `.tofu`.
    Terraform,
    /// Terraform configuration in JSON: `.tf.json`, `.tofu.json`.
    TerraformJson,
    /// Values of input variables: `.tfvars`.
    TerraformVariables,
    /// Terraform tests: `.tftest.hcl`, `.tofutest.hcl`.
    TerraformTest,
    /// The dependency lock file `.terraform.lock.hcl`.
    TerraformLock,
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
    /// A template of an infrastructure file in another tool's language (Jinja, ERB, ...): recognised, never parsed.
    Template,
}
