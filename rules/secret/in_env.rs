use crate::diagnostic::Severity;
use crate::fix::{self, Edit, Safety};
use crate::model::credential::{Verdict, find, judge, masked};
use crate::model::env::{EnvOrigin, EnvVar};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::EnvVar(check);

fn check(variable: EnvVar<'_>, cx: &mut Cx<'_>) {
    let told_by_name = variable.value().filter(|_| variable.origin != EnvOrigin::Configuration);
    let verdict = match told_by_name {
        Some(value) => judge(variable.name, value),
        // Part of it is filled in later, or the name may mean anything; a token of a known format is one all the same.
        None => find(variable.text).map(Verdict::Known),
    };
    let name = variable.name;
    let mut place = variable.place;
    let (message, severity) = match verdict {
        Some(Verdict::Known(found)) => {
            let shown = masked(&variable.text[found.range.clone()]);
            place = variable.place_of(found.range);
            let begins = if shown == "***" { String::new() } else { format!(" (`{shown}`)") };
            (format!("`{name}` holds {what}{begins} for everyone to read", what = found.what), Severity::Error)
        }
        Some(Verdict::Secret) => (format!("`{name}` is a secret written down as plain text"), Severity::Warning),
        Some(Verdict::Weak) => {
            let severity = match variable.origin {
                EnvOrigin::Container | EnvOrigin::Image => Severity::Warning,
                // What everyone develops with: worth knowing if the file is ever used for more.
                EnvOrigin::Service | EnvOrigin::BuildArgument => Severity::Info,
                // The database of a test lives as long as the job.
                EnvOrigin::Pipeline | EnvOrigin::Configuration => return,
            };
            (format!("`{name}` is a password written down as plain text"), severity)
        }
        None => return,
    };
    cx.report(place, message).severity(severity).help(help(variable.origin)).fix(
        "take it from the environment of Compose",
        Safety::Unsafe,
        from_environment(variable),
    );
}

/// In a Compose file, the variable of the same name in the environment or in `.env` in place of the value.
fn from_environment(variable: EnvVar<'_>) -> Option<Edit> {
    let name = variable.name;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    variable.value().filter(|_| variable.origin == EnvOrigin::Service && is_name && variable.place.via.is_none())?;
    let reference = format!("${{{name}:?}}");
    match variable.node() {
        Some(node) => fix::yaml::set(node, &reference),
        None => Some(Edit::replace(variable.place.span, reference)),
    }
}

fn help(origin: EnvOrigin) -> &'static str {
    match origin {
        EnvOrigin::Container | EnvOrigin::Service | EnvOrigin::Configuration => {
            "take it from a secret when the container starts, and replace this one: it is in the history of the repository"
        }
        EnvOrigin::Image => "pass it when the container runs, and replace this one: it is in every copy of the image",
        EnvOrigin::BuildArgument => {
            "use `RUN --mount=type=secret`, and replace this one: it is in the history of the image"
        }
        EnvOrigin::Pipeline => {
            "store it as a secret of the pipeline, and replace this one: it is in the history of the repository"
        }
    }
}
