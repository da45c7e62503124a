use crate::fix::{Edit, Safety};
use crate::model::compose::ComposeFile;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

/// How hashes of passwords begin (crypt(5)).
const BEGINNINGS: [&str; 9] = ["$apr1$", "$2a$", "$2b$", "$2y$", "$1$", "$5$", "$6$", "$argon2id$", "$argon2i$"];

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    if file.is_for_coolify {
        return;
    }
    file.texts_with_dollar().for_each(|node| look(node, cx));
}

fn look(node: Node<'_>, cx: &mut Cx<'_>) {
    let text = node.text();
    let Some(start) = BEGINNINGS.iter().filter_map(|beginning| text.find(beginning)).min() else { return };
    if text[..start].ends_with('$') {
        return;
    }
    let is_of_hash = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '.' | '/' | '=' | ',' | '+');
    let length = text[start..].find(|c| !is_of_hash(c)).unwrap_or(text.len() - start);
    let hash = &text[start..start + length];
    // What is eaten are names: a letter or `_` behind a dollar.
    let is_eaten = hash.match_indices('$').any(|(at, _)| hash[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    if hash.len() < 20 || !is_eaten {
        return;
    }
    let dollars = hash.match_indices('$').map(|(at, _)| start + at);
    let edits: Vec<Edit> = dollars.map(|at| Edit::replace(node.span_of(at..at + 1), "$$")).collect();
    cx.report(
        node.span_of(start..start + length),
        format!("the hash `{}...` loses what Compose takes for variables", &hash[..6]),
    )
    .help("write each dollar of it twice")
    .fix("double the dollars", Safety::Safe, (!node.is_shared()).then_some(edits));
}
