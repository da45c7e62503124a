//! The shell parser against `brush-parser`: what they accept, and the words of the commands at the top.

use brush_parser::ast::{self as theirs, CommandPrefixOrSuffixItem};
use brush_parser::{ParserOptions, parse_tokens, tokenize_str};
use infralint::syntax::shell::{self, CommandKind, Dialect};

const CASES: [&str; 62] = [
    "a b c",
    "a 'b c' \"d e\" f\\ g",
    "a $b ${c} ${d:-e f} $(g h) `i j` $((1 + 2))",
    "a \"$(b \"$(c)\")\" \"${d:-\"e\"}\"",
    "a && b || c; d & e",
    "a | b |& c",
    "! a | b",
    "x=1 y='2 3' a b",
    "x=1; y=$(a); z=(1 2 3)",
    "export x=1 y=$z",
    "a > b 2>&1 < c >> d 2> /dev/null",
    "a <<EOF\nb $c\nEOF\nd",
    "a <<-'EOF' | b\n\tc\n\tEOF\nd",
    "a <<< \"b c\"",
    "a <(b) >(c)",
    "(a; b) > c",
    "{ a; b; }",
    "if a; then b; elif c; then d; else e; fi",
    "while a; do b; done < c",
    "until a; do b; done",
    "for x in 1 2 3; do a $x; done",
    "for ((i = 0; i < 3; i++)); do a; done",
    "case $x in a|b) c;; *) d;; esac",
    "f() { a; }; f b",
    "function f { a; }",
    "[[ -f a && $b == c* ]]",
    "[[ $a =~ ^b+$ ]] && c",
    "(( x > 1 )) && a",
    "a # b\nc",
    "a \\\n  b \\\n  c",
    "a *.txt [ab]c ?d {e,f}",
    "a --b=c -d=\"e f\" g:h",
    "set -eux; apt-get update && apt-get install -y --no-install-recommends a=1.2 b && rm -rf /var/lib/apt/lists/*",
    "curl -fsSL https://a.io/x | bash -s -- --yes",
    "test -n \"$a\" || { echo b >&2; exit 1; }",
    "a;\n\n\nb",
    "a\tb",
    "a é 😀",
    "echo \"a 'b' c\" 'd \"e\" f'",
    "echo \\$a \\\"b\\\"",
    "a $'b\\n'",
    "if true\nthen\n  a\nfi\n",
    "a &&\n  b ||\n  c",
    "a |\n  b",
    "x=a:b:c d",
    "a=\"b\"c'd' e",
    "local a=$(b) c",
    "a 1>&2",
    "a 2>b",
    "if a; then b",
    "a )",
    "( a",
    "a 'b",
    "a \"b",
    "a $(b",
    "for x in a; b; done",
    "case x in a) b",
    "a && && b",
    "| a",
    "a ;; b",
    "fi",
    "{ a;",
];

/// The words of the simple commands at the top, as written; here-documents and redirections left out.
fn our_words(text: &str) -> Vec<Vec<String>> {
    let ast = shell::parse(text, Dialect::Bash);
    let chains = ast.body.items.iter().map(|item| &item.chain);
    let pipelines =
        chains.flat_map(|chain| std::iter::once(&chain.first).chain(chain.rest.iter().map(|(_, next)| next)));
    let commands = pipelines.flat_map(|pipeline| &pipeline.stages).filter_map(|command| match &command.kind {
        CommandKind::Simple(simple) => {
            let settings = simple.assignments.iter().map(|assignment| assignment.range);
            Some(
                settings
                    .chain(simple.words.iter().map(|word| word.range))
                    .map(|range| range.of(text).to_owned())
                    .collect(),
            )
        }
        _ => None,
    });
    commands.collect()
}

fn their_words(program: &theirs::Program) -> Vec<Vec<String>> {
    let chains = program.complete_commands.iter().flat_map(|list| &list.0).map(|item| &item.0);
    let pipelines = chains.flat_map(|chain| {
        let rest = chain.additional.iter().map(|next| match next {
            theirs::AndOr::And(pipeline) | theirs::AndOr::Or(pipeline) => pipeline,
        });
        std::iter::once(&chain.first).chain(rest)
    });
    let commands = pipelines.flat_map(|pipeline| &pipeline.seq).filter_map(|command| match command {
        theirs::Command::Simple(simple) => {
            let before = simple.prefix.iter().flat_map(|prefix| &prefix.0).filter_map(word);
            let name = simple.word_or_name.iter().map(|word| word.value.clone());
            let after = simple.suffix.iter().flat_map(|suffix| &suffix.0).filter_map(word);
            Some(before.chain(name).chain(after).collect())
        }
        _ => None,
    });
    commands.collect()
}

fn word(item: &CommandPrefixOrSuffixItem) -> Option<String> {
    match item {
        CommandPrefixOrSuffixItem::Word(word) | CommandPrefixOrSuffixItem::AssignmentWord(_, word) => {
            Some(word.value.clone())
        }
        _ => None,
    }
}

#[test]
fn both_accept_the_same_and_see_the_same_words() {
    for text in CASES {
        let ours = shell::parse(text, Dialect::Bash);
        let theirs = tokenize_str(text).ok().and_then(|tokens| parse_tokens(&tokens, &ParserOptions::default()).ok());
        assert_eq!(ours.problems.is_empty(), theirs.is_some(), "{text:?}: {:?}", ours.problems);
        // They keep a process substitution apart from the words, and the spelling of continued lines and arrays differs.
        if let Some(theirs) = theirs.filter(|_| !["<(", "\\\n", "=("].iter().any(|odd| text.contains(odd))) {
            assert_eq!(our_words(text), their_words(&theirs), "{text:?}");
        }
    }
}
