use super::*;
use crate::diagnostic::Severity::{Error, Info, Warning};
use crate::kind::FileKind;
use crate::source::{Files, SourceFile};

/// A configuration that has to be right.
fn config(text: &str) -> Config {
    let mut config = match read(FILE_NAMES[0], text) {
        Ok(config) => config,
        Err(report) => panic!("{:#?}", report.findings),
    };
    config.settle();
    config
}

/// The messages, each with the text that it is about and its help.
fn faults(text: &str) -> Vec<String> {
    let report = read(FILE_NAMES[0], text).expect_err("nothing is wrong");
    let told = report.findings.iter().map(|finding| {
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{}: {} ({help})", report.files.text(finding.span), finding.message)
    });
    told.collect()
}

fn rule(id: &str) -> &'static Rule {
    rules::find(id).expect("a rule")
}

/// Whether a rule runs with a configuration (`off`), and with which severity (`page`: that of its page).
fn state(config: &Config, id: &str) -> &'static str {
    let severity = |active: Active<'_>| active.severity.map_or("page", Severity::name);
    config.active(rule(id)).map_or("off", severity)
}

const ON: &str = "compose/privileged";
const OFF: &str = "compose/missing-restart-policy";

#[test]
fn an_empty_file_says_nothing() {
    for text in ["", "# nothing\n", "rules:\noverrides:\nexclude:\n"] {
        let config = config(text);
        assert_eq!(state(&config, ON), "page");
        assert_eq!(state(&config, OFF), "off");
        assert_eq!(config.fail_on, None);
        assert!(!config.excludes("a.tf"));
    }
}

#[test]
fn presets_choose_what_runs() {
    assert_eq!(state(&config("preset: strict"), OFF), "page");
    assert_eq!(state(&config("preset: minimal"), ON), "off");
    assert_eq!(state(&config("preset: minimal"), "syntax/yaml"), "page");
}

#[test]
fn the_last_match_wins_and_only_a_full_name_or_on_switches_on() {
    let with = |text: &str| config(&format!("rules:\n{text}"));
    assert_eq!(state(&with("  compose/*: error"), ON), "error");
    assert_eq!(state(&with("  compose/*: error"), OFF), "off");
    assert_eq!(state(&with("  compose/*: on"), OFF), "page");
    assert_eq!(state(&with(&format!("  {OFF}: error")), OFF), "error");
    assert_eq!(state(&with(&format!("  '*': off\n  {ON}: info")), ON), "info");
    assert_eq!(state(&with(&format!("  {ON}: info\n  '*': off")), ON), "off");
    assert_eq!(state(&with(&format!("  {OFF}: {{ severity: info }}")), OFF), "info");
}

#[test]
fn overrides_speak_of_their_paths_only() {
    let config = config(&format!(
        "overrides:\n- paths: ['examples/**', '*.gen.yaml']\n  rules: {{ '*': info }}\n- paths: old/\n  rules: {{ {ON}: off, {OFF}: error }}\n",
    ));
    assert_eq!(config.severity_at(ON, "a/compose.yaml", Warning), Some(Warning));
    assert_eq!(config.severity_at(ON, "examples/a/compose.yaml", Warning), Some(Info));
    assert_eq!(config.severity_at(ON, "a/compose.gen.yaml", Warning), Some(Info));
    assert_eq!(config.severity_at(ON, "old/compose.yaml", Warning), None);
    // What only an override switches on runs, and is silent elsewhere.
    assert_eq!(state(&config, OFF), "page");
    assert_eq!(config.severity_at(OFF, "a/compose.yaml", Warning), None);
    assert_eq!(config.severity_at(OFF, "examples/compose.yaml", Warning), None);
    assert_eq!(config.severity_at(OFF, "old/compose.yaml", Warning), Some(Error));
}

#[test]
fn paths_are_relative_to_the_folder_of_the_file() {
    let mut config = config("exclude: [/api/old]");
    assert!(config.excludes("api/old/a.tf") && !config.excludes("old/a.tf"));
    config.base = "api/".into();
    assert!(config.excludes("old/a.tf"));
}

#[test]
fn the_command_line_has_the_last_say() {
    let mut config = config(&format!("preset: minimal\nrules: {{ {ON}: error }}"));
    config.select(vec!["compose/*".into()]);
    config.ignore(vec!["*/privileged".into()]);
    assert_eq!(state(&config, OFF), "page");
    assert_eq!(state(&config, ON), "off");
    assert_eq!(state(&config, "syntax/yaml"), "off");
    assert_eq!(state(&config, "infralint/unreadable-file"), "page");
    config.ignore(Vec::new());
    assert_eq!(state(&config, ON), "error");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    assert_eq!(faults("perset: strict"), ["perset: there is no key `perset` (did you mean `preset`?)"]);
    assert_eq!(
        faults("preset: all"),
        ["all: `all` is no value of `preset` (use one of `recommended`, `strict`, `minimal`, `hadolint`)"]
    );
    assert_eq!(faults("fail-on: warn"), ["warn: `warn` is no value of `fail-on` (did you mean `warning`?)"]);
    assert_eq!(
        faults("rules: { compse/*: off }"),
        ["compse/*: no rule is named `compse/*` (did you mean `compose/*`?)"]
    );
    assert_eq!(
        faults("rules: { privileged: off }").last().map(String::as_str),
        Some("privileged: no rule is named `privileged` (did you mean `compose/privileged`?)")
    );
    assert_eq!(
        faults("rules: { compose/privileged: { allow: [a] } }"),
        ["allow: `compose/privileged` has no option `allow` (use one of `severity`)"]
    );
    assert_eq!(
        faults("overrides: [{ paths: [a] }]"),
        ["{ paths: [a] }: an entry of `overrides` does nothing (it needs both `paths` and `rules`)"]
    );
    assert_eq!(faults("[a]").len(), 1);
    assert_eq!(faults("max-file-size: 0").len(), 1);
    assert_eq!(faults("exclude: ['{a']").len(), 1);
    assert_eq!(faults("preset: strict\npreset: strict").len(), 1);
    assert_eq!(faults("preset: \"strict").len(), 1);
}

