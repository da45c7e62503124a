use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::compose::Service;
use crate::rule::{Check, Cx};
use crate::tree::Style;

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    for item in service.items(&["environment"]).into_iter().filter(|item| item.is_scalar()) {
        let text = item.text();
        let Some((name, value)) = text.split_once('=') else { continue };
        let is_plain = item.style() == Style::Plain && !item.is_shared();
        if name.ends_with([' ', '\t']) {
            let blanks = item.span_of(name.trim_end().len()..name.len());
            cx.report(
                blanks,
                format!("the name of `{}` of service `{}` ends with a blank", name.trim_end(), service.name()),
            )
            .severity(Severity::Error)
            .help("remove the blank before `=`: Compose refuses the file")
            .fix("remove the blank", Safety::Safe, is_plain.then(|| Edit::replace(blanks, "")));
        } else if let Some(at) = name.find([' ', '\t']) {
            cx.report(item.span_of(0..name.len()), format!("the name `{name}` has a blank in it"))
                .help(format!("write `{}=...`, if that is the name", &name[..at]));
        }
        // Blanks before options do no harm, and most programs take several words apart.
        let word = value.trim_start();
        let is_word = !word.is_empty() && !word.starts_with('-') && !word.contains([' ', '\t', '$']);
        if is_word && word.len() < value.len() {
            let blanks = item.span_of(name.len() + 1..text.len() - word.len());
            cx.report(blanks, format!("the value of `{name}` of service `{}` begins with a blank", service.name()))
                .help("remove the blank behind `=`")
                .fix("remove the blank", Safety::Safe, is_plain.then(|| Edit::replace(blanks, "")));
        }
        let inner = ['"', '\''].into_iter().find_map(|quote| {
            let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
            (!inner.is_empty() && !inner.contains(quote)).then_some(inner)
        });
        let Some(inner) = inner else { continue };
        let place = item.span_of(name.len() + 1..text.len());
        let bare = (is_plain && !inner.contains(": ") && !inner.contains(" #") && !inner.ends_with([':', ' ']))
            .then(|| Edit::replace(place, inner));
        cx.report(place, format!("`{name}` of service `{}` has its quotes in its value", service.name()))
            .help("remove the quotes, or put them around the whole item")
            .fix("remove the quotes", Safety::Safe, bare);
    }
}
