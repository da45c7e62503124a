use crate::diagnostic::Severity;
use crate::model::credential::{Verdict, judge};
use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let judged = object.secret_entries().into_iter().filter_map(|entry| Some((judge(entry.key, &entry.value)?, entry)));
    let judged: Vec<_> = judged.collect();
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Known(_) => 0,
        Verdict::Secret => 1,
        Verdict::Weak => 2,
    };
    // A Secret is one finding, at the worst of what is in it.
    let Some((verdict, entry)) = judged.iter().min_by_key(|(verdict, _)| rank(verdict)) else { return };
    let (what, severity) = match verdict {
        Verdict::Known(found) => (format!("holds {} under `{}`", found.what, entry.key), Severity::Error),
        Verdict::Secret => (format!("holds `{}`", entry.key), Severity::Warning),
        Verdict::Weak => (format!("holds the password `{}`", entry.key), Severity::Info),
    };
    cx.report(entry.place, format!("{} {what} for everyone to read", object.title()))
        .severity(severity)
        .help("encrypt it (SOPS, Sealed Secrets) or fetch it (External Secrets), and replace this one: it is in the history of the repository");
}
