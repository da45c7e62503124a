use crate::model::command::Argument;
use crate::model::script::Script;
use crate::model::script::{Condition, conditions};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let text = script.text();
    if !text.contains("&&") && !text.contains("||") && !text.contains(" -o ") && !text.contains(" -a ") {
        return;
    }
    let all = conditions(script);
    let comparisons: Vec<Comparison<'_, '_>> = all.iter().flat_map(comparisons_of).collect();
    for pair in comparisons.windows(2) {
        let [one, other] = pair else { continue };
        let written = |word: &Argument<'_>| word.range.of(text).trim_matches('"').to_owned();
        let is_same = written(one.value) == written(other.value) && one.value.value.is_none();
        let differs = one.text != other.text && one.is_equal == other.is_equal;
        let gap = text.get(one.end..other.value.range.start as usize).unwrap_or_default();
        let Some(joined) = joined_with(gap).filter(|_| is_same && differs) else { continue };
        let (holds, check) = match (joined, one.is_equal, one.is_double && gap.contains(']')) {
            ("||", false, _) if !gap.contains(']') => ("holds for every value", "shellcheck:SC2055"),
            ("||", false, _) => ("holds for every value", "shellcheck:SC2252"),
            ("&&", true, _) => ("holds for none", "shellcheck:SC2333"),
            _ => continue,
        };
        let value = written(one.value);
        let message = format!("that `{value}` is compared with `{}` and `{}` {holds}", one.text, other.text);
        cx.report(script.place_of(other.value.range), message)
            .stands_for([check])
            .label(script.span_of(one.value.range.range()), "compared here too")
            .help(if one.is_equal { "join them with `||`" } else { "join them with `&&`" });
    }
}

/// `$value = text` or `$value != text`.
struct Comparison<'c, 't> {
    value: &'c Argument<'t>,
    text: &'c str,
    is_equal: bool,
    is_double: bool,
    end: usize,
}

fn comparisons_of<'c, 't>(condition: &'c Condition<'t>) -> Vec<Comparison<'c, 't>> {
    let is_double = condition.is_double;
    let triples = condition.words.windows(3).filter_map(|words| {
        let [value, operator, text] = words else { return None };
        let is_equal = match operator.as_str()? {
            "=" | "==" | "-eq" => true,
            "!=" | "-ne" => false,
            _ => return None,
        };
        let literal = text.as_str().filter(|text| !text.contains(['*', '?', '[', '$', '%', '@', '{']))?;
        Some(Comparison { value, text: literal, is_equal, is_double, end: text.range.end as usize })
    });
    triples.collect()
}

/// What joins two tests, if nothing else is between them.
fn joined_with(gap: &str) -> Option<&'static str> {
    let inner = gap.trim().trim_start_matches('"').trim_start_matches([']', ' ']);
    let inner = inner.trim_end_matches('"').trim_end().trim_end_matches("test").trim_end_matches(['[', ' ']);
    match inner.trim() {
        "||" | "-o" => Some("||"),
        "&&" | "-a" => Some("&&"),
        _ => None,
    }
}
