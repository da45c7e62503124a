use crate::model::compose::dotenv::{self, FaultKind};
use crate::project::compose::ComposeProject;
use crate::rule::{Check, Cx};
use crate::source::{FileId, Span, join_path};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeProject(check);

fn check(project: &ComposeProject<'_>, cx: &mut Cx<'_>) {
    let files = cx.project.files();
    let base = project.base();
    if let Some(file) = join_path(base.folder(), ".env").and_then(|path| files.find(&path)) {
        look(file, None, cx);
    }
    let mut seen: Vec<FileId> = Vec::new();
    for service in &project.services {
        for item in service.items(&["env_file"]) {
            // In its other format a file is taken as it is.
            let node = if item.is_map() { item.get("path").filter(|_| item.absent(&["format"])) } else { Some(item) };
            let path = node.and_then(|node| join_path(files.get(node.span().file).folder(), node.as_str()?));
            let Some(file) = path.and_then(|path| files.find(&path)).filter(|file| !seen.contains(file)) else {
                continue;
            };
            seen.push(file);
            look(file, node, cx);
        }
    }
}

fn look(file: FileId, named_at: Option<Node<'_>>, cx: &mut Cx<'_>) {
    let Some(fault) = dotenv::read(cx.project.files().get(file).text()).fault else { return };
    let (message, help) = match fault.kind {
        FaultKind::Character(wrong) => {
            (format!("`{wrong}` cannot be part of a variable's name"), "write `NAME=value`, and `#` before a remark")
        }
        FaultKind::Blank(name) => {
            (format!("the name `{name}` has a blank in it"), "write `NAME=value`, and `#` before a remark")
        }
        FaultKind::OpenQuote(name) => {
            (format!("the quote in which the value of `{name}` begins is never closed"), "close the quote")
        }
        FaultKind::Interpolation(name) => (
            format!("the value of `{name}` has a `${{` that begins no variable"),
            "close the brace, or put the value in single quotes",
        ),
    };
    let reported = cx.report(Span::new(file, fault.range), message);
    let reported = reported.help(format!("{help}; Compose starts nothing before it can read the file"));
    if let Some(node) = named_at {
        reported.label(node.span(), "read for this");
    }
}
