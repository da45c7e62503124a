use std::collections::HashSet;

use crate::fix::{Edit, Safety, yaml};
use crate::model::compose::{Health, Service, listed};
use crate::rule::{Check, Cx};
use crate::tree::{Node, Style};

pub const CHECK: Check = Check::Service(check);

fn check(service: &Service<'_>, cx: &mut Cx<'_>) {
    let all = &cx.project.compose;
    let project = all.project_of(service);
    let has_check = |name: &str| all.service(project, name).is_some_and(|it| matches!(it.health(), Health::Given(_)));
    for list in service.layers.all(&["depends_on"]).into_iter().filter(|list| list.is_seq()) {
        let checked: Vec<Node<'_>> = list.items().filter(|item| has_check(item.text())).collect();
        let Some(first) = checked.first() else { continue };
        let names: Vec<String> = checked.iter().map(|item| format!("`{}`", item.text())).collect();
        let verb = if checked.len() == 1 { "is" } else { "are" };
        let message = format!("service `{}` does not wait until {} {verb} healthy", service.name(), listed(&names));
        let fix = conditions(list, &has_check);
        cx.report(*first, message).help("use the long form with `condition: service_healthy`").fix(
            "wait for the health checks",
            Safety::Unsafe,
            fix,
        );
    }
}

/// Writes each item of a list as an entry with a condition.
fn conditions(list: Node<'_>, has_check: &dyn Fn(&str) -> bool) -> Option<Vec<Edit>> {
    let condition = |name: &str| if has_check(name) { "service_healthy" } else { "service_started" };
    let names: HashSet<&str> = list.items().map(Node::text).collect();
    if names.len() < list.items().count() {
        return None;
    }
    if list.style() == Style::Flow && list.items().all(|item| item.as_str().is_some()) {
        let entry = |item: Node<'_>| {
            let condition = yaml::Value::entry("condition", yaml::Value::text(condition(item.text())));
            (item.text().to_owned(), condition)
        };
        return Some(vec![yaml::replace(list, &yaml::Value::Map(list.items().map(entry).collect()))?]);
    }
    if list.style() != Style::Block || list.is_shared() {
        return None;
    }
    let files = list.tree().files();
    let edit = |item: Node<'_>| {
        let span = item.span();
        let file = files.get(span.file);
        let start = file.line_starts()[file.line_index(span.start)];
        let before = &file.text()[start as usize..span.start as usize];
        let indentation = before.strip_suffix("- ").filter(|rest| rest.bytes().all(|byte| byte == b' '))?;
        let condition = condition(item.text());
        let written = format!("{}:\n{indentation}  condition: {condition}", files.text(span));
        let dash = crate::source::Span { start: span.start - 2, ..span };
        (item.via().is_none() && !file.text().contains("\r\n")).then(|| Edit::replace(dash, written))
    };
    list.items().map(edit).collect()
}