#[test]
fn options_have_the_kind_of_their_default() {
    let has_list =
        |rule: &&'static Rule| rule.page().options.iter().any(|(_, value)| matches!(value, OptionValue::List(_)));
    let rule = rules::all().find(has_list).expect("a rule with a list as an option");
    let list = rule.page().options.iter().find(|(_, value)| matches!(value, OptionValue::List(_)));
    let name = list.map(|(name, _)| name.as_str()).unwrap_or_default();
    let config = config(&format!("rules: {{ {}: {{ {name}: [a, b] }} }}", rule.id));
    let expected = [(name.to_owned(), OptionValue::List(vec!["a".into(), "b".into()]))];
    assert_eq!(config.active(rule).map(|active| active.options.to_vec()).as_deref(), Some(&expected[..]));
    assert_eq!(faults(&format!("rules: {{ {}: {{ {name}: {{}} }} }}", rule.id)).len(), 1);
}

#[test]
fn options_that_take_only_the_words_of_their_default_take_no_others() {
    assert_eq!(
        faults("rules: { kubernetes/host-namespace: { fields: [hostPID, hostIpc] } }"),
        ["hostIpc: `fields` has nothing named `hostIpc` (did you mean `hostIPC`?)"]
    );
    assert_eq!(faults("rules: { kubernetes/host-namespace: { fields: hostPid } }").len(), 1);
    config("rules: { kubernetes/host-namespace: { fields: hostPID } }");
    for rule in rules::all() {
        let page = rule.page();
        let is_list = |name: &String| {
            page.options.iter().any(|(key, value)| key == name && matches!(value, OptionValue::List(_)))
        };
        assert!(page.closed.iter().all(is_list), "{}", rule.id);
    }
}

#[test]
fn the_quick_look_at_a_page_agrees_with_the_page() {
    for rule in rules::all() {
        assert_eq!(rule.default_state(), rule.page().default, "{}", rule.id);
    }
}

#[test]
fn the_preset_hadolint_runs_what_hadolint_runs() {
    let hadolint = config("preset: hadolint");
    for (rule, expected) in [
        ("dockerfile/unpinned-apt-package", "warning"),
        ("dockerfile/add-instead-of-copy", "error"),
        ("dockerfile/apt-no-install-recommends", "info"),
        ("dockerfile/missing-healthcheck", "off"),
        ("image/untrusted-registry", "off"),
        ("dockerfile/required-label", "off"),
        ("kubernetes/privileged", "off"),
        ("shell/redirect-order", "page"),
        ("infralint/unreadable-file", "page"),
    ] {
        assert_eq!(state(&hadolint, rule), expected, "{rule}");
    }
    let with_rules =
        config("preset: hadolint\nrules: { dockerfile/add-instead-of-copy: info, kubernetes/privileged: on }");
    assert_eq!(state(&with_rules, "dockerfile/add-instead-of-copy"), "info");
    assert_eq!(state(&with_rules, "kubernetes/privileged"), "page");
}

#[test]
fn every_check_of_hadolint_that_a_page_names_is_on_or_known_to_be_off() {
    for rule in rules::all() {
        for check in rule.page().also.iter().filter(|check| check.starts_with("hadolint:")) {
            let is_off = ["hadolint:DL1001", "hadolint:DL3057"].contains(&check.as_str())
                || ["DL3005", "DL3017", "DL3031", "DL3039"].iter().any(|old| check.ends_with(old));
            assert_eq!(hadolint::severity_of(check).is_none(), is_off, "{}: {check}", rule.id);
        }
    }
}

#[test]
fn in_the_preset_hadolint_a_finding_is_as_severe_as_the_check_that_it_stands_for() {
    let text = "FROM debian:12\nCMD [\"a\"]\nCMD [\"b\"]\nENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]\n";
    let severities = |configuration: &str| -> Vec<Severity> {
        let mut config = config(configuration);
        config.select(vec!["dockerfile/multiple-instructions-ignored".into()]);
        let file = SourceFile::new("Dockerfile", FileKind::Dockerfile, text);
        let report = crate::lint(Files::new(vec![file], Vec::new()), &config);
        report.findings.iter().map(|finding| finding.severity).collect()
    };
    assert_eq!(severities("preset: hadolint"), [Warning, Error]);
    let set = "preset: hadolint\nrules: { dockerfile/*: info }";
    assert_eq!(severities(set), [Info, Info]);
}
