use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::{Node, Style};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let Some(test) = service.at(&["healthcheck", "test"]).filter(|test| test.is_seq()) else { return };
    let words: Vec<Node<'_>> = test.items().collect();
    let name = service.name();
    let Some(first) = words.first() else {
        cx.report(test, format!("the health check of `{name}` runs nothing"))
            .severity(Severity::Warning)
            .help("write the command, begun with `CMD` or `CMD-SHELL`, or `NONE` to have no check");
        return;
    };
    if let Some(disable) = service.at(&["healthcheck", "disable"]).filter(|node| node.as_bool() == Some(true))
        // An override may well switch off the check of another file.
        && disable.parent() == test.parent()
        && first.as_str() != Some("NONE")
    {
        cx.report(disable, format!("the health check of `{name}` has a test, and is switched off"))
            .severity(Severity::Warning)
            .label(test.span(), "never runs")
            .help("keep one of them");
        return;
    }
    match first.as_str() {
        Some("CMD") => look_at_words(name, test, &words[1..], cx),
        Some("NONE") if words.len() > 1 => {
            cx.report(
                words[1],
                format!("the health check of `{name}` is `NONE`, so `{}` does nothing", words[1].text()),
            )
            .severity(Severity::Warning)
            .help("begin the list with `CMD`, or take the rest out");
        }
        Some("CMD-SHELL" | "NONE") | None => {}
        Some(other) => {
            let command = insert(*first, "CMD");
            cx.report(*first, format!("the health check of `{name}` begins with `{other}`, not with `CMD`"))
                .help("begin the list with `CMD` or `CMD-SHELL`")
                .fix("begin with `CMD`", Safety::Safe, command);
        }
    }
}

/// What only a shell understands, or only a shell can split.
fn look_at_words(name: &str, test: Node<'_>, words: &[Node<'_>], cx: &mut Cx<'_>) {
    let is_shell = words.first().and_then(|word| word.as_str()).is_some_and(|word| {
        matches!(word.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash" | "cmd" | "powershell" | "pwsh"))
    });
    let operator = words.iter().find(|word| matches!(word.as_str(), Some("||" | "&&" | "|" | ">" | ";")));
    let (place, message) = match (operator, words) {
        (Some(operator), _) if !is_shell => (
            *operator,
            format!("the health check of `{name}` runs without a shell, so `{}` does nothing", operator.text()),
        ),
        (None, [only]) if only.as_str().is_some_and(|text| text.trim().contains(' ') && !text.starts_with('/')) => {
            (*only, format!("the health check of `{name}` runs a program called `{}`, blanks and all", only.text()))
        }
        _ => return,
    };
    cx.report(place, message).help("begin the list with `CMD-SHELL` and write the command as one text").fix(
        "let a shell run it",
        Safety::Safe,
        shell_form(test, words),
    );
}

/// Puts a word before the first one of a list in brackets.
fn insert(first: Node<'_>, word: &str) -> Option<Edit> {
    let list = first.parent().filter(|list| !list.is_shared() && list.style() == Style::Flow)?;
    (first.via().is_none() && list.is_seq()).then(|| Edit::replace(first.span().at_start(), format!("\"{word}\", ")))
}

/// The same words as one text for a shell.
fn shell_form(test: Node<'_>, words: &[Node<'_>]) -> Option<Edit> {
    let mut command: Vec<&str> = Vec::new();
    for word in words {
        let written = word.as_str()?;
        let is_plain = words.len() == 1
            || !written.contains([' ', '\'', '"', '$', '\\', '*', '?', '(', '<', '&'])
            || matches!(written, "&&" | "||");
        command.push(written);
        if !is_plain {
            return None;
        }
    }
    let command = command.join(" ");
    let is_simple = test.style() == Style::Flow && !test.is_shared() && !command.contains(['"', '\\']);
    is_simple.then(|| Edit::replace(test.span(), format!("[\"CMD-SHELL\", \"{command}\"]")))
}
