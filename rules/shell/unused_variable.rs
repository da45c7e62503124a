use crate::model::script::{Interpreter, Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    let is_whole = script.origin() != ScriptOrigin::Container && matches!(script.interpreter(), Interpreter::Posix(_));
    if !is_whole || !text.contains('=') || script.variables().is_open {
        return;
    }
    let variables = script.variables();
    for setting in variables.settings.iter().filter(|setting| setting.is_assignment && !setting.is_for_command) {
        // Any other place that has the name may be a use: an arithmetic expression, `export`, a script in a word.
        let elsewhere = text.match_indices(setting.name).any(|(at, _)| {
            at != setting.range.start as usize
                && !variables.settings_of(setting.name).any(|it| it.range.start as usize == at)
        });
        let is_read_by_shell = setting.name.bytes().all(|byte| !byte.is_ascii_lowercase());
        if !elsewhere
            && !is_read_by_shell
            && variables.settings_of(setting.name).next().is_some_and(|first| first.range == setting.range)
        {
            cx.report(script.place_of(setting.range), format!("`{}` is set and never used", setting.name))
                .help("leave it out, or `export` it if a program is to see it");
        }
    }
}
