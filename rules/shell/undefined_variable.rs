use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::model::script::{Interpreter, Script, ScriptOrigin, Use};
use crate::rule::{Check, Cx};
use crate::spelling::is_near;

pub const CHECK: Check = Check::Script(check);

/// Variables that shells set by themselves, with those that builders have at hand (Dockerfile reference, "Predefined ARGs").
const GIVEN: [&str; 12] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
    "PATH",
    "HOME",
];

/// For how many names another one is looked for that may be meant.
const MOST: usize = 100;

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let Some(instruction) = script.instruction() else { return };
    let is_read = script.origin() == ScriptOrigin::Build && matches!(script.interpreter(), Interpreter::Posix(_));
    if !is_read || !script.text().contains('$') {
        return;
    }
    let variables = script.variables();
    if variables.is_open {
        return;
    }
    let mut looked_up = 0;
    for used in variables.uses.iter().filter(|used| is_name(used.name) && !used.has_default() && !used.is_indirect) {
        let is_set = variables.settings_of(used.name).next().is_some();
        // Of each name the first use decides.
        let is_first = || variables.uses_of(used.name).next().is_some_and(|first| first.range == used.range);
        let is_known = is_set || !is_first() || GIVEN.contains(&used.name) || is_declared(instruction, used.name);
        if is_known || is_asked_for(script, used) {
            continue;
        }
        let meant = if looked_up < MOST { meant(script, instruction, used.name) } else { None };
        looked_up += 1;
        let is_own = used.name.bytes().any(|byte| byte.is_ascii_lowercase()) && used.name.len() > 1;
        // A name in capitals may come from the base image.
        if meant.is_none() && !is_own {
            continue;
        }
        let name = used.name;
        let start = script.text()[used.range.range()].find(name).unwrap_or_default() + used.range.start as usize;
        let edit = meant.as_ref().map(|meant| Edit::replace(script.span_of(start..start + name.len()), meant.clone()));
        let reported = cx
            .report(script.place_of(used.range), format!("`{name}` is set nowhere, so it is empty here"))
            .stands_for([if is_own { "shellcheck:SC2154" } else { "shellcheck:SC2153" }]);
        match meant {
            Some(meant) => reported.help(format!("is `{meant}` meant?")),
            None => reported.help("set it in this script, or declare it with ARG or ENV above"),
        }
        .fix("correct the name", Safety::Unsafe, edit);
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// Whether ARG or ENV declares a variable, if only before the first FROM: of that another rule tells.
fn is_declared(instruction: Instruction<'_>, name: &str) -> bool {
    instruction.declares(name) || instruction.dockerfile().global_argument(name).is_some()
}

/// Whether a script asks first whether the variable is set.
fn is_asked_for(script: &Script<'_>, used: &Use<'_>) -> bool {
    let of_same = script.variables().uses_of(used.name);
    of_same.clone().any(Use::has_default) || {
        let text = script.text();
        of_same.into_iter().any(|other| {
            let before = text[..other.range.start as usize].trim_end_matches(['"', '{']).trim_end();
            before.ends_with("-n") || before.ends_with("-z") || before.ends_with('[') || before.ends_with("test")
        })
    }
}

/// The name that was meant: one letter differs, and it is set.
fn meant(script: &Script<'_>, instruction: Instruction<'_>, name: &str) -> Option<String> {
    if name.len() < 4 {
        return None;
    }
    let in_script = script.variables().settings.iter().map(|setting| setting.name);
    let all = in_script.chain(instruction.declared_variables()).chain(GIVEN);
    all.filter(|other| is_near(name, other)).min().map(str::to_owned)
}
