use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Instruction, Stage};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// What shows that a program in Python is started.
const PROGRAMS: [&str; 6] = [".py", "celery", "flask", "gunicorn", "python", "uvicorn"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let is_python = stage.external_reference().and_then(Reference::library).is_some_and(|name| name == "python");
    if !is_python || !stage.is_final() || stage.is_for_development() || stage.is_interactive() {
        return;
    }
    let Some(start) = stage.start().filter(|start| start.stage() == Some(stage)) else { return };
    let text = start.syntax().arguments.as_str();
    if !PROGRAMS.iter().any(|program| text.contains(program)) {
        return;
    }
    let is_told = text.split([' ', '"', ',']).any(|word| word == "-u");
    let is_set = |name: &str| start.is_environment(name) || is_told && name == "PYTHONUNBUFFERED";
    let missing: Vec<&str> = cx.list("variables").iter().map(String::as_str).filter(|name| !is_set(name)).collect();
    if missing.is_empty() {
        return;
    }
    let line = format!("ENV {}", missing.iter().map(|name| format!("{name}=1")).collect::<Vec<_>>().join(" "));
    let edit = own_from(stage).map(|from| fix::insert_after(stage.dockerfile().syntax(), from.syntax(), &line));
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    cx.report(start.keyword_span(), format!("the program in Python runs without {}", names.join(" and ")))
        .help(format!("add `{line}`"))
        .fix("set it", Safety::Unsafe, edit);
}

/// The FROM of a stage, if it has one.
fn own_from(stage: Stage<'_>) -> Option<Instruction<'_>> {
    stage.has_from().then(|| stage.from())
}
