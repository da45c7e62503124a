use crate::model::command::{RedirectOperator, SubstitutionKind};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("$(") || !text.contains('>') {
        return;
    }
    let all = script.commands();
    for command in all {
        let Some(within) = command.context.substitution.filter(|it| it.kind == SubstitutionKind::Command) else {
            continue;
        };
        let written = within.word.of(text).trim_matches('"');
        let is_alone = command.range.of(text).len() + 3 >= written.trim_end().len() && written.starts_with("$(");
        let is_setting = all[within.of].settings.iter().any(|setting| setting.value.range == within.word);
        if !is_alone || !is_setting || command.redirections.len() != 1 {
            continue;
        }
        let redirection = &command.redirections[0];
        let is_output = matches!(redirection.operator, RedirectOperator::Output | RedirectOperator::Append);
        let is_file = redirection.target.as_str().is_some_and(|file| !file.starts_with("/dev/") && !file.is_empty());
        if is_output && is_file && redirection.descriptor.is_none_or(|descriptor| descriptor == 1) {
            let file = redirection.target.range.of(text);
            cx.report(
                script.place_of(redirection.target.range),
                format!("nothing is left for `$(...)`: all goes to `{file}`"),
            )
            .help("use `tee` for both, or leave out `$(...)`");
        }
    }
}
