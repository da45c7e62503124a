use crate::model::script::CommandKind;
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("()") && !text.contains("function ") || text.contains("export -f") {
        return;
    }
    let lists = script.lists();
    let functions = lists.iter().flat_map(|list| list.commands()).filter_map(|command| match &command.kind {
        CommandKind::Function { name, body } => Some((name.of(text), body.range.of(text))),
        _ => None,
    });
    // One that calls a program of its own name stands for that.
    let names: Vec<&str> = functions.filter(|(name, body)| !body.contains(name)).map(|(name, _)| name).collect();
    for command in script.commands().iter().filter(|_| !names.is_empty()) {
        let wrapper = command.wrappers.iter().find(|it| !matches!(it.name, "command" | "builtin" | "time" | "exec"));
        let called = command.program.as_ref().filter(|_| wrapper.is_some());
        let by_find = command.arguments.windows(2).find(|pair| command.is_any(&["find"]) && pair[0].is("-exec"));
        let called = called.or(by_find.map(|pair| &pair[1]));
        let Some(word) = called.filter(|word| word.as_str().is_some_and(|name| names.contains(&name))) else {
            continue;
        };
        let by = wrapper.map_or("find", |wrapper| wrapper.name);
        let name = word.range.of(text);
        cx.report(script.place_of(word.range), format!("`{by}` cannot run the function `{name}`"))
            .help(format!("use `{by}` within the function, or make a script of it"));
    }
}
