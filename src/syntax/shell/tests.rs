use std::borrow::Cow;

use super::*;

fn bash(text: &str) -> Ast {
    parse(text, Dialect::Bash)
}

/// The words of all simple commands, as values where they have one and as written where not.
fn words(text: &str) -> Vec<Vec<String>> {
    let ast = bash(text);
    let mut found = Vec::new();
    sequence_words(&ast.body, text, &mut found);
    found
}

fn sequence_words(sequence: &Sequence, text: &str, found: &mut Vec<Vec<String>>) {
    for item in &sequence.items {
        let pipelines = std::iter::once(&item.chain.first).chain(item.chain.rest.iter().map(|(_, pipeline)| pipeline));
        for command in pipelines.flat_map(|pipeline| &pipeline.stages) {
            command_words(command, text, found);
        }
    }
}

fn command_words(command: &Command, text: &str, found: &mut Vec<Vec<String>>) {
    match &command.kind {
        CommandKind::Simple(simple) => found.push(
            simple
                .words
                .iter()
                .map(|word| word.literal(text).map_or_else(|| word.range.of(text).to_owned(), Cow::into_owned))
                .collect(),
        ),
        CommandKind::If { branches, otherwise } => {
            for (condition, body) in branches {
                sequence_words(condition, text, found);
                sequence_words(body, text, found);
            }
            if let Some(body) = otherwise {
                sequence_words(body, text, found);
            }
        }
        CommandKind::Loop { condition, body, .. } => {
            sequence_words(condition, text, found);
            sequence_words(body, text, found);
        }
        CommandKind::Subshell(body)
        | CommandKind::Group(body)
        | CommandKind::For { body, .. }
        | CommandKind::ArithmeticFor { body, .. } => sequence_words(body, text, found),
        CommandKind::Case { arms, .. } => {
            for arm in arms {
                sequence_words(&arm.body, text, found);
            }
        }
        CommandKind::Function { body, .. } => command_words(body, text, found),
        CommandKind::Test(_) | CommandKind::Arithmetic(_) => {}
    }
}

#[test]
fn words_lose_their_quotes_and_backslashes() {
    assert_eq!(
        words(
            r#"echo a\ b 'c d' "e \"f\" \x" g"h"'i' "" x\
y"#
        ),
        [["echo", "a b", "c d", "e \"f\" \\x", "ghi", "", "xy"]]
    );
}

#[test]
fn expansions_have_no_value_but_a_place() {
    let text = "echo $a ${b:-c} $(d) `e` $((1+f)) <(g) \"$h\" ${{ i }} '{{ j }}'";
    let ast = bash(text);
    assert_eq!(ast.problems, []);
    let CommandKind::Simple(simple) = &ast.body.items[0].chain.first.stages[0].kind else { panic!("a simple command") };
    assert_eq!(simple.words.len(), 10);
    for word in &simple.words[1..] {
        assert_eq!(word.literal(text), None, "{}", word.range.of(text));
    }
}

#[test]
fn here_documents_end_at_their_delimiters() {
    let text = "cat <<A <<-'B' | wc\n$x\nA\n\ty $(\n\tB\necho done";
    let ast = bash(text);
    assert_eq!(ast.problems, []);
    let bodies: Vec<&str> = ast.here_documents.iter().map(|document| document.body.of(text)).collect();
    assert_eq!(bodies, ["$x\n", "\ty $(\n"]);
    assert!(ast.here_documents[1].quoted && ast.here_documents[1].strip_tabs);
    assert!(matches!(ast.here_documents[0].parts[0].kind, PartKind::Parameter { .. }));
    assert_eq!(words(text), [vec!["cat"], vec!["wc"], vec!["echo", "done"]]);
}

#[test]
fn a_here_document_without_its_delimiter_is_known_as_such() {
    assert!(!bash("cat <<EOF\nx\n").here_documents[0].terminated);
    assert!(!bash("cat <<EOF\nx\\\nEOF\n").here_documents[0].terminated);
    assert!(bash("cat <<'EOF'\nx\\\nEOF\n").here_documents[0].terminated);
}

#[test]
fn arguments_that_look_like_reserved_words_are_arguments() {
    assert_eq!(words("echo if then } fi; echo done"), [vec!["echo", "if", "then", "}", "fi"], vec!["echo", "done"]]);
}

