use crate::diagnostic::Severity;
use crate::fix::{Edit, Safety};
use crate::model::dockerignore::IgnoreFile;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::IgnoreFile(check);

/// Names of what tools make in any folder, and how to see that they will: the name or the end of the name of a file beside it.
const MADE: [(&str, &str); 5] = [
    ("node_modules", "/package.json"),
    ("__pycache__", ".py"),
    ("*.pyc", ".py"),
    (".terraform", ".tf"),
    (".env", "/.env.example"),
];

fn check(ignore: &IgnoreFile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let folder = files.get(ignore.file).folder().to_owned();
    for entry in ignore.entries.iter().filter(|entry| !entry.is_negated) {
        let Some(pattern) = &entry.pattern else { continue };
        let Some((name, beside)) = MADE.iter().find(|(name, _)| *name == pattern.as_str()) else { continue };
        // The first folder below the context in which there will be one that no other line keeps out.
        let deeper = files.below(&folder).find_map(|path| {
            let path = if folder.is_empty() { path } else { path.strip_prefix(&folder)?.strip_prefix('/')? };
            let (below, _) = path.rsplit_once('/')?;
            let made = format!("{below}/{}", name.replace('*', "x"));
            (path.ends_with(beside) && !ignore.excludes(&made) && !ignore.excludes(path)).then(|| below.to_owned())
        });
        let Some(deeper) = deeper else { continue };
        let severity = if matches!(*name, "node_modules" | ".env") { Severity::Warning } else { Severity::Info };
        cx.report(entry.span, format!("`{}` matches only at the top of the context, not in `{deeper}`", entry.written))
            .severity(severity)
            .help(format!("write `**/{name}`; other than in `.gitignore`, a name alone is a path from the top"))
            .fix("match it in every folder", Safety::Safe, Edit::replace(entry.span, format!("**/{name}")));
    }
}
