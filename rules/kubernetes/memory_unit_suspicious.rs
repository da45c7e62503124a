use crate::fix::{self, Safety};
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::{Kind, Node};

pub const CHECK: Check = Check::Container(check);

/// Less than this is no memory for a process: 1 MiB.
const LEAST_BYTES: i64 = 1 << 20;
/// What is more than this is no number of MiB that anybody means: 64 GiB.
const MOST_MEGABYTES: i64 = 64 << 10;
/// More processors than a container is ever given.
const MOST_PROCESSORS: i64 = 512;
/// From this number on, round numbers are meant in thousandths: machines have 96, 128 or 192 processors, not 100 or 250. What is left
/// over of a machine with devices may be given to one container.
const ROUND_PROCESSORS: i64 = 100;
/// Units that are for bytes.
const OF_BYTES: [&str; 10] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "k", "M", "G", "T"];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for part in ["requests", "limits"] {
        if let Some(amount) = container.node().at(&["resources", part, "cpu"]) {
            processors(amount, container, cx);
        }
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
            let meant = if is_milli || number <= MOST_MEGABYTES { "Mi" } else { "Ki" };
            let bytes = if is_milli { "thousandths of a byte" } else { "bytes" };
            cx.report(amount, format!("`{resource}: {text}` is {number} {bytes}"))
                .help(format!("did you mean `{number}{meant}`?"))
                .fix(
                    format!("make it `{number}{meant}`"),
                    Safety::Unsafe,
                    fix::yaml::set(amount, &format!("{number}{meant}")),
                );
        }
    }
}

/// Reports processors that are counted as bytes are, or as thousandths without the `m`.
fn processors(amount: Node<'_>, container: Container<'_>, cx: &mut Cx<'_>) {
    let text = amount.text();
    if !matches!(amount.kind(), Kind::Int | Kind::String) {
        return;
    }
    if let Some(unit) =
        OF_BYTES.iter().find(|unit| text.strip_suffix(*unit).is_some_and(|it| it.parse::<f64>().is_ok()))
    {
        cx.report(amount, format!("`cpu: {text}` has the unit `{unit}`, which is for bytes"))
            .help("write a number of processors (`0.5`), or of thousandths of one (`500m`)");
    } else if let Some(number) = text.parse::<i64>().ok().filter(|number| is_unlikely(*number, container)) {
        cx.report(amount, format!("`cpu: {text}` is {number} processors"))
            .help(format!("did you mean `{number}m`?"))
            .fix(format!("make it `{number}m`"), Safety::Unsafe, fix::yaml::set(amount, &format!("{number}m")));
    }
}

fn is_unlikely(processors: i64, container: Container<'_>) -> bool {
    let is_round = processors >= ROUND_PROCESSORS && processors % 50 == 0;
    processors >= MOST_PROCESSORS || is_round && !container.has_device()
}
