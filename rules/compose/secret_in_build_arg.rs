use crate::model::compose::{Pair, Service};
use crate::model::credential::{holds_build_secret, is_harmless_value, judge};
use crate::model::docker::{Command, Dockerfile, Value};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let secrets = service.pairs(&["build", "args"]).into_iter().filter(is_secret);
    for pair in secrets.collect::<Vec<_>>() {
        let dockerfile = cx.project.dockerfile_of_service(service);
        // Where the Dockerfile says by itself that it takes a secret so, the finding is there.
        if dockerfile.is_some_and(|dockerfile| !has_harmless_default(dockerfile, pair.name)) {
            continue;
        }
        let message =
            format!("build argument `{}` of `{}` stays in the history of the image", pair.name, service.name());
        cx.report(pair.key_place, message).help(format!(
            "give it as `build.secrets`, and take it with `RUN --mount=type=secret,id={}` in the Dockerfile",
            pair.name
        ));
    }
}

/// Whether a secret is handed over. One that is written down is reported as that.
fn is_secret(pair: &Pair<'_>) -> bool {
    let is_told = |value: &str| is_harmless_value(value) || judge(pair.name, value).is_some();
    holds_build_secret(pair.name) && !pair.value().is_some_and(is_told)
}

/// Whether a Dockerfile takes an argument that is no secret as long as nobody gives it.
fn has_harmless_default(dockerfile: &Dockerfile<'_>, name: &str) -> bool {
    dockerfile.instructions().any(|instruction| match instruction.command() {
        Command::Arg(pairs) => pairs.iter().filter(|pair| pair.name.as_str() == name).any(|pair| {
            let value = pair.value.as_ref().map(|value| instruction.evaluate(value));
            value.as_ref().and_then(Value::as_str).is_some_and(|value| !value.is_empty() && is_harmless_value(value))
        }),
        _ => false,
    })
}
