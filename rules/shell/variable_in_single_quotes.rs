use crate::fix::{Edit, Safety};
use crate::model::command::Argument;
use crate::model::docker::Variable;
use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !matches!(script.interpreter(), Interpreter::Posix(_)) || !text.contains("'$") {
        return;
    }
    for command in script.commands().iter().filter(|command| command.is_any(&PLAIN)) {
        for word in &command.arguments {
            let Some(name) = variable(word, text).filter(|name| is_set(script, name)) else { continue };
            let written = word.range.of(text);
            let inner = written.trim_matches('\'');
            let span = script.span_of(word.range.range());
            cx.report(script.place_of(word.range), format!("`{written}` is this very text, not what `{name}` holds"))
                .help("within single quotes nothing is expanded: double quotes are")
                .fix("use double quotes", Safety::Unsafe, Edit::replace(span, format!("\"{inner}\"")));
        }
    }
}

/// Programs that take a word as it is: others expand variables of their own.
const PLAIN: [&str; 12] = ["[", "cd", "cp", "chmod", "chown", "curl", "git", "mkdir", "mv", "rm", "test", "wget"];

/// The variable that a word in single quotes names, with nothing else in it.
fn variable<'t>(word: &Argument<'_>, text: &'t str) -> Option<&'t str> {
    let inner = word.range.of(text).strip_prefix('\'')?.strip_suffix('\'')?;
    let name = inner.strip_prefix('$')?;
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some(name)
}

/// Whether the script, or the Dockerfile above it, sets a variable.
fn is_set(script: &Script<'_>, name: &str) -> bool {
    script.variables().settings_of(name).next().is_some() || matches!(script.variable(name), Variable::Set(_))
}
