use crate::fix::{Edit, Safety};
use crate::model::command::{Command, Redirection, SubstitutionKind};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("2>&1") {
        return;
    }
    for command in script.commands() {
        let is_read = !command.context.output.is_empty()
            || command.context.substitution.is_some_and(|within| within.kind != SubstitutionKind::Script);
        let Some((errors, output)) = misordered(command, text).filter(|_| !is_read) else { continue };
        let file = output.target.range.of(text);
        let start = errors.target.range.start as usize - "2>&".len();
        let before = text[..start].trim_end_matches([' ', '\t']).len();
        let remove = Edit::replace(script.span_of(before..errors.target.range.end as usize), "");
        let end = output.target.range.end as usize;
        let append = Edit::replace(script.span_of(end..end), " 2>&1");
        cx.report(script.span_of(start..end), format!("errors do not go to `{file}`: `2>&1` stands before it"))
            .help("redirections count from left to right: first the file, then `2>&1`")
            .fix("put `2>&1` last", Safety::Unsafe, vec![remove, append]);
    }
}

/// `2>&1` and the redirection of the output to a file that follows it.
fn misordered<'c, 't>(command: &'c Command<'t>, text: &str) -> Option<(&'c Redirection<'t>, &'c Redirection<'t>)> {
    let redirections = command.redirections.as_slice();
    let before = |redirection: &Redirection<'_>| text[..redirection.target.range.start as usize].trim_end().to_owned();
    let at = redirections.iter().position(|errors| errors.target.is("1") && before(errors).ends_with("2>&"))?;
    let output = redirections[at + 1..].iter().find(|output| {
        let is_output = output.descriptor.is_none_or(|descriptor| descriptor == 1) && before(output).ends_with('>');
        is_output && !output.target.prefix.starts_with("/dev/tty")
    })?;
    let is_saved = redirections.iter().any(|other| other.descriptor.is_some_and(|descriptor| descriptor > 2));
    (!is_saved).then_some((&redirections[at], output))
}
