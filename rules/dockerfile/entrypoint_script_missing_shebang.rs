use crate::fix::{Edit, Safety};
use crate::model::docker::Dockerfile;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    for (_, script) in cx.project.docker.start_scripts(dockerfile.file(), files) {
        let source = files.get(script.file);
        let text = source.text();
        if !script.started.is_direct || text.starts_with("#!") || text.trim().is_empty() {
            continue;
        }
        let start = Span::new(script.file, 0..0);
        let reported =
            cx.report(script.started.span, format!("`{}` does not say what runs it", script.started.written));
        let reported = reported.label(start, "its first line does not begin with `#!`");
        let inner = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        if inner.starts_with("#!") {
            let before = Span::new(script.file, 0..text.len() - inner.len());
            reported.help("`#!` has to be the very first two bytes of the file").fix(
                "begin with the first line",
                Safety::Safe,
                (!text.starts_with('\u{feff}')).then(|| Edit::replace(before, "")),
            );
        } else {
            let is_shell = source.name().rsplit_once('.').is_some_and(|(_, ending)| ending == "sh");
            let edit = is_shell.then(|| Edit::replace(start, "#!/bin/sh\n"));
            reported.help("begin it with a line such as `#!/bin/sh`").fix("name the shell", Safety::Unsafe, edit);
        }
    }
}
