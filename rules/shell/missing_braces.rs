use crate::fix::{Edit, Safety};
use crate::model::script::Script;
use crate::model::script::Use;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains('$') {
        return;
    }
    for used in &script.variables().uses {
        let rest = &text[used.range.end as usize..];
        if used.range.of(text).starts_with("${") || !rest.starts_with(|c: char| c.is_ascii_digit() || c == '[') {
            continue;
        }
        let (length, check) = if rest.starts_with('[') {
            match rest.find(']').filter(|end| is_index(&rest[1..*end]) && is_array(script, used)) {
                Some(end) => (end + 1, "shellcheck:SC1087"),
                None => continue,
            }
        } else if used.name.bytes().all(|byte| byte.is_ascii_digit()) && used.name != "0" {
            (rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len(), "shellcheck:SC1037")
        } else {
            continue;
        };
        let (start, end) = (used.range.start as usize, used.range.end as usize + length);
        let inner = &text[start + 1..end];
        let edit = Edit::replace(script.span_of(start..end), format!("${{{inner}}}"));
        cx.report(script.place_of(used.range), format!("this is `${}` and the text `{}`", used.name, &rest[..length]))
            .stands_for([check])
            .help(format!("write `${{{inner}}}`"))
            .fix("put it in braces", Safety::Unsafe, edit);
    }
}

fn is_index(text: &str) -> bool {
    matches!(text, "@" | "*") || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether all that sets the variable makes an array of it.
fn is_array(script: &Script<'_>, used: &Use<'_>) -> bool {
    let mut settings = script.variables().settings_of(used.name).peekable();
    let is_list = |end: u32| script.text()[end as usize..].trim_start_matches('+').starts_with("=(");
    settings.peek().is_some() && settings.all(|setting| is_list(setting.range.end))
}
