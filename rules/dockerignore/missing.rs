use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let source = files.get(dockerfile.file());
    let is_built = |copy: &Instruction<'_>| copy.stage().is_some_and(|stage| stage.is_final() || stage.is_used());
    let Some(copy) = dockerfile.instructions().find(|it| it.copied_context().is_some() && is_built(it)) else { return };
    let Some(what) = copy.copied_context() else { return };
    if files.exists(&format!("{}.dockerignore", source.path())) || cx.project.docker.is_tool(dockerfile.file(), files) {
        return;
    }
    // Where the context is not known, it may be any folder above.
    let mut contexts = cx.project.docker.contexts_of(dockerfile.file(), files);
    let is_known = cx.project.docker.has_known_context(dockerfile.file());
    if !is_known {
        let parts: Vec<&str> = source.folder().split('/').collect();
        contexts.extend((1..parts.len()).map(|count| parts[..count].join("/")));
    }
    let at = |context: &str, name: &str| if context.is_empty() { name.to_owned() } else { format!("{context}/{name}") };
    let has_one = |context: &String| {
        files.exists(&at(context, ".dockerignore")) || files.exists(&at(context, ".containerignore"))
    };
    let Some(context) = contexts.first().filter(|_| !contexts.iter().any(has_one)) else { return };
    let heavy = [("package.json", "node_modules"), (".env.example", ".env"), ("Cargo.toml", "target")];
    let heavy = heavy.iter().find(|(file, _)| files.exists(&at(context, file))).map(|(_, made)| *made);
    // In a stage that is only built in, the history takes no room in the image.
    let is_in_image = copy.stage().is_some_and(Stage::is_shipped);
    let Some(heavy) = heavy.or_else(|| (context.is_empty() && is_in_image).then_some(".git")) else { return };
    cx.report(what.span(), format!("`{}` copies `{heavy}` too, because there is no `.dockerignore`", what.as_str()))
        .help(format!("add `{}` with what does not belong into the image", at(context, ".dockerignore")));
}
