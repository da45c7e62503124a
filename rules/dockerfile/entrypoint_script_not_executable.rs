use crate::fix::{self, Safety};
use crate::model::docker::Dockerfile;
use crate::project::docker::run_texts;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for (stage, script) in cx.project.docker.start_scripts(dockerfile.file(), files) {
        let source = files.get(script.file);
        // Whatever changes modes in the image may change this one.
        let changes_modes = |text: &str| text.contains("chmod") || text.contains("install ");
        let is_changed = script.copy.syntax().flag("chmod").is_some() || run_texts(stage).any(changes_modes);
        if !script.started.is_program || source.is_executable() != Some(false) || is_changed {
            continue;
        }
        let is_alone = script.copied.is_named && script.copy.copy().is_some_and(|copy| copy.sources.len() == 1);
        let edit = is_alone.then(|| fix::dockerfile::append_flag(script.copy.syntax(), "--chmod=755"));
        cx.report(script.started.span, format!("`{}` may not be executed", script.started.written))
            .label(script.copy.span(), format!("`{}` comes with its mode from here", script.copied.path))
            .help(format!("`git update-index --chmod=+x {}`, or copy it with `--chmod=755`", script.copied.path))
            .fix("make it executable", Safety::Unsafe, edit);
    }
}
