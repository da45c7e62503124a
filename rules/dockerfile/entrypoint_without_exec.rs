use crate::fix::{Edit, Safety};
use crate::model::docker::{Dockerfile, program_name};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

/// Programs that stay up, and those that run one.
const SERVERS: [&str; 24] = [
    "\"$@\"",
    "apache2-foreground",
    "bun",
    "caddy",
    "celery",
    "daphne",
    "deno",
    "dotnet",
    "flask",
    "granian",
    "gunicorn",
    "httpd",
    "hypercorn",
    "java",
    "nginx",
    "node",
    "npm",
    "php-fpm",
    "puma",
    "python",
    "python3",
    "redis-server",
    "uvicorn",
    "uwsgi",
];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let scripts = cx.project.docker.start_scripts(dockerfile.file(), files);
    for (_, script) in scripts.filter(|(_, script)| script.started.is_direct) {
        let text = files.get(script.file).text();
        let is_shell = text.lines().next().is_some_and(|line| line.starts_with("#!") && line.contains("sh"));
        let Some(at) = last_command(text).filter(|_| is_shell && !text.contains("trap ") && !text.contains("tini"))
        else {
            continue;
        };
        let line = text[at..].lines().next().unwrap_or_default();
        let program = line.split_whitespace().next().unwrap_or_default();
        let is_plain = !line.contains(['|', '&', ';', '<']) && !line.ends_with('\\');
        if is_plain && SERVERS.contains(&program_name(program)) {
            let span = Span::new(script.file, at..at + program.len());
            cx.report(span, format!("`{program}` is started beside the shell, which keeps the signals to itself"))
                .label(script.started.span, "the image starts this script")
                .help("put `exec` before it, so that it takes the place of the shell")
                .fix(
                    "put it in the place of the shell",
                    Safety::Unsafe,
                    Edit::replace(Span::new(script.file, at..at), "exec "),
                );
        }
    }
}

/// Where the last line of a script begins, if that is a command of its own at the outermost level.
fn last_command(text: &str) -> Option<usize> {
    let mut before = "";
    let mut at = 0;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if !content.is_empty() && !content.starts_with('#') {
            let is_own = !before.ends_with(['\\', '|', '&']) && !content.starts_with([' ', '\t']);
            found = is_own.then_some(at);
            before = content;
        }
        at += line.len();
    }
    found
}
