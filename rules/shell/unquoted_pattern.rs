use crate::fix::{Edit, Safety};
use crate::model::command::{Argument, Command};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// The tests of `find` that take a pattern.
const TESTS: [&str; 9] =
    ["-name", "-iname", "-path", "-ipath", "-wholename", "-iwholename", "-lname", "-ilname", "-regex"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("find ") && !text.contains("grep ") && !text.contains("tr ") {
        return;
    }
    for command in script.commands() {
        let (check, patterns) = match command.name() {
            Some("find") => ("shellcheck:SC2061", of_find(command)),
            Some("grep" | "egrep") => ("shellcheck:SC2062", of_grep(command)),
            Some("tr") => ("shellcheck:SC2060", command.arguments.iter().collect()),
            _ => continue,
        };
        for pattern in patterns {
            let written = pattern.range.of(text);
            let is_plain = !written.contains(['"', '\'', '\\', '$', '`', '{', '<']);
            // A bracket with a slash in it is none in the name of a file.
            let is_plain = is_plain && !written.contains("[/]");
            if is_plain && (written.contains(['*', '?']) || written.starts_with('[') && written.contains(']')) {
                let name = command.name().unwrap_or_default();
                let span = script.span_of(pattern.range.range());
                cx.report(
                    script.place_of(pattern.range),
                    format!("the shell may put names of files for `{written}` before `{name}` sees it"),
                )
                .stands_for([check])
                .help("put it in quotes")
                .fix("put it in quotes", Safety::Safe, Edit::replace(span, format!("'{written}'")));
            }
        }
    }
}

fn of_find<'c, 't>(command: &'c Command<'t>) -> Vec<&'c Argument<'t>> {
    let pairs = command.arguments.windows(2);
    let is_test = |word: &Argument<'_>| word.as_str().is_some_and(|word| TESTS.contains(&word));
    pairs.filter(|pair| is_test(&pair[0])).map(|pair| &pair[1]).collect()
}

fn of_grep<'c, 't>(command: &'c Command<'t>) -> Vec<&'c Argument<'t>> {
    let parsed = command.parsed();
    let is_elsewhere = parsed.has(&["e", "regexp", "f", "file"]);
    parsed.operands.first().filter(|_| !is_elsewhere).copied().into_iter().collect()
}
