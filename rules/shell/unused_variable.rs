use crate::model::script::{Interpreter, Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    let is_whole = script.origin() != ScriptOrigin::Container && matches!(script.interpreter(), Interpreter::Posix(_));
    if !is_whole || script.variables().is_open || script.variables().settings.is_empty() {
        return;
    }
    let variables = script.variables();
    let mut named: Vec<&str> = variables.uses.iter().map(|used| used.name).collect();
    named.extend(variables.settings.iter().filter(|setting| !setting.is_plain).map(|setting| setting.name));
    named.extend(mentions(text).filter(|(start, _)| !is_setting(script, *start)).map(|(_, name)| name));
    named.sort_unstable();
    let mut seen: Vec<&str> = Vec::new();
    for setting in variables.settings.iter().filter(|setting| setting.is_plain) {
        let is_used = named.binary_search(&setting.name).is_ok();
        // Names in capitals may be for programs, and `_` is for what nobody wants.
        let is_for_others = setting.name.bytes().all(|byte| !byte.is_ascii_lowercase());
        if is_used || is_for_others || setting.name.starts_with('_') || seen.contains(&setting.name) {
            continue;
        }
        if seen.len() < MOST {
            seen.push(setting.name);
        }
        cx.report(script.place_of(setting.range), format!("`{}` is set and never used", setting.name))
            .help("leave it out, or `export` it if a program is to see it");
    }
}

/// How many names are told only once.
const MOST: usize = 100;

/// The words of a text that may name variables, and where they begin: whatever has the name may be a use of it, such as text that a trap or
/// an arithmetic expression reads.
fn mentions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = text.split(move |c: char| !is_letter(c)).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Whether the name of a variable that gets a value stands at a byte of the text.
fn is_setting(script: &Script<'_>, start: usize) -> bool {
    let settings = &script.variables().settings;
    settings.binary_search_by_key(&start, |setting| setting.range.start as usize).is_ok()
}
