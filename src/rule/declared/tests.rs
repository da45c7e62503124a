use super::derived::Derived;
use super::evaluate::{Root, Scope, evaluate};
use super::parser::parse;
use super::*;
use crate::kind::FileKind;
use crate::source::{FileId, Files, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;
use crate::tree::Tree;

mod terraform;

fn with_tree<T>(text: &str, then: impl FnOnce(&Tree<'_>) -> T) -> T {
    let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, text)], Vec::new());
    let options = yaml::Options { dialect: yaml::Dialect::Core, placeholders: Placeholders::Kubernetes };
    then(&yaml::parse(&files, FileId(0), options).0)
}

/// What a condition says of a document, and the text of the place that it points to.
fn ask(document: &str, condition: &str) -> (Option<bool>, Option<String>) {
    let expression = parse(condition).unwrap_or_else(|fault| panic!("{condition}: {fault:?}"));
    with_tree(document, |tree| {
        let derived = Derived::default();
        let root = Root::Node(tree.root().expect("a document"));
        let answer = evaluate(&expression, Scope { root, block: None, derived: &derived, project: None });
        (answer.holds, answer.place.map(|place| place.text().to_owned()))
    })
}

#[track_caller]
fn all_are(document: &str, expected: Option<bool>, conditions: &[&str]) {
    for condition in conditions {
        assert_eq!(ask(document, condition).0, expected, "{condition}");
    }
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn three_values_combine_as_kleene_says() {
    // t is true, f is false, u is unknown.
    let document = "{t: true, f: false, u: '${X}'}";
    let truth = |value: &str| format!("{value} == true");
    for (one, two, and, or) in [
        ("t", "t", YES, YES),
        ("t", "f", NO, YES),
        ("t", "u", None, YES),
        ("f", "f", NO, NO),
        ("f", "u", NO, None),
        ("u", "u", None, None),
    ] {
        for (one, two) in [(one, two), (two, one)] {
            assert_eq!(ask(document, &format!("{} and {}", truth(one), truth(two))).0, and, "{one} and {two}");
            assert_eq!(ask(document, &format!("{} or {}", truth(one), truth(two))).0, or, "{one} or {two}");
        }
    }
    all_are(document, YES, &["not f == true", "not (t == true and f == true)", "f == true or t == true and t == true"]);
    all_are(document, None, &["not u == true"]);
}

#[test]
fn values_are_compared_by_meaning() {
    let document = "{b: true, s: 'true', n: 5, v: '5', t: abc, z: null, e: ''}";
    all_are(document, YES, &["b == true", "s == true", "n == 5", "v == 5", "n == \"5\"", "n > 4", "n <= 5", "v >= 5"]);
    all_are(
        document,
        YES,
        &["t in [\"x\", \"abc\"]", "t not in [\"x\"]", "t != \"x\"", "t contains \"b\"", "t matches \"a*?\""],
    );
    all_are(
        document,
        NO,
        &["b == false", "n == 6", "n < 5", "t == 5", "t == true", "t matches \"b*\"", "t not in [\"abc\"]"],
    );
    all_are(document, YES, &["z == null", "missing == null", "absent(z)", "empty(e)", "empty(missing)", "present(t)"]);
    all_are(document, None, &["t > 5", "b contains \"t\""]);
}

#[test]
fn what_is_missing_differs_from_everything_and_has_the_default() {
    let document = "{a: {}, u: '${X}'}";
    all_are(
        document,
        NO,
        &["a.b == true", "a.b contains \"x\"", "present(a.b)", "a.b ?? false == true", "a.b in [1, 2]"],
    );
    all_are(document, YES, &["a.b != true", "a.b ?? false != true", "a.b ?? 5 < 6", "absent(a.b.c)", "a.b not in [1]"]);
    all_are(document, None, &["u ?? false == true", "u.x ?? false == true", "present(u.x)", "absent(u.x)", "u != 1"]);
    assert_eq!(ask("[1]", "x == 1").0, None);
}

#[test]
fn open_maps_and_lists_may_have_more() {
    // What a merge key brings in from something unknown makes a map open.
    let document = "{m: {<<: '${X}', a: 1}}";
    all_are(document, YES, &["m.a == 1", "present(m.a)"]);
    all_are(document, None, &["m.b == 1", "absent(m.b)", "m.b ?? 1 == 1", "m.b != 1"]);
}

#[test]
fn paths_go_over_items() {
    let document = "{l: [{k: a, v: 1}, {k: b, v: '${X}'}], one: [{v: 2}], none: [], old: 3}";
    all_are(document, YES, &["l[*].v == 1", "l[k=\"a\"].v == 1", "one.v == 2", "new|old == 3", "absent(l[k=\"c\"])"]);
    all_are(document, NO, &["l[*].k == \"c\"", "l[k=\"c\"].v == 1", "none[*].v == 1", "present(none.v)"]);
    all_are(document, None, &["l[*].v == 7", "l[k=\"b\"].v == 1", "l.v == 1"]);
    all_are(document, YES, &["any(l) { k == \"b\" }", "every(l) { present(v) }", "every(none) { v == 9 }"]);
    all_are(document, NO, &["any(none) { v == 9 }", "every(l) { k == \"a\" }", "any(l) { k == \"c\" }"]);
    all_are(document, None, &["any(l) { v == 9 }", "every(l) { v < 9 }"]);
}

#[test]
fn the_place_is_the_value_that_decides() {
    let document = "{name: x, rules: [{port: 22, from: [10.0.0.0/8, 0.0.0.0/0]}], off: false}";
    let place = |condition: &str| ask(document, condition).1;
    assert_eq!(place("name == \"x\" and off == false").as_deref(), Some("false"));
    assert_eq!(place("any(rules) { port == 22 and from[*] is cidr.open }").as_deref(), Some("0.0.0.0/0"));
    assert_eq!(place("enabled ?? false != true"), None);
}

#[test]
fn addresses_and_versions_are_understood() {
    let document =
        "{any: '::/0', all: 0.0.0.0/0, ten: 10.1.0.0/16, eight: 8.8.8.0/24, local: 'fd00::/8', v: 1.10.2, x: latest}";
    all_are(document, YES, &["any is cidr.open", "all is cidr.open", "all is cidr.public", "eight is cidr.public"]);
    all_are(document, NO, &["ten is cidr.open", "ten is cidr.public", "local is cidr.public", "eight is cidr.open"]);
    all_are(document, YES, &["version(v) > \"1.9\"", "version(v) < \"1.10.3\"", "version(v) >= \"1.10.2.0\""]);
    all_are(document, None, &["version(x) < \"2\""]);
}

#[test]
fn ports_and_times_are_understood() {
    let document =
        "{one: 22, range: 20-30, all: '*', from: 0, to: 1024, u: '${X}', name: ssh, month: 30d, second: 7776000s}";
    let yes = ["one is ports.cover(22)", "range is ports.cover(80, 22)", "all is ports.cover(1)"];
    all_are(document, YES, &yes);
    all_are(document, YES, &["from..to is ports.cover(22, 3389)", "not from..to is ports.cover(3389)"]);
    all_are(document, NO, &["one is ports.cover(23)", "range is ports.cover(80)", "missing is ports.cover(80)"]);
    all_are(document, None, &["u is ports.cover(22)", "name is ports.cover(22)", "from..u is ports.cover(22)"]);
    all_are(
        document,
        YES,
        &["duration(month) < \"31d\"", "duration(second) == \"7776000s\"", "duration(month) > \"1h30m\""],
    );
    all_are(document, NO, &["duration(second) > \"90d\"", "duration(missing) > \"90d\""]);
    all_are(document, None, &["duration(name) > \"90d\"", "duration(u) > \"90d\""]);
}

#[test]
fn secrets_are_told_by_value_and_name() {
    let document = "{password: Tr0ub4dor&3x, size: '20', env: [{name: DB_PASSWORD, value: Tr0ub4dor&3x}], u: '${X}'}";
    all_are(document, YES, &["password is secret", "env[*].value is secret", "size is literal"]);
    all_are(document, NO, &["size is secret", "env[*].name is secret", "missing is secret", "missing is literal"]);
    all_are(document, None, &["u is secret", "u is literal"]);
}

#[test]
fn json_is_read_out_of_a_text() {
    let document = r#"{text: '{"a": [{"b": 1}, {"b": null}], "c": "x\u0041"}', broken: '{"a": ', u: '${X}', plain: 5}"#;
    all_are(document, YES, &["json(text).a[*].b == 1", "json(text).c == \"xA\"", "absent(json(text).d)"]);
    all_are(document, NO, &["json(text).a[*].b == 2", "present(json(missing).a)", "any(json(text).a) { b == 3 }"]);
    all_are(document, None, &["json(broken).a == 1", "json(u).a == 1", "json(plain).a == 1", "absent(json(u).a)"]);
    assert_eq!(ask(document, "json(text).c == \"xA\"").1.as_deref(), Some("xA"));
    let deep = format!("{{text: '{}1{}'}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(ask(&deep, "json(text).a == 1").0, None);
}

#[test]
fn faults_say_where_they_are() {
    for (text, at, part) in [
        ("a ==", 4, "a text"),
        ("a = 1", 2, "comparison"),
        ("a == 1 b", 7, "`and`"),
        ("any(a) a == 1", 7, "`{`"),
        ("a == \"x", 5, "never ends"),
        ("a is cidr.big", 10, "cidr.open"),
        ("linked(aws_x.y) {", 14, "`->`"),
        ("linked(aws_x.y -> it)", 18, "`self`"),
        ("ref(a)", 6, "`{`"),
        ("a ?? {\"five\": 1} == 1", 6, "range of versions"),
        ("a is ports.cover(70000)", 17, "a port"),
        ("a..b == 1", 5, "`is`"),
        ("a # b", 2, "means nothing"),
        ("", 0, "a key"),
    ] {
        let fault = parse(text).expect_err(text);
        assert_eq!(fault.at, at, "{text}: {}", fault.message);
        assert!(fault.message.contains(part), "{text}: {}", fault.message);
    }
    let deep = format!("{}a == 1{}", "(".repeat(10_000), ")".repeat(10_000));
    assert!(parse(&deep).is_err());
}

#[test]
fn a_wrong_check_tells_all_that_is_wrong() {
    let read = |text: &str| with_tree(text, |tree| Declared::read(tree.root().expect("a document")));
    let right = "{on: [aws_x, Deployment, pod], deny: a == 1, message: 'x `{name}`', fix: {set: a, to: '2'}}";
    assert!(read(right).is_ok());
    assert!(read("{on: [pod], deny: a == 1, message: x, fix: remove}").is_ok());
    assert!(read("{on: [pod], deny: a == 1, message: x, fix: {set: a}}").is_err());
    let faults = read("{on: [], when: [a ==], denies: x, message: '{nme}'}").expect_err("four faults");
    for part in [
        "line 2, column 24: `check.denies`",
        "line 2, column 21: `check.when`",
        "`check.on` is missing",
        "`check.deny` is missing",
        "`{nme}`",
    ] {
        assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:?}");
    }
}

#[test]
fn containers_are_asked_for_the_context_that_counts() {
    let pod = |spec: &str| format!("{{apiVersion: v1, kind: Pod, metadata: {{name: a}}, spec: {spec}}}");
    let ask = |spec: &str, condition: &str| {
        let expression = parse(condition).unwrap_or_else(|fault| panic!("{condition}: {fault:?}"));
        with_tree(&pod(spec), |tree| {
            let object = Object::new(tree.root().expect("a document")).expect("an object");
            let container = object.pods()[0].containers()[0];
            let derived = Derived::default();
            let root = Root::Container(container);
            evaluate(&expression, Scope { root, block: None, derived: &derived, project: None }).holds
        })
    };
    let inherited = "{securityContext: {runAsUser: 7, fsGroup: 8}, hostPID: true, containers: [{name: b}]}";
    let own = "{securityContext: {runAsUser: 7}, containers: [{name: b, securityContext: {runAsUser: 9}}]}";
    let unknown = "{securityContext: '${X}', containers: [{name: b}]}";
    assert_eq!(ask(inherited, "effective.runAsUser == 7 and pod.hostPID == true"), YES);
    assert_eq!(ask(inherited, "absent(effective.fsGroup)"), YES, "no field of a container");
    assert_eq!(ask(own, "effective.runAsUser == 9 and object.metadata.name == \"a\""), YES);
    assert_eq!(ask(unknown, "absent(effective.runAsUser)"), None);
}

#[test]
fn a_fix_adds_what_is_missing_within_its_subject_only() {
    let edited = |text: &str, fix: &str| {
        let mend = with_tree(fix, |tree| Mend::read(tree.root().expect("a fix"))).expect("a fix that can be read");
        with_tree(text, |tree| {
            let object = Object::new(tree.root().expect("a document")).expect("an object");
            let container = object.pods()[0].containers()[0];
            let derived = Derived::default();
            let scope = Scope { root: Root::Container(container), block: None, derived: &derived, project: None };
            let edits = mend.edits(Subject::Container(container), scope, None)?;
            let [edit] = edits.as_slice() else { panic!("{edits:?}") };
            Some(format!("{}{}{}", &text[..edit.span.start as usize], edit.text, &text[edit.span.end as usize..]))
        })
    };
    let pod = |container: &str| format!("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n{container}");
    let fix = "{set: securityContext.readOnlyRootFilesystem, to: 'true'}";
    let (missing, half) = (pod(""), pod("      securityContext:\n        privileged: false\n"));
    let added = format!("{missing}      securityContext:\n        readOnlyRootFilesystem: true\n");
    assert_eq!(edited(&missing, fix), Some(added));
    assert_eq!(edited(&half, fix), Some(format!("{half}        readOnlyRootFilesystem: true\n")));
    assert_eq!(edited(&pod("      securityContext: ${X}\n"), fix), None, "it may be there");
    assert_eq!(edited(&missing, "{set: pod.hostNetwork, to: 'false'}"), None, "not in the container");
}
