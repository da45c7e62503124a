use crate::model::command::Command as Run;
use crate::model::docker::{Dockerfile, Instruction};
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
    if image == "node" && (serves_sources(start) || stage.instructions().any(removes_tools)) {
        return;
    }
    for run in stage.instructions() {
        let Some(text) = run.script() else { continue };
        let commands = run.commands();
        let Some(command) = commands.iter().find(|command| builds(command, image, is_dotnet)) else { continue };
        let range = command.range.start as usize..command.range.end as usize;
        let written = text.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let base = stage.base_text().map_or("", |text| text.as_str());
        let message = if image == "node" {
            format!("the image from `{base}` keeps the sources and the packages that only the build needs")
        } else {
            format!("the compiler of `{base}` and the sources stay in the image")
        };
        cx.report(stage.base_span(), message)
            .label(text.span_of(range), format!("`{}` needs them only here", shortened(&written)))
            .help("build in a stage of its own, and copy the result into a small image with `COPY --from`");
        return;
    }
}

/// Whether Node starts what builds and serves at once, for work on the program.
fn serves_sources(start: Instruction<'_>) -> bool {
    const WORDS: [&str; 8] = ["dev", "watch", "serve", "ng", "vite", "preview", "nodemon", "test"];
    let mut words = start.syntax().arguments.as_str().split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| WORDS.contains(&word))
}

/// Whether a RUN takes the packages that only the build needs away again.
fn removes_tools(run: Instruction<'_>) -> bool {
    let takes_away =
        |text: &str| ["prune", "--omit=dev", "--omit dev", "--prod", "rm -rf"].iter().any(|word| text.contains(word));
    run.script().is_some_and(|text| takes_away(text.as_str()))
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
        Some("npm" | "pnpm" | "yarn") => image == "node" && command.arguments.iter().any(|word| word.is("build")),
        _ => false,
    }
}
