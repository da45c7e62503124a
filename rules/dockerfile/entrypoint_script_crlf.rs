use crate::fix::{Edit, Safety};
use crate::model::docker::Dockerfile;
use crate::project::docker::run_texts;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for (stage, script) in cx.project.docker.start_scripts(dockerfile.file(), files) {
        let text = files.get(script.file).text();
        let first = text.split('\n').next().unwrap_or_default();
        let is_mended = run_texts(stage).any(|text| text.contains("dos2unix") || text.contains("\\r"));
        if !first.starts_with("#!") || !first.ends_with('\r') || is_mended {
            continue;
        }
        let ends = text.match_indices("\r\n");
        let edits: Vec<Edit> = ends.map(|(at, _)| Edit::replace(Span::new(script.file, at..at + 1), "")).collect();
        let what = if script.started.is_program { "cannot be started" } else { "has commands that end with `\\r`" };
        cx.report(script.started.span, format!("`{}` {what}: its lines end as on Windows", script.started.written))
            .label(Span::new(script.file, 0..first.len() - 1), "the interpreter's name ends with a carriage return")
            .help("end its lines with a line feed alone, and add `*.sh text eol=lf` to `.gitattributes`")
            .fix("end its lines with a line feed", Safety::Safe, edits);
    }
}
