use super::*;
use crate::source::SourceFile;
use crate::syntax::parse_all;

/// Calls a function with the projects of some files.
fn with_projects(files: &[(&str, &str)], look: impl Fn(&ComposeProjects<'_>)) {
    let files = files.iter().map(|(path, text)| SourceFile::new(*path, FileKind::Compose, *text)).collect();
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
