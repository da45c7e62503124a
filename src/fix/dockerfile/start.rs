//! Commands that a container starts with.

use super::exec_form;
use crate::syntax::shell::{self, CommandKind, Connector, Dialect};

/// Builtins of the shell, and words that are no programs: `exec` can not take their place.
const BUILTINS: [&str; 22] = [
    ".", ":", "[", "alias", "break", "cd", "command", "eval", "exec", "exit", "export", "read", "return", "set",
    "shift", "source", "test", "trap", "ulimit", "umask", "wait", "while",
];

/// A line in exec form with a shell that reads it and leaves its place to the last program, so that this gets the signal to stop. With
/// `takes_arguments` the program gets what is written behind: `CMD` behind `ENTRYPOINT`. `None` unless the line is a chain of plain
/// commands joined with `&&`.
pub fn by_shell(line: &str, takes_arguments: bool) -> Option<String> {
    let script = shell::parse(line, Dialect::Sh);
    let [item] = script.body.items.as_slice() else { return None };
    let is_joined = item.chain.rest.iter().all(|(connector, _)| *connector == Connector::And);
    let is_whole = script.problems.is_empty() && script.comments.is_empty() && script.here_documents.is_empty();
    let last = item.chain.rest.last().map_or(&item.chain.first, |(_, pipeline)| pipeline);
    let ([command], false, false) = (&last.stages[..], last.negated, item.background) else { return None };
    let CommandKind::Simple(simple) = &command.kind else { return None };
    let start = last.range.start as usize;
    let program = line[start..].split_whitespace().next()?;
    let names_program = program.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    let uses_arguments = line.match_indices('$').any(|(at, _)| {
        line[at + 1..].trim_start_matches('{').starts_with(|c: char| c.is_ascii_digit() || "@*#".contains(c))
    });
    let is_plain = is_joined && is_whole && simple.assignments.is_empty() && names_program && !uses_arguments;
    if !is_plain || BUILTINS.contains(&program) || line.contains(char::is_control) {
        return None;
    }
    let script = format!("{}exec {}", &line[..start], &line[start..]);
    let with_arguments = format!("{script} \"$@\"");
    Some(if takes_arguments {
        exec_form(&["sh", "-c", &with_arguments, "sh"])
    } else {
        exec_form(&["sh", "-c", &script])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_program_takes_the_place_of_the_shell() {
        for (line, wanted) in [
            ("java $OPTS -jar a.jar", r#"["sh", "-c", "exec java $OPTS -jar a.jar"]"#),
            (r#"a "b c" && d > e"#, r#"["sh", "-c", "a \"b c\" && exec d > e"]"#),
        ] {
            assert_eq!(by_shell(line, false).as_deref(), Some(wanted));
        }
        let wanted = r#"["sh", "-c", "exec java -jar a.jar \"$@\"", "sh"]"#;
        assert_eq!(by_shell("java -jar a.jar", true).as_deref(), Some(wanted));
    }

    #[test]
    fn what_is_no_plain_chain_stays() {
        for line in
            ["a | b", "a; b", "a &", "a || b", "cd a", "exec a", "A=1 b", "$a b", "a \"$1\"", "a # b", "(a)", "! a", ""]
        {
            assert_eq!(by_shell(line, false), None, "{line}");
        }
    }
}
