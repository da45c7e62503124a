use super::*;
use crate::syntax::shell::{Dialect, parse};

fn read(text: &str) -> Vec<Command<'_>> {
    commands(&parse(text, Dialect::Bash), text)
}

fn names<'c>(all: &'c [Command<'_>]) -> Vec<&'c str> {
    all.iter().map(|command| command.name().unwrap_or("?")).collect()
}

#[test]
fn programs_that_start_programs_are_looked_through() {
    for (text, name, wrappers) in [
        ("sudo -E -u root apt-get update", "apt-get", vec!["sudo"]),
        ("A=1 env -i B=2 nice -n 5 /usr/bin/make all", "make", vec!["env", "nice"]),
        ("timeout -k 5s 10 curl x", "curl", vec!["timeout"]),
        ("find . | xargs -0 -n1 rm -f", "rm", vec!["xargs"]),
        ("sudo sh -c 'true'", "sh", vec!["sudo"]),
        ("command -v git", "command", vec![]),
        ("exec 2>&1", "exec", vec![]),
        ("gosu app:app server", "server", vec!["gosu"]),
        ("time -p ls", "ls", vec![]),
        ("sudo -u \"$USER\" ls", "ls", vec!["sudo"]),
    ] {
        let all = read(text);
        let command = all.iter().find(|command| command.is_any(&[name])).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(command.wrappers.iter().map(|wrapper| wrapper.name).collect::<Vec<_>>(), wrappers, "{text}");
    }
    let all = read("A=1 env B=2 x");
    assert_eq!(
        all[0].settings.iter().map(|setting| (setting.name, setting.value.as_str())).collect::<Vec<_>>(),
        [("A", Some("1")), ("B", Some("2"))]
    );
}

#[test]
fn a_pipe_tells_who_feeds_whom() {
    let all = read("(curl a; wget \"$(cat url)\") | tee x | sudo bash -s -- y");
    assert_eq!(names(&all), ["curl", "wget", "cat", "tee", "bash"]);
    assert_eq!(feeders(&all, &all[3]).filter_map(Command::name).collect::<Vec<_>>(), ["curl", "wget"]);
    assert_eq!(readers(&all, &all[3]).filter_map(Command::name).collect::<Vec<_>>(), ["bash"]);
    assert_eq!(readers(&all, &all[2]).count(), 0);
}

#[test]
fn substitutions_know_the_command_they_are_in() {
    let text = "bash <(curl x); eval \"$(wget y)\"; sh -c 'a | b'; bash -c \"c $D\"";
    let all = read(text);
    assert_eq!(names(&all), ["bash", "curl", "eval", "wget", "sh", "a", "b", "bash", "c"]);
    let kinds: Vec<_> = all.iter().filter_map(|command| command.context.substitution).map(|s| (s.of, s.kind)).collect();
    assert_eq!(
        kinds,
        [
            (0, SubstitutionKind::Process),
            (2, SubstitutionKind::Command),
            (4, SubstitutionKind::Script),
            (4, SubstitutionKind::Script),
            (7, SubstitutionKind::Script)
        ]
    );
    assert_eq!(all[6].range.of(text), "b");
    assert_eq!(feeders(&all, &all[6]).filter_map(Command::name).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn conditions_are_known() {
    let all = read("a && b || c; if d; then e; fi; test -f x && f; ! g; h & i() { j; }; for x in 1; do k; done");
    let state: Vec<_> = all
        .iter()
        .map(|command| {
            let Context { conditional, tested, background, in_function, .. } = command.context;
            let flags = [(conditional, 'c'), (tested, 't'), (background, 'b'), (in_function, 'f')];
            let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, letter)| *letter).collect();
            (command.name().unwrap_or_default(), flags)
        })
        .collect();
    let wanted = [
        ("a", "t"),
        ("b", "t"),
        ("c", "c"),
        ("d", "t"),
        ("e", "c"),
        ("test", ""),
        ("f", "c"),
        ("g", "t"),
        ("h", "b"),
        ("j", "f"),
        ("k", "c"),
    ];
    assert_eq!(state, wanted.map(|(name, flags)| (name, flags.to_owned())));
}

#[test]
fn arguments_follow_the_grammar_of_the_program() {
    let all = read("curl -fsSLo out --retry 3 -H'A: b' --max-time=5 https://x/y -- z");
    let parsed = all[0].parsed();
    assert_eq!(parsed.operands.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>(), ["https://x/y", "z"]);
    let value = |name| parsed.option(&[name]).and_then(|option| option.value).and_then(|value| value.text);
    assert_eq!(
        (value("o"), value("retry"), value("H"), value("max-time")),
        (Some("out"), Some("3"), Some("A: b"), Some("5"))
    );
    assert!(parsed.has(&["L", "location"]) && parsed.lacks(&["k", "insecure"]));
}

#[test]
fn sub_commands_have_options_of_their_own() {
    let all = read(
        "docker --context c buildx build -t a:b -f x . ; docker run -t -e A=1 img cmd; terraform -chdir=x apply -auto-approve",
    );
    let subcommand =
        |at: usize| all[at].parsed().subcommand.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    let operands =
        |at: usize| all[at].parsed().operands.iter().filter_map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!((subcommand(0), operands(0)), ("buildx build".into(), ".".into()));
    assert_eq!((subcommand(1), operands(1)), ("run".into(), "img cmd".into()));
    assert_eq!(subcommand(2), "apply");
    assert!(all[2].parsed().has(&["auto-approve"]));
}

#[test]
fn what_cannot_be_seen_is_not_missing() {
    let all = read("apt-get install $OPTIONS curl; apt-get install \"$PACKAGE\" -o$X -o=\"$Y\"; npm ci --prefix=$DIR");
    assert!(all[0].parsed().is_open && !all[0].parsed().lacks(&["y"]));
    assert!(all[1].parsed().lacks(&["y"]));
    let prefix = all[2].parsed().option(&["prefix"]).and_then(|option| option.value).map(|value| value.text.is_none());
    assert_eq!(prefix, Some(true));
}

#[test]
fn here_documents_belong_to_their_command() {
    let text = "sudo tee x <<EOF\n$(curl y)\nEOF\n";
    let all = read(text);
    assert_eq!(names(&all), ["tee", "curl"]);
    assert_eq!(all[0].redirections[0].body.map(|body| body.of(text)), Some("$(curl y)\n"));
    assert_eq!(all[1].context.substitution.map(|substitution| substitution.of), Some(0));
}

#[test]
fn downloads_that_are_run_are_found() {
    for text in [
        "curl -fsSL https://get.acme.io | sh",
        "curl -sL https://a.io/x | sudo -E bash -",
        "curl https://a.io/x | tee x | bash -s -- --yes",
        "wget -qO- https://a.io/x | bash",
        "wget -O - http://a.io/x | python3 -",
        "bash <(curl -s https://a.io/x) --flag",
        "source <(curl -s https://a.io/x)",
        "sh -c \"$(curl -fsSL https://a.io/x)\"",
        "eval \"$(wget -qO- https://a.io/x)\"",
        "bash -c 'curl https://a.io/x | sh'",
        "curl -sSf https://a.io/$VERSION/x | FOO=1 sh -x",
        "curl get.a.io | bash",
        "if true; then curl -o - --url https://a.io/x | zsh; fi",
    ] {
        let all = read(text);
        assert_eq!(remote_scripts(&all).len(), 1, "{text}");
    }
}

#[test]
fn downloads_that_are_not_run_are_none() {
    for text in [
        "curl https://a.io/x | tar xz",
        "curl https://a.io/x | sha256sum -c",
        "curl https://a.io/x | jq . | sh",
        "curl -o x https://a.io/x; sh x",
        "wget https://a.io/x | sh",
        "curl https://a.io/x > y | sh",
        "curl https://a.io/x | python -m json.tool",
        "curl https://a.io/x | python3 -c 'import sys'",
        "curl https://a.io/x | bash -c 'cat'",
        "curl https://a.io/x | perl -pe s/a/b/",
        "curl https://a.io/x | bash script.sh",
        "curl http://localhost:8080/x | sh",
        "curl $URL | sh",
        "eval \"VERSION=$(curl https://a.io/x)\"",
        "echo $(curl https://a.io/x)",
        "curl https://a.io/x | xargs sh",
        "bash run.sh <(curl https://a.io/x)",
        "echo 'curl https://a.io/x | sh'",
    ] {
        let all = read(text);
        assert_eq!(remote_scripts(&all).len(), 0, "{text}");
    }
}

#[test]
fn a_shell_runs_the_here_document_that_it_reads() {
    let all = read("bash -eux <<EOF\napt-get install -y tar\nEOF\ncat <<EOF\nmake\nEOF\nsh run.sh <<EOF\nmake\nEOF\n");
    let names: Vec<&str> = all.iter().filter_map(Command::name).collect();
    assert_eq!(names, ["bash", "apt-get", "cat", "sh"]);
}

#[test]
fn what_a_subshell_changes_stays_there() {
    let all = read("cd /a && (cd /b; ls) && { cd /c; }");
    let changes: Vec<bool> =
        all.iter().filter(|command| command.is_any(&["cd"])).map(|command| command.context.in_subshell).collect();
    assert_eq!(changes, [false, true, false]);
}

proptest::proptest! {
    #[test]
    fn ranges_are_in_bounds_and_on_character_boundaries(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "a", " ", "\n", "; ", "& ", " | ", "(", ")", "{ ", "}", "$(", "'", "\"", "`", "\\", "<(", "sudo ", "env A=1 ", "sh -c ", "eval ", "-", "--", "=", "-é", "curl ",
            "https://a.io", "docker build -t ", "if ", "; then ", "; fi", "é", "$X", "<<E\n", "\nE\n", "xargs ", "timeout ", "bash ", "${{ x }}",
        ]), 0..30)
    ) {
        let text: String = pieces.concat();
        let all = read(&text);
        for (at, command) in all.iter().enumerate() {
            proptest::prop_assert!(text.get(command.range.range()).is_some());
            for word in &command.arguments {
                proptest::prop_assert!(text.get(word.range.range()).is_some());
            }
            proptest::prop_assert!(command.parsed().operands.len() <= command.arguments.len());
            proptest::prop_assert!(feeders(&all, command).chain(readers(&all, command)).all(|other| !std::ptr::eq(other, command)));
            proptest::prop_assert!(command.context.substitution.is_none_or(|substitution| substitution.of < at));
        }
        remote_scripts(&all);
    }
}
