use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Kind;

pub const CHECK: Check = Check::Container(check);

/// Less than this is no memory for a process: 1 MiB.
const LEAST_BYTES: i64 = 1 << 20;

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for part in ["requests", "limits"] {
        for resource in ["memory", "ephemeral-storage"] {
            let Some(amount) = container.node().at(&["resources", part, resource]) else { continue };
            let text = amount.text();
            let is_amount = matches!(amount.kind(), Kind::Int | Kind::String);
            let digits = text.trim_end_matches('m');
            let Some(number) = digits.parse::<i64>().ok().filter(|number| is_amount && *number > 0) else { continue };
            let is_milli = text.len() == digits.len() + 1;
            if !is_milli && (number >= LEAST_BYTES || text != digits) {
                continue;
            }
            let bytes = if is_milli { "thousandths of a byte" } else { "bytes" };
            cx.report(amount, format!("`{resource}: {text}` is {number} {bytes}"))
                .help(format!("did you mean `{number}Mi`?"))
                .fix(format!("make it `{number}Mi`"), Safety::Unsafe, fix::yaml::set(amount, &format!("{number}Mi")));
        }
    }
}
