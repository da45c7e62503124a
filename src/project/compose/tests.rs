use super::*;
use crate::source::SourceFile;
use crate::syntax::parse_all;

/// Calls a function with the projects of some files.
fn with_projects(files: &[(&str, &str)], look: impl Fn(&ComposeProjects<'_>)) {
    let kind = |path: &str| match path {
        "Makefile" | "README.md" | "run.sh" | "package.json" => FileKind::Commands,
        ".env" => FileKind::Attached,
        ".github/workflows/ci.yml" => FileKind::GithubWorkflow,
        _ => FileKind::Compose,
    };
    let files = files.iter().map(|(path, text)| SourceFile::new(*path, kind(path), *text)).collect();
    let files = Files::new(files, Vec::new());
    let documents = parse_all(&files);
    look(&ComposeProjects::new(&files, &documents));
}

#[test]
fn overrides_documents_and_extended_services_are_layers() {
    let base = "services:\n  api:\n    image: a:1\n    ports: ['1:1']\n    environment: {A: 1, B: 2}\n---\nservices:\n  api:\n    ports: ['2:2']\n";
    let over = "services:\n  api:\n    ports: ['3:3']\n    environment: [B=3]\n  job:\n    extends: api\n    ports: !override ['4:4']\n";
    with_projects(&[("compose.yaml", base), ("compose.override.yaml", over)], |projects| {
        assert_eq!(projects.iter().len(), 1);
        let project = projects.iter().next().expect("a project");
        let api = project.service("api").expect("a service");
        let ports =
            |service: &Service<'_>| service.items(&["ports"]).iter().map(|it| it.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(ports(api), ["1:1", "2:2", "3:3"]);
        let mut pairs: Vec<(&str, &str)> =
            api.pairs(&["environment"]).iter().map(|pair| (pair.name, pair.text)).collect();
        pairs.sort_unstable();
        assert_eq!(pairs, [("A", "1"), ("B", "3")]);
        assert_eq!(ports(project.service("job").expect("a service")), ["4:4"]);
    });
}

#[test]
fn what_other_files_may_bring_is_not_missing() {
    let including = "include: [sub/compose.yaml]\nservices:\n  api:\n    image: a:1\n";
    let included = "services:\n  db:\n    image: b:1\n";
    let beside = "services:\n  api:\n    environment: {}\nvolumes: {data: {}}\n";
    let files = [("compose.yaml", including), ("sub/compose.yaml", included), ("compose.prod.yaml", beside)];
    with_projects(&files, |projects| {
        let project = projects.iter().find(|project| project.base().path == "compose.yaml").expect("a project");
        assert_eq!(projects.has(project, "services", "db"), Known::Yes);
        assert_eq!(projects.has(project, "services", "cache"), Known::No);
        assert_eq!(projects.has(project, "volumes", "data"), Known::Perhaps);
        let fragment = projects.iter().find(|project| project.base().path == "sub/compose.yaml").expect("a project");
        assert!(fragment.is_fragment && !project.is_fragment);
    });
}

/// The paths of each project's files, the weakest first, in the order of the projects.
fn compositions(files: &[(&str, &str)]) -> Vec<String> {
    let found = std::cell::RefCell::new(Vec::new());
    with_projects(files, |projects| {
        let paths = projects.iter().map(|project| project.files.iter().rev().map(|file| file.path).collect::<Vec<_>>());
        found.replace(paths.map(|paths| paths.join(" ")).collect());
    });
    found.into_inner()
}

const SERVICE: &str = "services: {api: {image: a:1}}\n";
const OVERLAY: &str = "services: {api: {ports: ['1:1']}}\n";

#[test]
fn commands_say_which_files_are_taken_together() {
    let with = |path: &'static str, text: &'static str| {
        compositions(&[("a.yaml", SERVICE), ("sub/b.yaml", OVERLAY), (path, text)])
    };
    for (path, text) in [
        ("Makefile", "up:\n\t@docker compose -f a.yaml -f sub/b.yaml up\n"),
        ("run.sh", "#!/bin/sh\nFILES='-f a.yaml -f sub/b.yaml'\ndocker-compose $FILES up\n"),
        ("package.json", "{\"scripts\": {\"up\": \"docker compose -f a.yaml -f sub/b.yaml up\"}}"),
        ("README.md", "# Shop\n\nStart it with\n\n    $ docker compose -f a.yaml -f sub/b.yaml up\n"),
        ("README.md", "Run `docker compose -f a.yaml -f sub/b.yaml up`, or `docker compose -f a.yaml up` alone.\n"),
        (".env", "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=a.yaml,sub/b.yaml\n"),
        (
            ".github/workflows/ci.yml",
            "on: push\njobs: {a: {steps: [{run: docker compose -f a.yaml -f sub/b.yaml up}]}}\n",
        ),
        (".github/workflows/ci.yml", "on: push\nenv: {COMPOSE_FILE: 'a.yaml:sub/b.yaml'}\n"),
    ] {
        assert_eq!(with(path, text), ["a.yaml sub/b.yaml"], "{text}");
    }
    assert_eq!(with("run.sh", "docker compose -f a.yaml -f $X -f sub/b.yaml up"), ["a.yaml", "sub/b.yaml"]);
    assert_eq!(
        with("run.sh", "docker compose -f a.yaml up; docker compose -f a.yaml -f sub/b.yaml up"),
        ["a.yaml", "a.yaml sub/b.yaml"]
    );
}

#[test]
fn a_file_that_is_found_stays_a_project_of_its_own_unless_another_is_the_default() {
    let files = [("compose.prod.yaml", OVERLAY), ("compose.yaml", SERVICE)];
    let command = ("run.sh", "docker compose -f compose.yaml -f compose.prod.yaml up");
    assert_eq!(compositions(&[files[0], files[1], command]), ["compose.yaml", "compose.yaml compose.prod.yaml"]);
    let variable = (".env", "COMPOSE_FILE=compose.yaml:compose.prod.yaml\n");
    assert_eq!(compositions(&[files[0], files[1], variable]), ["compose.yaml compose.prod.yaml"]);
}

#[test]
fn paths_of_all_files_start_from_the_folder_of_the_first() {
    let base = "services:\n  api:\n    build: {context: app}\n";
    let over = "services:\n  api:\n    build: {context: ../other}\n";
    let command = "docker compose -f a/compose.yaml -f b/over.yaml up";
    with_projects(&[("a/compose.yaml", base), ("b/over.yaml", over), ("run.sh", command)], |projects| {
        let project = projects.iter().find(|project| project.is_named).expect("a project");
        let build = project.service("api").and_then(Service::build).expect("a build");
        assert_eq!(build.context().as_deref(), Some("other"));
    });
}

#[test]
fn what_is_named_is_all_there_is() {
    let files = [
        ("a.yaml", "services:\n  api: {image: a:1, depends_on: [db]}\n"),
        ("b.yaml", "services:\n  db: {image: b:1}\n"),
        ("run.sh", "docker compose -f a.yaml up"),
    ];
    with_projects(&files, |projects| {
        let project = projects.iter().find(|project| project.base().path == "a.yaml").expect("a project");
        assert_eq!(projects.has(project, "services", "db"), Known::No);
    });
    with_projects(&files[..2], |projects| {
        let project = projects.iter().find(|project| project.base().path == "a.yaml").expect("a project");
        assert_eq!(projects.has(project, "services", "db"), Known::Perhaps);
    });
}
