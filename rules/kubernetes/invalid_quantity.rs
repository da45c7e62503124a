use crate::model::kubernetes::schema::{Departure, Fault, SUFFIXES};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    if let Fault::Amount(entry, asked) = &departure.fault {
        let message = format!("`{}` is no amount of `{}`", entry.value.text(), entry.key.text());
        cx.report(entry.value, message).help(format!("{asked}: the API server rejects the object"));
    }
    let Fault::Quantity(entry, value) = departure.fault else { return };
    let text = value.text();
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digits = compact.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    // `MB` and `MiB` count bytes in common speech; a `K` is a `k` here.
    let unit = compact[digits.len()..].trim_end_matches(['b', 'B']);
    // `MB` is the `M` that is written so, not the `m` of thousandths.
    let alike = || SUFFIXES.iter().find(|suffix| suffix.eq_ignore_ascii_case(unit));
    let meant = SUFFIXES.iter().find(|suffix| **suffix == unit).or_else(alike).filter(|suffix| !suffix.is_empty());
    let help = match meant {
        Some(suffix) if !digits.is_empty() => format!("did you mean `{digits}{suffix}`?"),
        _ => "write a number and one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, or none".into(),
    };
    cx.report(value, format!("`{text}` is no amount of `{}`", entry.key.text())).help(help);
}
