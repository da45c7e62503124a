use crate::model::command::Command;
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Tools, the variable that each understands, and the value that stops it, by the tools' own documentation as of 2026-11.
const TOOLS: [(&str, &str, &str); 14] = [
    ("astro", "ASTRO_TELEMETRY_DISABLED", "1"),
    ("az", "AZURE_CORE_COLLECT_TELEMETRY", "false"),
    ("brew", "HOMEBREW_NO_ANALYTICS", "1"),
    ("dotnet", "DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
    ("gatsby", "GATSBY_TELEMETRY_DISABLED", "1"),
    ("next", "NEXT_TELEMETRY_DISABLED", "1"),
    ("ng", "NG_CLI_ANALYTICS", "false"),
    ("nuxt", "NUXT_TELEMETRY_DISABLED", "1"),
    ("nuxi", "NUXT_TELEMETRY_DISABLED", "1"),
    ("pwsh", "POWERSHELL_TELEMETRY_OPTOUT", "1"),
    ("sam", "SAM_CLI_TELEMETRY", "0"),
    ("turbo", "TURBO_TELEMETRY_DISABLED", "1"),
    ("vcpkg", "VCPKG_DISABLE_METRICS", "1"),
    ("wrangler", "WRANGLER_SEND_METRICS", "false"),
];

/// Packages for Python that ask the Hugging Face Hub, and tell it.
const HUB: [&str; 5] = ["datasets", "diffusers", "huggingface_hub", "huggingface-hub", "transformers"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    // One finding for each variable: what a stage does twice is mended once.
    let mut told: Vec<&str> = Vec::new();
    for run in stage.instructions().filter_map(Run::of) {
        for (at, command) in run.commands().iter().enumerate() {
            let Some((tool, variable, value)) = reporting(command) else { continue };
            let is_off = |name: &str| run.has_variable(at, name);
            if told.contains(&variable) || is_off(variable) || is_off("DO_NOT_TRACK") {
                continue;
            }
            told.push(variable);
            cx.report(run.span_of(command.range), format!("`{tool}` tells its makers that it is used"))
                .help(format!("add `ENV {variable}={value}`, if your rules ask for it"));
        }
    }
}

/// The tool that a command runs or installs, its variable and the value of that.
fn reporting<'c>(command: &'c Command<'_>) -> Option<(&'c str, &'static str, &'static str)> {
    let arguments = command.parsed();
    let name = match command.name()? {
        "npx" | "bunx" => {
            command.arguments.iter().filter_map(|word| word.as_str()).find(|word| !word.starts_with('-'))?
        }
        name if name.starts_with("pip") && arguments.subcommand(0) == Some("install") => {
            let names = arguments.operands.iter().filter_map(|word| word.as_str());
            let package = names.map(|name| name.split(['=', '[', '<', '>', '~']).next().unwrap_or(name));
            return package
                .into_iter()
                .find(|name| HUB.contains(name))
                .map(|name| (name, "HF_HUB_DISABLE_TELEMETRY", "1"));
        }
        name => name,
    };
    TOOLS.iter().find(|(tool, ..)| *tool == name).map(|(tool, variable, value)| (*tool, *variable, *value))
}
