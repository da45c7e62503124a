use super::*;

/// The sort of a file at a path with a text, `-` if it is none.
fn kind(path: &str, text: &str) -> &'static str {
    detect(path, text.as_bytes()).map_or("-", FileKind::name)
}

#[test]
fn names_that_say_what_a_file_is() {
    let table = [
        ("Dockerfile", "dockerfile"),
        ("a/Containerfile", "dockerfile"),
        ("dockerfile", "dockerfile"),
        ("Dockerfile.md", "-"),
        ("Dockerfile_test.go", "-"),
        ("Dockerfile.dockerignore", "dockerignore"),
        (".dockerignore", "dockerignore"),
        ("Dockerfile.j2", "template"),
        ("Dockerfile-alpine.template", "-"),
        ("compose.yaml", "compose"),
        ("a/docker-compose.override.yml", "compose"),
        ("docker-compose.yml.j2", "template"),
        ("kustomization.yml", "kustomization"),
        ("Kustomization", "kustomization"),
        ("Chart.yaml", "helm-chart"),
        ("main.tf", "terraform"),
        ("main.tofu", "terraform"),
        ("main.tf.json", "terraform-json"),
        ("prod.auto.tfvars", "terraform-variables"),
        ("tests/run.tftest.hcl", "terraform-test"),
        (".terraform.lock.hcl", "terraform-lock"),
        ("terragrunt.hcl", "-"),
        (".github/workflows/ci.yml", "github-workflow"),
        ("x/.github/workflows/ci.yaml", "github-workflow"),
        (".github/dependabot.yml", "dependabot"),
        (".gitlab-ci.yml", "gitlab-ci"),
        ("ci/build.gitlab-ci.yml", "gitlab-ci"),
        (".circleci/config.yml", "circleci"),
        ("bitbucket-pipelines.yml", "bitbucket-pipelines"),
        ("{{cookiecutter.name}}/Dockerfile", "template"),
        ("package.json", "-"),
        ("README.md", "-"),
    ];
    for (path, expected) in table {
        assert_eq!(kind(path, ""), expected, "{path}");
    }
}

