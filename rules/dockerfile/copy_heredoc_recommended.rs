use crate::model::command::{Command, RedirectOperator};
use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// From so many lines on a file is worth a place of its own.
const LINES: usize = 2;

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let writes: Vec<&Command<'_>> = run.commands().iter().filter(|command| written_file(command).is_some()).collect();
    let Some(first) = writes.first() else { return };
    // What is only appended stands behind what the file has already, and a write that starts anew makes another file.
    let begins = |it: &Command<'_>| it.redirections.iter().any(|it| it.operator == RedirectOperator::Output);
    if !begins(first) || writes[1..].iter().any(|it| begins(it)) {
        return;
    }
    let file = written_file(first);
    if writes.len() < LINES || writes.len() != run.commands().len() || writes.iter().any(|it| written_file(it) != file)
    {
        return;
    }
    let name = file.unwrap_or_default();
    cx.report(run.span_of(first.range), format!("`{name}` is written line by line"))
        .help(format!("write it at once: `COPY <<EOF {name}`"));
}

/// The file that a command writes words into which are known.
fn written_file<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    let [redirection] = command.redirections.as_slice() else { return None };
    let is_known = command.arguments.iter().all(|word| word.value.is_some());
    let is_write = matches!(redirection.operator, RedirectOperator::Output | RedirectOperator::Append);
    let is_plain = command.wrappers.is_empty() && !command.context.conditional && redirection.descriptor.is_none();
    (command.is_any(&["echo", "printf"]) && is_known && is_write && is_plain)
        .then(|| redirection.target.as_str().filter(|file| file.starts_with('/') && !file.starts_with("/dev/")))?
}
