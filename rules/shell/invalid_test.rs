use crate::model::command::{Argument, Command};
use crate::model::script::{Dialect, Interpreter, Script, unreadable_tests};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// The operators between two words.
const BINARY: [&str; 19] = [
    "=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef", "-a", "-o", "=~", "<=",
    ">=",
];

/// What the same mistakes within `[[ ]]` are called elsewhere.
const IN_BASH: [&str; 10] = [
    "shellcheck:SC1019",
    "shellcheck:SC1026",
    "shellcheck:SC1027",
    "shellcheck:SC1029",
    "shellcheck:SC1035",
    "shellcheck:SC1072",
    "shellcheck:SC1073",
    "shellcheck:SC1108",
    "shellcheck:SC2108",
    "shellcheck:SC2110",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if script.interpreter() == Interpreter::Posix(Dialect::Bash) {
        for test in unreadable_tests(script) {
            cx.report(script.place_of(test.range), format!("`[[` cannot read this: {}", test.what))
                .stands_for(IN_BASH)
                .help("bash rejects the whole script for it, and runs nothing of it or only what stands before");
        }
    }
    if !text.contains("[ ") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["["])) {
        let Some((message, place, check, help)) = fault(command, text) else { continue };
        cx.report(script.place_of(place.range), message).stands_for(check.iter().copied()).help(help);
    }
}

type Fault<'c, 't> = (String, &'c Argument<'t>, &'static [&'static str], &'static str);

fn fault<'c, 't>(command: &'c Command<'t>, text: &'t str) -> Option<Fault<'c, 't>> {
    let (last, words) = command.arguments.split_last()?;
    let written = |word: &Argument<'_>| word.range.of(text).to_owned();
    if !last.is("]") {
        let is_glued = last.as_str().is_some_and(|word| word.ends_with(']') && !word.contains('[')) && !last.splits;
        let message = format!("`{}` ends with the `]` that has to stand on its own", written(last));
        return is_glued.then_some((
            message,
            last,
            &["shellcheck:SC1020", "shellcheck:SC1034", "shellcheck:SC1019", "shellcheck:SC1072", "shellcheck:SC1073"],
            "put a blank before `]`",
        ));
    }
    if let Some(operator) = words.iter().find(|word| word.is("=~")).filter(|_| words.len() == 3) {
        let help = "use `[[ ]]` of bash, or `grep -q`";
        return Some(("`[` knows no `=~`".into(), operator, &["shellcheck:SC2074"], help));
    }
    if let Some((word, check)) = words.windows(3).find_map(no_number) {
        let message = format!("`{}` is no whole number", written(word));
        return Some((message, word, check, "compare texts with `=`, and numbers with a point in `awk`"));
    }
    let [first, second, ..] = words else { return None };
    let name = first.as_str().filter(|name| is_plain(name) && !first.splits)?;
    let operator = second.as_str().filter(|word| !BINARY.contains(word) && !word.is_empty() && !second.splits)?;
    let is_word_operator = matches!(operator, "lt" | "gt" | "le" | "ge" | "eq" | "ne" | "is" | "equals" | "in");
    let checks: (&'static [&'static str], &str) = if is_word_operator {
        (&["shellcheck:SC1106", "shellcheck:SC1072", "shellcheck:SC1073"], "write the operator with a `-`, or `=`")
    } else {
        (
            &["shellcheck:SC1014", "shellcheck:SC1009", "shellcheck:SC1072", "shellcheck:SC1073"],
            "to test whether a command succeeds, leave out the brackets",
        )
    };
    let message = format!("`[` cannot read `{name} {operator}`: `{operator}` is no operator");
    Some((message, first, checks.0, checks.1))
}

/// In `a -eq b`, what surely is no number.
fn no_number<'c, 't>(words: &'c [Argument<'t>]) -> Option<(&'c Argument<'t>, &'static [&'static str])> {
    let [left, operator, right] = words else { return None };
    if !matches!(operator.as_str(), Some("-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge")) {
        return None;
    }
    [right, left].into_iter().find_map(|word| {
        let text = word.as_str()?.trim();
        // Other programs fill in `@NAME@`, `<name>` and the like.
        let is_written =
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+_".contains(&byte));
        let is_decimal = text.contains('.') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let checks: &'static [&'static str] = if is_decimal { &["shellcheck:SC2072"] } else { &["shellcheck:SC2170"] };
        (is_written && text.parse::<i64>().is_err()).then_some((word, checks))
    })
}

/// Whether a word is the name of a program or another plain text, and no operator.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
}
