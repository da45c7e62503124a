use crate::fix::{Edit, Safety};
use crate::model::command::Command;
use crate::model::script::{Script, ScriptOrigin};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Folders that are always there.
const GIVEN: [&str; 16] = [
    "",
    "-",
    "/",
    "~",
    ".",
    "..",
    "../",
    "../..",
    "/tmp",
    "/opt",
    "/root",
    "/usr/src",
    "/usr/local",
    "/usr/local/src",
    "/etc",
    "$HOME",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if script.origin() != ScriptOrigin::Build || !text.contains("cd ") || script.stops_at_failure() {
        return;
    }
    let commands: Vec<&Command<'_>> =
        script.commands().iter().filter(|command| command.context.substitution.is_none()).collect();
    let makers: Vec<&Command<'_>> =
        commands.iter().copied().filter(|command| command.is_any(&["mkdir", "install"])).collect();
    for (at, pair) in commands.windows(2).enumerate() {
        let (cd, next) = (pair[0], pair[1]);
        let gap = text.get(cd.range.end as usize..next.range.start as usize);
        let (Some(folder), Some(gap)) = (folder(cd, text), gap.filter(|gap| ends_command(gap))) else { continue };
        let is_made =
            |maker: &&Command<'_>| maker.range.start < cd.range.start && maker.range.of(text).contains(folder);
        if next.is_any(&["exit"]) || makers.iter().any(is_made) {
            continue;
        }
        let before = at.checked_sub(1).map(|at| text.get(commands[at].range.end as usize..cd.range.start as usize));
        let is_first = before.is_none_or(|gap| gap.is_some_and(|gap| ends_command(gap) && !gap.contains(['(', '{'])));
        let semicolon = gap.find(';').filter(|_| is_first && gap.trim_start().starts_with(';'));
        let edit = semicolon.map(|offset| {
            let start = cd.range.end as usize;
            Edit::replace(script.span_of(start..start + offset + 1), " &&")
        });
        let following = next.name().map_or("the next command".to_owned(), |name| format!("`{name}`"));
        cx.report(script.place_of(cd.range), format!("if `{folder}` is missing, {following} runs in another folder"))
            .help("join them with `&&`, or begin the script with `set -e`")
            .fix("go on only if the folder is there", Safety::Safe, edit);
    }
}

/// Whether what stands between two commands makes the second one run whatever becomes of the first.
fn ends_command(gap: &str) -> bool {
    gap.trim_start_matches([' ', '\t']).starts_with([';', '\n'])
}

/// The folder that a command changes to, where that can fail unseen.
fn folder<'t>(command: &Command<'_>, text: &'t str) -> Option<&'t str> {
    let context = &command.context;
    if !command.is_any(&["cd"]) || context.tested || context.background || !context.output.is_empty() {
        return None;
    }
    let [folder] = command.arguments.as_slice() else { return None };
    let written = folder.range.of(text).trim_matches(['"', '\'']);
    let is_given = GIVEN.contains(&written.trim_end_matches('/')) || written.contains("mktemp");
    (!is_given && !written.contains('\n')).then_some(written)
}
