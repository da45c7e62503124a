use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::distribution::{self, Distribution};
use crate::model::docker::{Dockerfile, Run, Stage, program_name};
use crate::model::packages::{self, Manager, Task};
use crate::project::docker::run_texts;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

/// Official images of which the variant on Alpine has no bash.
const WITHOUT_BASH: [&str; 10] =
    ["alpine", "caddy", "golang", "haproxy", "nginx", "node", "php", "python", "redis", "rust"];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for (stage, script) in cx.project.docker.start_scripts(dockerfile.file(), files) {
        let text = files.get(script.file).text();
        let first = text.lines().next().unwrap_or_default();
        let mut words = first.strip_prefix("#!").unwrap_or_default().split_whitespace();
        let interpreter = match words.next() {
            Some("/usr/bin/env") => words.find(|word| !word.starts_with('-')),
            other => other,
        };
        let Some(interpreter) = interpreter.map(program_name).filter(|_| script.started.is_program) else { continue };
        if !lacks(stage, interpreter) {
            continue;
        }
        let base = stage.root().base_span();
        let message = format!("`{}` needs `{interpreter}`, which is not in the image", script.started.written);
        let is_installable = interpreter == "bash"
            && stage.external_reference().and_then(distribution::of) == Some(Distribution::Alpine);
        let help = if interpreter == "bash" && !stage.is_from_scratch() {
            "install `bash`, or write the script for `sh`".to_owned()
        } else {
            "start the program itself, or take a base image with a shell".to_owned()
        };
        cx.report(script.started.span, message)
            .label(Span::new(script.file, 0..first.len()), "the script names it here")
            .label(base, "the base image")
            .help(help)
            .fix("install `bash`", Safety::Unsafe, is_installable.then(|| with_bash(stage)));
    }
}

/// Installs bash with the other packages of the stage, where the alphabet has it, or first of all.
fn with_bash(stage: Stage<'_>) -> Edit {
    let place = stage.instructions().filter_map(Run::of).find_map(|run| {
        let call = packages::calls(run.commands()).find(|call| {
            let is_kept =
                call.arguments.lacks(&["t", "virtual", "X", "repository"]) && !call.command.context.conditional;
            call.manager == Manager::Apk && call.task == Task::Install && is_kept && !run.is_exec()
        })?;
        let words = &call.arguments.operands;
        let next = words.iter().find(|word| word.as_str().is_some_and(|name| name > "bash"));
        Some(match next {
            Some(next) => Edit::replace(run.span_of(next.range).at_start(), "bash "),
            None => Edit::replace(run.span_of(words.last()?.range).at_end(), " bash"),
        })
    });
    let root = stage.root();
    place.unwrap_or_else(|| {
        fix::insert_after(root.dockerfile().syntax(), root.from().syntax(), "RUN apk add --no-cache bash")
    })
}

/// Whether a stage surely has no program of this name.
fn lacks(stage: Stage<'_>, name: &str) -> bool {
    // Whatever is copied from another image, or copied whole into the system's folders, may bring it.
    let may_bring = stage.chain().flat_map(Stage::instructions).any(|instruction| {
        let is_copy = instruction.copied_from().is_some()
            || instruction.copy().is_some_and(|copy| copy.sources.iter().any(|source| source.as_str().contains("tar")));
        let to = instruction.destination();
        is_copy
            && to.is_none_or(|to| to == "/" || ["/bin", "/usr", "/sbin"].iter().any(|folder| to.starts_with(folder)))
    });
    if may_bring || run_texts(stage).any(|text| text.contains(name)) {
        return false;
    }
    if stage.is_from_scratch() {
        return matches!(name, "sh" | "bash" | "python3" | "node");
    }
    let Some(image) = stage.external_reference() else { return false };
    let full = image.canonical_name();
    if full.starts_with("gcr.io/distroless/") {
        let is_debug = image.tag.is_some_and(|tag| tag.contains("debug"));
        return !is_debug && matches!(name, "sh" | "bash");
    }
    // What installs packages that cannot be told may install it, too.
    let is_open = run_texts(stage).any(|text| text.contains("apk") && text.contains('$'));
    let is_without = image.official().is_some_and(|official| WITHOUT_BASH.contains(&official));
    name == "bash" && is_without && !is_open && distribution::of(image) == Some(Distribution::Alpine)
}
