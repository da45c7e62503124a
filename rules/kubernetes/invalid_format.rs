use crate::model::kubernetes::schema::{Departure, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Departure(check);

fn check(departure: &Departure<'_>, cx: &mut Cx<'_>) {
    if let Fault::Pattern(entry, value, pattern) = departure.fault {
        cx.report(value, format!("`{}` of `{}` does not match its pattern", value.text().trim(), entry.key.text()))
            .help(format!("the definition asks for `{}`, and the API server refuses the object", pattern.text()))
            .label(pattern.span(), "the pattern");
    }
    let Fault::Format(entry, value, format) = departure.fault else { return };
    cx.report(value, format!("`{}` of `{}` is no {}", value.text().trim(), entry.key.text(), format.title()))
        .help(format!("write it like `{}`: the API server refuses the object", format.example()));
}