#[test]
fn texts_that_say_what_a_file_is() {
    let table = [
        ("Dockerfile.dev", "FROM alpine:3.22\n", "dockerfile"),
        ("web.Dockerfile", "from alpine:3.22\n", "dockerfile"),
        ("Dockerfile.common", "RUN true\n", "-"),
        ("Dockerfile.template", "FROM {{ base }}\n", "template"),
        ("a.yaml", "# x\n---\napiVersion: v1\nkind: Pod\n", "kubernetes"),
        ("a.yaml", "\u{feff}\"kind\": Pod\r\n\"apiVersion\" : v1\r\n", "kubernetes"),
        ("a.yaml", "a: 1\n---\napiVersion: v1\nmetadata: {}\nkind: List\nitems: []\n", "kubernetes"),
        ("a.yaml", "apiVersion: v1\n---\nkind: Pod\n", "-"),
        ("volumes.yml", "version: '3.7'\nvolumes:\n  data:\n    driver: local\n", "compose"),
        ("volumes.yml", "version: 3\nvolumes:\n  data: {}\n", "-"),
        ("brownie.yml", "version: \"2\"\nnetworks:\n  main: {}\ncompiler: {}\n", "-"),
        ("starter/ci.yml", "\"on\": push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n", "github-workflow"),
        (".forgejo/workflows/ci.yml", "on: push\njobs:\n  test:\n    runs-on: docker\n", "github-workflow"),
        ("jobs.yml", "on: push\njobs:\n  test:\n    command: make\n", "-"),
        ("a.yaml", "x:\n  apiVersion: v1\n  kind: Pod\n", "-"),
        ("a.yaml", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", "kubernetes"),
        ("a.json", "{\"spec\": {\"kind\": 1}, \"kind\": \"Pod\", \"apiVersion\": \"v1\"}", "kubernetes"),
        ("a.json", "{\"a\": {\"kind\": \"Pod\", \"apiVersion\": \"v1\"}}", "-"),
        ("a.json", "{\"a\": \"\\\"kind\\\": , \\\"apiVersion\\\":\", \"apiVersion\": 1}", "-"),
        ("deploy.yaml.tmpl", "apiVersion: v1\nkind: Pod\n", "template"),
        ("rules.yml", "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up == 0\n", "prometheus-rules"),
        ("rules.yml", "groups:\n- rules:\n  - expr: up\n    record: b\n", "prometheus-rules"),
        ("alerting.yml", "apiVersion: 1\ngroups:\n- rules:\n  - alert: A\n    expr: up\n", "-"),
        ("groups.yml", "groups:\n- name: admins\n", "-"),
        ("test.yml", "rule_files: [a.yml]\ntests:\n- interval: 1m\n", "-"),
        ("prometheus.yml", "global: {}\nscrape_configs: []\n", "prometheus-config"),
        ("alertmanager.yml", "route:\n  receiver: a\nreceivers:\n- name: a\n", "alertmanager"),
        ("action.yml", "name: x\nruns:\n  using: node24\n", "github-action"),
        ("action.yml", "name: x\n", "-"),
        ("compose.prod.yaml", "services:\n  a: {}\n", "compose"),
        ("stacks/web.yml", "version: '3'\nservices:\n  # the site\n  web:\n    image: nginx\n", "compose"),
        ("config/services.yaml", "services:\n  _defaults:\n    autowire: true\n", "-"),
        ("render.yaml", "services:\n  - type: web\n    image: nginx\n", "-"),
        (".drone.yml", "steps: []\nservices:\n  db:\n    image: postgres\n", "-"),
        ("my-compose.yml", "volumes: {}\n", "-"),
        ("config/composer/services.yml", "services:\n  a: {}\n", "-"),
        ("azure-pipelines.yml", "steps:\n- script: make\n", "azure-pipelines"),
        ("ci/build.yml", "trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n- bash: make\n", "azure-pipelines"),
        ("jobs.yml", "parameters: []\njobs:\n- ${{ if eq(1, 1) }}:\n  - job: a\n", "azure-pipelines"),
        ("ci/steps.yml", "steps:\n- task: Bash@3\n", "azure-pipelines"),
        ("ci/jobs.yml", "jobs:\n- template: a.yml\n", "azure-pipelines"),
        ("ci/steps.yml", "steps:\n- script: make\n", "-"),
        ("src/commands/a.yml", "parameters: {}\nsteps:\n  - run: make\n", "-"),
        (".travis.yaml", "language: go\njobs:\n- script: make\nstages: []\n", "-"),
        (".gitlab/ci/build.yml", "build:\n  script: make\n", "gitlab-ci"),
        ("gitlab-ci-jobs.yml", "build:\n  script: make\n", "gitlab-ci"),
        (".gitlab/changelog.yml", "categories: {}\n", "-"),
        (".circleci/extra.yml", "jobs: {}\n", "circleci"),
        ("openapi.yaml", "openapi: 3.1.0\npaths: {}\n", "-"),
    ];
    for (path, text, expected) in table {
        assert_eq!(kind(path, text), expected, "{path}: {text}");
    }
}

#[test]
fn braces_make_a_template_only_where_yaml_cannot_have_them() {
    let object = |rest: &str| kind("a.yaml", &format!("apiVersion: v1\nkind: ConfigMap\n{rest}"));
    let templates = [
        "{{ if .x }}\n",
        "data:\n  a: {{ .x }}\n",
        "data:\n  a: &b {{ .x }}\n",
        "data:\n  {{- include \"x\" . | nindent 2 }}\n",
        "data:\n{% for a in b %}\n",
        "data:\n  - - {{ .x }}\n",
        "#@ load(\"@ytt:data\", \"data\")\n",
        "data:\n  a: 'x''y'\n  b: {{ .x }}\n",
        "data:\n  a: |\n    text\n  b: {{ .x }}\n",
        "data:\n  a: @NAME_1@\n",
        "data:\n  a:\n    - @NAME@-suffix\n",
    ];
    for text in templates {
        assert_eq!(object(text), "template", "{text}");
    }
    let objects = [
        "data:\n  a: \"{{ .x }}\"\n",
        "data:\n  a: x {{ .x }}\n",
        "data:\n  a: |\n    {{ .x }}\n\n    {% x %}\n  b: c\n",
        "data:\n  a: &b |-\n    {{ .x }}\n",
        "data:\n  - a: >\n      x\n      {{ .x }}\n",
        "data:\n  a: \"x\n    {{ .x }} \\\" \n    {{ .y }}\"\n",
        "data:\n  a: 'it''s ''x''\n    {{ .x }}'\n",
        "data:\n  a: plain\n    {{ .x }}\n",
        "# {{ .x }}\n",
        "data:\n  a: '@NAME@'\n  b: |\n    c: @NAME@\n",
        "data:\n  a: @name\n",
        "data:\n  a: ${{ x }}\n",
    ];
    for text in objects {
        assert_eq!(object(text), "kubernetes", "{text}");
    }
}

#[test]
fn what_belongs_to_a_chart_depends_on_where_the_charts_are() {
    let charts = Charts::new(["c/Chart.yaml", "c/charts/d/Chart.yaml"].into_iter());
    let kind = |path: &str| charts.detect(path, b"a: {{ .x }}\n").map_or("-", FileKind::name);
    assert_eq!(kind("c/values.yaml"), "template");
    assert_eq!(charts.detect("c/values-prod.yaml", b"a: 1"), Some(FileKind::HelmValues));
    assert_eq!(charts.detect("c/ci/test-values.yaml", b"a: 1"), Some(FileKind::HelmValues));
    assert_eq!(kind("c/templates/a.yaml"), "helm-template");
    assert_eq!(kind("c/templates/_helpers.tpl"), "helm-template");
    assert_eq!(kind("c/charts/d/templates/tests/a.yaml"), "helm-template");
    assert_eq!(kind("c/templates/README.md"), "-");
    assert_eq!(kind("c/files/a.yaml"), "-");
    assert_eq!(kind("values.yaml"), "-");
    assert_eq!(kind("templates/a.yaml"), "-");
    let root = Charts::new(["Chart.yaml"].into_iter());
    assert_eq!(root.detect("templates/a/b.yaml", b""), Some(FileKind::HelmTemplate));
}

#[test]
fn every_sort_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<_> = FileKind::ALL.map(FileKind::name).into_iter().collect();
    assert_eq!(names.len(), FileKind::ALL.len());
}

