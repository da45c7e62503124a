use crate::model::command::Argument;
use crate::model::script::{Script, conditions};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    for condition in conditions(script) {
        let shown = |word: &Argument<'_>| word.range.of(text).to_owned();
        let (message, check) = match condition.words.as_slice() {
            [only] if is_unspaced_comparison(shown(only).as_str()) => {
                let shown = shown(only);
                let message =
                    format!("`{shown}` is one word without blanks around the operator, so the test is always true");
                (message, "shellcheck:SC2077")
            }
            [only] if only.as_str().is_some_and(is_bare_name) => {
                let check = match only.as_str() {
                    Some("false") => "shellcheck:SC2158",
                    Some("0") => "shellcheck:SC2159",
                    _ => "shellcheck:SC2078",
                };
                (format!("`{}` is a text that is not empty, so the test is always true", shown(only)), check)
            }
            [operator, only] if is_bare_operand(operator, only) => {
                let holds = operator.is("-n");
                let message = format!("`{}` is a text that is not empty, so the test is always {holds}", shown(only));
                (message, "shellcheck:SC2157")
            }
            [left, operator, right] if matches!(operator.as_str(), Some("=" | "==" | "!=")) => {
                let is_pattern = condition.is_double && right.prefix.contains(['*', '?', '[']);
                if !is_fixed(left) || !is_fixed(right) || is_pattern {
                    continue;
                }
                let holds = (left.value == right.value) != operator.is("!=");
                let message =
                    format!("`{}` and `{}` never change, so the test is always {holds}", shown(left), shown(right));
                (message, "shellcheck:SC2050")
            }
            _ => continue,
        };
        cx.report(script.place_of(condition.range), message)
            .stands_for([check])
            .help("compare a variable, with blanks around the operator");
    }
}

/// Whether a word is written out: Azure Pipelines fills in `$(name)` within single quotes too, other programs other things.
fn is_fixed(word: &Argument<'_>) -> bool {
    word.as_str().is_some_and(|text| !text.contains(['$', '%', '@', '<', '{']))
}

/// Whether `-n` or `-z` asks of a name without its `$` whether it is empty.
fn is_bare_operand(operator: &Argument<'_>, word: &Argument<'_>) -> bool {
    let asks = operator.is("-n") || operator.is("-z");
    asks && word.as_str().is_some_and(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()) && is_bare_name(text))
}

/// Whether a text is a word of letters and digits, which nothing fills in, and that does not say itself that it is true.
fn is_bare_name(text: &str) -> bool {
    !matches!(text, "" | "1" | "true") && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether a word is a variable, an operator and a value: `$a=b` or `"$a"="b"`.
fn is_unspaced_comparison(written: &str) -> bool {
    let Some((left, _)) = written.split_once('=') else { return false };
    let left = left.trim_end_matches('!');
    let inner = match left.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"'),
        None => Some(left),
    };
    let name = inner.and_then(|inner| inner.strip_prefix('$')).unwrap_or_default();
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
