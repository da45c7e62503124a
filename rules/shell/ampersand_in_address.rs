use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("://") || !text.contains('&') {
        return;
    }
    for command in script.commands().iter().filter(|command| command.context.background) {
        let Some(address) = command.arguments.last().filter(|word| word.prefix.contains("://")) else { continue };
        let (start, end) = (address.range.start as usize, address.range.end as usize);
        let rest = text[end..].strip_prefix('&').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let Some(rest) = rest.filter(|_| command.range.end as usize == end) else { continue };
        let length = rest.find(|c: char| c.is_whitespace() || ";|<>()".contains(c)).unwrap_or(rest.len());
        let whole = &text[start..end + 1 + length];
        let is_plain = !whole.contains(['"', '\'', '\\', '`']) && !whole.ends_with('&');
        let edit = is_plain.then(|| Edit::replace(script.span_of(start..start + whole.len()), format!("\"{whole}\"")));
        cx.report(
            script.place_of(address.range),
            format!("`&` ends the address, and `{}` runs as a command", &rest[..length]),
        )
        .help("put the address in quotes")
        .fix("put the address in quotes", Safety::Unsafe, edit);
    }
}