#[test]
fn an_object_without_an_api_version_is_one_where_its_kind_is_that_of_nothing_else() {
    let object = |kind: &str| format!("# a comment\nkind: {kind}\nmetadata:\n  name: api\nspec:\n  replicas: 1\n");
    assert_eq!(kind("a/api.yaml", &object("Deployment # soon two")), "kubernetes");
    assert_eq!(kind("a/api.yaml", &object("\"Pod\"")), "kubernetes");
    assert_eq!(kind("a/api.yaml", &object("Component")), "-");
    assert_eq!(kind("a/api.yaml", "kind: Deployment\nspec:\n  replicas: 1\n"), "-");
    assert_eq!(kind("a/api.yaml", "kind: Deployment\nmetadata: {}\n---\nspec: {}\n"), "-");
}

#[test]
fn an_object_without_a_kind_is_one_where_the_rest_is_there() {
    let object = |version: &str| format!("apiVersion: {version}\nmetadata:\n  name: api\nspec:\n  replicas: 1\n");
    assert_eq!(kind("a/api.yaml", &object("v1")), "kubernetes");
    assert_eq!(kind("a/api.yaml", &object("\"apps/v1\" # soon two")), "kubernetes");
    assert_eq!(kind("a/api.yaml", &format!("a: 1\n---\n{}---\nb: 1\n", object("example.com/v1beta1"))), "kubernetes");
    assert_eq!(kind("a/api.yaml", &object("2.0")), "-");
    assert_eq!(kind("a/api.yaml", "apiVersion: v1\nspec: {}\n---\nmetadata: {}\n"), "-");
    assert_eq!(kind("a/api.yaml", "# soon\n---\nkind:\n"), "kubernetes");
    assert_eq!(kind("a/api.yaml", "kind:\n  a: 1\n"), "-");
}
