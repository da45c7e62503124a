use crate::model::docker::Run;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// The options of `bundle install` that are settings, and the variables of these.
const SETTINGS: [(&str, &str); 10] = [
    ("binstubs", "BUNDLE_BIN"),
    ("clean", "BUNDLE_CLEAN"),
    ("deployment", "BUNDLE_DEPLOYMENT"),
    ("frozen", "BUNDLE_FROZEN"),
    ("no-prune", "BUNDLE_NO_PRUNE"),
    ("path", "BUNDLE_PATH"),
    ("shebang", "BUNDLE_SHEBANG"),
    ("system", "BUNDLE_PATH__SYSTEM"),
    ("with", "BUNDLE_WITH"),
    ("without", "BUNDLE_WITHOUT"),
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    for command in run.commands().iter().filter(|command| command.is_any(&["bundle", "bundler"])) {
        let arguments = command.parsed();
        if !matches!(arguments.subcommand(0), Some("install") | None) {
            continue;
        }
        for option in &arguments.options {
            let Some((name, variable)) = SETTINGS.iter().find(|(name, _)| *name == option.name) else { continue };
            cx.report(run.span_of(option.range), format!("`--{name}` is a setting of Bundler and no longer an option"))
                .help(format!("set `{variable}` with `ENV`, or run `bundle config set` before"));
        }
    }
}
