use crate::fix::{Edit, Safety};
use crate::model::script::{Interpreter, Script, is_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("export ") || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&["export"])) {
        for word in &command.arguments {
            let written = word.range.of(text).trim_matches('"');
            let bare = written.strip_prefix('$').unwrap_or_default();
            let name = bare.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(bare);
            if is_name(name) {
                let span = script.span_of(word.range.range());
                cx.report(span, format!("this exports what `{name}` holds the name of, and not `{name}`"))
                    .help(format!("write `export {name}`"))
                    .fix("leave out the `$`", Safety::Unsafe, Edit::replace(span, name));
            }
        }
    }
}
