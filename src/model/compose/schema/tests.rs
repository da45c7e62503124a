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
            Fault::Repeated(item, _) => format!("{}: again {}", violation.path, item.text()),
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
        "gpus: [{driver: nvidia, count: -1, vendor: x}]\nulimits: {RSS: 5}\nmodels: {'a b': null}",
        "extra_hosts: [a=1.2.3.4, 'b:::1', 'c:host-gateway']\ndevices: [/dev/a, '/dev/a:/dev/b:r', vendor.com/class=x]",
        "pull_policy: every_2d12h\nscale: '2'\noom_score_adj: -500\ncap_add: [A, A]\nprofiles: [a, a]",
        "build: {ssh: [default, a=b], additional_contexts: [a=b], args: [A]}\nenv_file: [{path: a, format: raw}]",
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
        service("volumes: [{type: tmpfs, target: /x, tmpfs: {size: -1}}]"),
        ["services.web.volumes[0].tmpfs.size: a size such as `64m`"]
    );
    assert_eq!(service("scale: -1"), ["services.web.scale: a whole number from 0"]);
    assert_eq!(service("oom_score_adj: 2000"), ["services.web.oom_score_adj: a whole number from -1000 to 1000"]);
    assert_eq!(service("depends_on: [db, db]"), ["services.web.depends_on[1]: again db"]);
    assert_eq!(service("devices: [{source: /dev/a}]"), ["services.web.devices[0]: lacks target"]);
    assert_eq!(service("secrets: [{source: a, mode: rw}]").len(), 1);
    assert_eq!(service("extra_hosts: [db, ':1.2.3.4']\npull_policy: often\ndevices: [a:b:c:d]").len(), 4);
    assert_eq!(service("build: {ssh: [a], additional_contexts: [a]}\nattach: maybe").len(), 3);
    assert_eq!(violations_of("services:\n  web: nginx\n"), ["services.web: a map"]);
    assert_eq!(violations_of("secrets: {a: {external: {name: b, other: c}}}"), Vec::<String>::new());
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
