use crate::model::script::{CommandKind, List, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("()") && !text.contains("function ") {
        return;
    }
    let lists = script.lists();
    let mut definitions: Vec<(&str, u32)> = Vec::new();
    for command in lists.iter().flat_map(List::commands) {
        // One that calls a program of its own name stands for that, and before it the program itself is called.
        if let CommandKind::Function { name, body } = &command.kind
            && !body.range.of(text).contains(&format!("command {}", name.of(text)))
        {
            definitions.push((name.of(text), name.start));
        }
    }
    definitions.sort_unstable();
    let is_open = script.variables().is_open;
    for command in script.commands().iter().filter(|command| !command.context.in_function && !is_open) {
        let Some(program) = command.program.as_ref().filter(|_| command.wrappers.is_empty()) else { continue };
        let Some(name) = program.as_str() else { continue };
        // The first of this name counts.
        let at = definitions.partition_point(|(defined, _)| *defined < name);
        let Some((_, start)) =
            definitions.get(at).filter(|(defined, start)| *defined == name && program.range.start < *start)
        else {
            continue;
        };
        cx.report(script.place_of(command.range), format!("`{name}` is called before it is defined"))
            .label(script.span_of(*start as usize..*start as usize + name.len()), "defined here")
            .help("put the function before its first call");
    }
}
