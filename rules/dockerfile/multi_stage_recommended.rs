use crate::model::command::Command as Run;
use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    if dockerfile.stages().len() != 1 || cx.project.docker.is_tool(dockerfile.file(), cx.project.files()) {
        return;
    }
    let Some(stage) = dockerfile.final_stage() else { return };
    let Some(start) = stage.start() else { return };
    let Some(reference) = stage.external_reference() else { return };
    if stage.is_for_development() || stage.is_interactive() || start.stage() != Some(stage) {
        return;
    }
    let image = reference.repository.rsplit('/').next().unwrap_or_default();
    let is_dotnet = reference.repository.ends_with("dotnet/sdk");
    let runs_sources = [
        "go run",
        "\"go\", \"run\"",
        "cargo run",
        "dotnet watch",
        "dotnet run",
        "\"dotnet\", \"run\"",
        "gradle",
        "mvn",
    ]
    .iter()
    .any(|line| start.syntax().arguments.as_str().contains(line));
    if runs_sources {
        return;
    }
    for run in stage.instructions() {
        let Some(text) = run.script() else { continue };
        let commands = run.commands();
        let Some(command) = commands.iter().find(|command| builds(command, image, is_dotnet)) else { continue };
        let range = command.range.start as usize..command.range.end as usize;
        let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let base = stage.base_text().map_or("", |text| text.as_str());
        cx.report(stage.base_span(), format!("the compiler of `{base}` and the sources stay in the image"))
            .label(text.span_of(range), format!("`{}` needs them only here", shortened(&written)))
            .help("build in a stage of its own, and copy the result into a small image with `COPY --from`");
        return;
    }
}

fn shortened(line: &str) -> String {
    let short: String = line.chars().take(40).collect();
    if short.len() < line.len() { format!("{short}...") } else { short }
}

/// Whether a command compiles what does not need the image's tools to run.
fn builds(command: &Run<'_>, image: &str, is_dotnet: bool) -> bool {
    let verb = command.arguments.first().and_then(|word| word.as_str()).unwrap_or_default();
    match command.name() {
        Some("go") => image == "golang" && matches!(verb, "build" | "install"),
        Some("cargo") => image == "rust" && matches!(verb, "build" | "install"),
        Some("mvn" | "mvnw") => {
            image == "maven" && command.arguments.iter().any(|word| word.is("package") || word.is("install"))
        }
        Some("gradle" | "gradlew") => {
            image == "gradle" && matches!(verb, "build" | "assemble" | "bootJar" | "shadowJar")
        }
        Some("dotnet") => is_dotnet && verb == "publish",
        _ => false,
    }
}