#[test]
fn comments_are_kept_and_do_not_count() {
    let text = "a # b 'c\nd#e \\\n # no\nf";
    let ast = bash(text);
    let comments: Vec<&str> = ast.comments.iter().map(|comment| comment.of(text)).collect();
    assert_eq!(comments, ["# b 'c", "# no"]);
    assert_eq!(words(text), [vec!["a"], vec!["d#e"], vec!["f"]]);
}

#[test]
fn dash_reads_what_bash_reads_otherwise() {
    let text = "a &> b";
    assert_eq!(parse(text, Dialect::Dash).body.items.len(), 2);
    assert_eq!(parse(text, Dialect::Bash).body.items.len(), 1);
}

/// What `bash -n` (5.2) says of them.
#[test]
fn accepted_as_bash_accepts() {
    for text in [
        "",
        "\n",
        "# only",
        "a;",
        "a &",
        "a & b",
        "a && b || c",
        "! a",
        "time a",
        "time -p a | b",
        "a |& b",
        "a |\n\n# x\nb",
        "a &&\n b",
        "(a; b)",
        "{ a; }",
        "{ a\n}",
        "((1 + (2)))",
        "( (a); b)",
        "((a) | b)",
        "$(( (1) ))",
        "x=$((1<<2))",
        "x=$( (a) )",
        "$((a); b)",
        "if a; then b; elif c; then d; else e; fi",
        "if a\nthen b\nfi > x",
        "while a; do b; done",
        "until a\ndo\nb\ndone < x",
        "for x; do a; done",
        "for x in; do a; done",
        "for x in 1 2 $y; do a; done",
        "for x\nin 1\ndo a\ndone",
        "for ((i=0; i<3; i++)); do a; done",
        "for ((;;)) { a; }",
        "for x in 1; { a; }",
        "select x in a b; do c; done",
        "case $x in a) b;; (c|d) e;; *) ;; esac",
        "case x in esac",
        "case x in\n# c\na) b ;&\nc) d ;;&\n*) e\nesac",
        "f() { a; }",
        "f () ( a )",
        "function f { a; }",
        "function f() { a; } > x",
        "f()\n{\na\n}",
        "f() if a; then b; fi",
        "[[ a == b && ( -f c || ! -d d ) ]]",
        "[[ $a =~ ^(a|b)\\ c$ ]]",
        "[[ $a == @(a|b)* ]]",
        "[[ a < b ]]",
        "[[ a\n&& b ]]",
        "x=1 y=2 a",
        "x+=1",
        "x[1]=2",
        "x[a b]=2",
        "x=(1 2\n# c\n3)",
        "x=([a]=1 [b]=2)",
        "declare -A x=([a]=b)",
        "export x=(1)",
        "> x",
        "2>&1 a",
        "a <&- >&2 2>/dev/null",
        "a <<< b",
        "a <<< \"$b\"",
        "a < <(b) > >(c)",
        "a<(b)",
        "a {fd}> x",
        "a &>> b",
        "a >| b",
        "cat <<EOF\nx",
        "cat <<EOF; a\nx\nEOF\nb",
        "x=$(cat <<EOF\n)\nEOF\n)",
        "a \"$(b \"$(c)\")\"",
        "a \"${x:-\"y z\"}\"",
        "a ${x//\\}/y} ${#x} ${!x} ${x[@]} ${x@Q}",
        "a `b` \"`c`\" `d \\`e\\``",
        "a $'b\\'c' $\"d\"",
        "a {} {b,c} {1..3} }",
        "a '{{ b }}' ${{ c && 'd' }} $[[ e ]] $(Build.Folder) \"$(F)\"",
        "a \\\n  b",
        "coproc a",
        "coproc x { a; }",
        "a; # c",
        "a # c",
        "echo a#b",
        "if a; then # c\nb; fi",
        "a() { b; }; a",
        "! ! a",
        "a=$(case x in a) b;; esac)",
        "a --x=[ab] *.{c,d} ~/e ?(f)",
        "a ${x:-'}'} ${x:-$'}\\''} \"${x:-'}\" \"${x#'}'}\" ${x//'\"'/}",
        "cat <<E\n${x:-it's} ${y#'}'}\nE",
        "a ${x[@:?} ${x['}']} ${x[y[1]]}",
        "[[ a == @(b|\nc) ]]",
        "[[ a =~ ^(b|\nc)$ ]]",
        "x=$(cat <<E\na\nE)\nb",
        "x=$(cat <<-E\n\ta\n\tE); b",
        "a >&2<<E\nE",
    ] {
        assert_eq!(bash(text).problems, [], "{text:?}");
    }
}

