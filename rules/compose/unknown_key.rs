use crate::fix::{Safety, yaml};
use crate::model::compose::ComposeFile;
use crate::model::compose::schema::{self, Fault};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    if file.is_legacy() || file.is_for_coolify {
        return;
    }
    for violation in schema::violations(file.root) {
        let Fault::UnknownKey { entry, meant, home } = violation.fault else { continue };
        let name = entry.key.text();
        let place =
            if violation.path.is_empty() { "at the top level".to_owned() } else { format!("in `{}`", violation.path) };
        let help = match (meant, home) {
            (_, Some(home)) => format!("it belongs under `{home}`"),
            (Some(meant), None) => format!("did you mean `{meant}`?"),
            (None, None) => "remove it, or let its name begin with `x-` if it is meant for something else".into(),
        };
        let meant = meant.filter(|_| home.is_none());
        let fix = meant.and_then(|meant| yaml::rename_key(entry, meant));
        cx.report(entry.key, format!("unknown key `{name}` {place}")).help(help).fix(
            format!("rename it to `{}`", meant.unwrap_or_default()),
            Safety::Unsafe,
            fix,
        );
    }
}
