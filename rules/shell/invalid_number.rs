use crate::model::script::{Interpreter, Script};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("((") || !matches!(script.interpreter(), Interpreter::Posix(_)) {
        return;
    }
    for range in &script.variables().arithmetic {
        let written = range.of(text);
        // What is quoted, computed elsewhere or a list is not looked into.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_$ ()+-*/%<>=!&|^~?:,.\n\t".contains(&byte);
        if !written.bytes().all(is_plain) || written.trim_start_matches("$(").contains("$(") {
            continue;
        }
        for number in written.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | '$')) {
            let (why, check, help) = if is_decimal(number) {
                ("is no whole number", "shellcheck:SC2079", "the shell computes whole numbers only: use `awk` or `bc`")
            } else if is_broken_octal(number) {
                ("begins with 0, and is no octal number", "shellcheck:SC2080", "leave out the 0 at the beginning")
            } else {
                continue;
            };
            let start = range.start as usize + (number.as_ptr().addr() - written.as_ptr().addr());
            let place = script.span_of(start..start + number.len());
            cx.report(place, format!("`{number}` {why}: the shell gives up there")).stands_for([check]).help(help);
        }
    }
}

fn is_decimal(number: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    number.split_once('.').is_some_and(|(left, right)| digits(left) && digits(right))
}

fn is_broken_octal(number: &str) -> bool {
    number.len() > 1
        && number.starts_with('0')
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && number.contains(['8', '9'])
}
