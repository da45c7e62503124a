use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Variables that switch debugging on, and the values that do.
const SWITCHES: [(&str, &[&str]); 11] = [
    ("FLASK_DEBUG", &["1", "true", "on"]),
    ("FLASK_ENV", &["development"]),
    ("DJANGO_DEBUG", &["1", "true", "on"]),
    ("APP_DEBUG", &["1", "true", "on"]),
    ("DEBUG", &["1", "true", "on"]),
    ("NODE_ENV", &["development"]),
    ("RAILS_ENV", &["development"]),
    ("RACK_ENV", &["development"]),
    ("APP_ENV", &["dev", "development"]),
    ("ASPNETCORE_ENVIRONMENT", &["development"]),
    ("XDEBUG_MODE", &["debug", "develop"]),
];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_shipped() || stage.is_for_development() {
        return;
    }
    for instruction in stage.instructions() {
        let Command::Env(pairs) = instruction.command() else { continue };
        for pair in pairs {
            let name = pair.name.as_str();
            let Some((_, on)) = SWITCHES.iter().find(|(known, _)| *known == name) else { continue };
            let value = pair.value.as_ref().map(|value| instruction.evaluate(value));
            let Some(value) = value.as_ref().and_then(|value| value.as_str()) else { continue };
            if on.contains(&value.to_ascii_lowercase().as_str()) {
                cx.report(pair.name.span(), format!("`{name}={value}` switches debugging on wherever the image runs"))
                    .help("set it where the container is started for development");
            }
        }
    }
}
