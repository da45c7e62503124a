use super::*;
use crate::kind::FileKind;
use crate::source::{Files, SourceFile};
use crate::syntax::{Syntax, parse_all};

/// Each violation as its path and the text that it is about.
fn violations_of(text: &str) -> Vec<String> {
    let files = Files::new(vec![SourceFile::new("compose.yaml", FileKind::Compose, text)], Vec::new());
    let documents = parse_all(&files);
    let Syntax::Tree(tree) = &documents[0].syntax else { panic!("no tree") };
    let found = violations(tree.root().expect("a root"));
    found
        .iter()
        .map(|violation| match &violation.fault {
            Fault::UnknownKey { entry, meant, home } => {
                format!("{}: key {} {meant:?} {home:?}", violation.path, entry.key.text())
            }
            Fault::KeyNotText(key) | Fault::BadName(key) => format!("{}: name {}", violation.path, key.text()),
            Fault::WrongKind(_, expected, _) | Fault::WrongValue(_, expected) => {
                format!("{}: {expected}", violation.path)
            }
            Fault::MissingKey(_, key) => format!("{}: lacks {key}", violation.path),
        })
        .collect()
}

fn service(lines: &str) -> Vec<String> {
    violations_of(&format!("services:\n  web:\n    image: nginx\n    {}\n", lines.replace('\n', "\n    ")))
}

#[test]
fn what_the_specification_has_is_right() {
    for lines in [
        "restart: no",
        "privileged: 'yes'\ntty: on",
        "ports: [80, '8080:80', {target: 80, published: '8000-8010'}]",
        "environment: {A: 1, B: null, C: true}",
        "environment: [A=1, B]",
        "deploy: {resources: {limits: {cpus: 0.5, memory: 512M}}}",
        "healthcheck: {test: [CMD, true-ish], interval: 1m30s, retries: '3'}",
        "ports: !reset []\nvolumes: !reset null",
        "stop_grace_period: ${GRACE}\nscale: ${N:-1}",
        "x-note: {anything: [1]}",
        "gpus: all",
        "logging: {options: {max-size: 10m, max-file: 3}}",
        "command:",
        "mem_limit: 512m\nmemswap_limit: -1",
    ] {
        assert_eq!(service(lines), Vec::<String>::new(), "{lines}");
    }
}

#[test]
fn unknown_keys_are_found_with_what_may_be_meant() {
    assert_eq!(service("enviroment: []"), ["services.web: key enviroment Some(\"environment\") None"]);
    assert_eq!(service("dockerfile: x"), ["services.web: key dockerfile None Some(\"build\")"]);
    assert_eq!(service("deploy: {resources: {x-a: 1, y: 2}}"), ["services.web.deploy.resources: key y None None"]);
    assert_eq!(violations_of("web:\n  image: nginx\n"), [": key web None None"]);
}

#[test]
fn values_of_the_wrong_sort_are_found() {
    assert_eq!(service("user: 1000"), ["services.web.user: text"]);
    assert_eq!(service("ports: 80"), ["services.web.ports: a list"]);
    assert_eq!(service("environment: A=1"), ["services.web.environment: a list or a map"]);
    assert_eq!(service("healthcheck: {interval: 10}"), ["services.web.healthcheck.interval: a duration such as `30s`"]);
    assert_eq!(service("depends_on: {db: {}}"), ["services.web.depends_on.db: lacks condition"]);
    assert_eq!(service("cgroup: shared"), ["services.web.cgroup: `host` or `private`"]);
    assert_eq!(
        service("volumes: [{type: tmpfs, tmpfs: {size: -1}}]"),
        ["services.web.volumes[0].tmpfs.size: a size such as `64m`"]
    );
    assert_eq!(violations_of("services:\n  web: nginx\n"), ["services.web: a map"]);
    assert_eq!(violations_of("networks: {a: {driver_opts: {1: x}}}"), ["networks.a.driver_opts: name 1"]);
}

#[test]
fn aliases_are_followed_once() {
    let mut text = String::from("x-0: &a0 {bad: 1}\n");
    let levels = (1..40).map(|level| (level, level - 1));
    text.extend(levels.map(|(level, before)| format!("x-{level}: &a{level} {{a: *a{before}, b: *a{before}}}\n")));
    text += "services: {web: {image: a, logging: *a39}}\n";
    assert_eq!(violations_of(&text).len(), 2);
}
