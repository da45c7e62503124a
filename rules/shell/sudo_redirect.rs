use crate::model::command::RedirectOperator;
use crate::model::script::{Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Folders that only root writes to.
const OF_ROOT: [&str; 7] = ["/etc/", "/root/", "/usr/", "/lib/", "/sys/", "/proc/", "/boot/"];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    if script.origin() == ScriptOrigin::Build || !script.text().contains("sudo") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_wrapped_in("sudo")) {
        for redirection in &command.redirections {
            let is_output = matches!(redirection.operator, RedirectOperator::Output | RedirectOperator::Append);
            let file = &redirection.target.prefix;
            if !is_output || !OF_ROOT.iter().any(|folder| file.starts_with(folder)) {
                continue;
            }
            let written = redirection.target.range.of(script.text());
            let append = if redirection.operator == RedirectOperator::Append { " -a" } else { "" };
            let message =
                format!("`{written}` is opened by the shell, and not as root: `sudo` is for the command only");
            cx.report(script.place_of(redirection.target.range), message)
                .help(format!("pipe the output to `sudo tee{append} {written}`"));
        }
    }
}
