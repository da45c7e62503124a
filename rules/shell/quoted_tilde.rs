use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Programs whose operands are files.
const OF_FILES: [&str; 22] = [
    "cd", "mkdir", "cp", "mv", "rm", "ls", "cat", "touch", "chmod", "chown", "ln", "source", ".", "test", "[", "tar",
    "head", "tail", "stat", "tee", "install", "rmdir",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !["\"~/", "'~/", ":~/"].iter().any(|start| text.contains(start)) {
        return;
    }
    for command in script.commands() {
        for setting in command.settings.iter().filter(|setting| setting.name == "PATH") {
            let written = setting.value.range.of(text);
            if written.starts_with("\"~/") || written.contains(":~/") && written.starts_with('"') {
                cx.report(script.place_of(setting.range), "`~` in `PATH` is no home: within quotes it stays as it is")
                    .stands_for(["shellcheck:SC2147"])
                    .help("write `$HOME`");
            }
        }
        let operands = command.arguments.iter().filter(|_| command.is_any(&OF_FILES));
        let files = command.redirections.iter().filter(|redirection| redirection.body.is_none());
        for word in operands.chain(files.map(|redirection| &redirection.target)) {
            let written = word.range.of(text);
            let Some((quote @ ("\"" | "'"), rest)) = written.split_at_checked(1) else { continue };
            let Some(path) = rest.strip_prefix("~/") else { continue };
            let span = script.span_of(word.range.range());
            cx.report(span, format!("`{written}` is in a folder called `~`: within quotes that is not the home"))
                .stands_for(["shellcheck:SC2088"])
                .help("write `~/` outside of the quotes, or `$HOME` within double ones")
                .fix("take `~/` out of the quotes", Safety::Unsafe, Edit::replace(span, format!("~/{quote}{path}")));
        }
    }
}
