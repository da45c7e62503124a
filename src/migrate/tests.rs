use super::*;
use crate::config;

fn foreign(name: &str, text: &str) -> Foreign {
    Foreign { name: name.into(), text: text.into() }
}

#[test]
fn what_is_written_can_be_read_whatever_was_there() {
    for name in file_names() {
        for text in [
            "",
            "[",
            "a",
            "- a",
            "ignored: {}",
            "checks: []",
            "rules: [1]",
            "x: \"a\\nb\"",
            "ignored: [\"a\\u0085b\", 1, [2]]",
        ] {
            let made = migrate(&[foreign(name, text)]);
            assert!(config::read(".infralint.yaml", &made).is_ok(), "{name} {text}:\n{made}");
        }
    }
}

#[test]
fn nothing_said_is_the_preset() {
    let made = migrate(&[foreign(".hadolint.yaml", "ignored: []\n")]);
    assert_eq!(made, "# Made by `infralint migrate` from .hadolint.yaml.\npreset: hadolint\nfail-on: info\n");
}

#[test]
fn beside_other_tools_the_checks_of_hadolint_are_as_with_its_preset() {
    let made = migrate(&[
        foreign(".hadolint.yml", "ignored: [DL3008]"),
        foreign(".kube-linter.yml", "checks: { addAllBuiltIn: true }"),
    ]);
    let made = config::read(".infralint.yaml", &made).expect("a configuration");
    let preset = config::read(".infralint.yaml", "preset: hadolint").expect("a configuration");
    let severity = |config: &config::Config, rule| config.active(rule).map(|active| active.severity);
    for rule in crate::rules::all() {
        let checks = draft::checks_of(rule, "hadolint");
        if checks == ["DL3008"] {
            assert!(made.active(rule).is_none());
        } else if !checks.is_empty() && severity(&preset, rule).is_some() {
            assert_eq!(severity(&made, rule), severity(&preset, rule), "{}", rule.id);
        } else if !draft::checks_of(rule, "kube-linter").is_empty() {
            assert!(made.active(rule).is_some(), "{}", rule.id);
        }
    }
}