/// What `bash -n` (5.2) refuses.
#[test]
fn refused_as_bash_refuses() {
    for text in [
        "a &&",
        "&& a",
        "a | | b",
        "a ;; b",
        "; a",
        "a & ; b",
        "a || && b",
        "(a",
        "a)",
        "{ a",
        "a; }",
        "()",
        "{ }",
        "if a; then fi",
        "if a; then b",
        "if a; b; fi",
        "if; then a; fi",
        "while a; done",
        "while a; do done",
        "for; do a; done",
        "for x in 1 2 do a; done",
        "case x a) b;; esac",
        "case x in a) b",
        "f() a",
        "f() {",
        "fi",
        "done",
        "then a",
        "else",
        "a 'b",
        "a \"b",
        "a \"$(b\"",
        "a $(b",
        "a ${b",
        "a `b",
        "x=(1",
        "echo (a)",
        "echo a=(1)",
        "a <",
        "a > ;",
        "a >",
        "[[ a",
        "a ( b",
        "if a; then b; else fi",
        "do a; done",
        "for x in 1; do a; fi",
        "esac",
        "a $((1",
        "while a; do b",
        "a || then",
        "a | ! b",
        "if a; then b && fi",
        "a > # b",
        "a > 2>&1",
        "case x in ) a;; esac",
        "case x in a|) b;; esac",
        "a ${x:-it's}",
        "a \"${x#it's}\"",
        "a ${${b}",
        "x=$(cat <<E\na\nE) b)",
    ] {
        assert_ne!(bash(text).problems, [], "{text:?}");
    }
}

#[test]
fn one_mistake_hides_nothing_else() {
    assert_eq!(words("if a; then b\nc\n"), [["a"], ["b"], ["c"]]);
    assert_eq!(words("a\nfi\nb && ; c"), [["a"], ["b"], ["c"]]);
    assert_eq!(words("while a; do b; fi; c"), [["a"], ["b"], ["c"]]);
}

#[test]
fn hostile_nesting_is_a_problem_and_no_overflow() {
    for open in [
        "(",
        "$(",
        "{ ",
        "if ",
        "\"$(",
        "${a:-",
        "$((",
        "[[ (",
        "x=(",
        "<(",
        "f() { ",
        "while ",
        "case x in a) ",
        "((",
        "a=(b=(",
        "${{",
        "$[[",
    ] {
        assert!(!bash(&open.repeat(100_000)).problems.is_empty(), "{open}");
    }
}

#[test]
fn hostile_repetition_is_read_in_linear_time() {
    for piece in [
        "`",
        "{{",
        "<<",
        "<<a\n$(",
        "$((1) ",
        "a[",
        "{a,",
        "<< parameters.",
        "'${{'",
        "\"{{\"",
        "[a",
        "a;",
        "a|",
        "a&&",
        "`a` ",
        "# a\n",
        "${{ }} ",
    ] {
        let started = std::time::Instant::now();
        bash(&piece.repeat(20_000));
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
}

proptest::proptest! {
    #[test]
    fn ranges_are_in_bounds_and_on_character_boundaries(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "a", " ", "\n", ";", "&", "|", "(", ")", "{", "}", "$", "'", "\"", "`", "\\", "<", ">", "<<", "EOF", "é", "[", "]", "[[", "]]", "=", "#", "if", "then", "fi",
            "for", "in", "do", "done", "case", "esac", "${{", "}}", "{{", "*", "!", "1", "\r\n", "\t", "=~", "function", "<<-", "$((", "))", "😀",
        ]), 0..40)
    ) {
        let text: String = pieces.concat();
        let ast = bash(&text);
        let mut found = Vec::new();
        sequence_words(&ast.body, &text, &mut found);
        for range in ast.comments.iter().copied().chain(ast.problems.iter().map(|problem| problem.range)) {
            proptest::prop_assert!(text.get(range.range()).is_some());
        }
        for document in &ast.here_documents {
            proptest::prop_assert!(text.get(document.body.range()).is_some());
        }
    }
}
