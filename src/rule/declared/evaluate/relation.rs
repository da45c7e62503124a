//! What other blocks of the module say: `linked` and `ref`.

use super::super::expression::{Expression, Link, Path};
use super::{Answer, Root, Scope, Slot, evaluate, one, resolve};
use crate::model::terraform::{Resource, addresses};
use crate::tree::Node;

/// Whether a resource of the type refers to the one at hand and the condition holds for it. It can only be denied where nothing may
/// refer to it unseen: no expression that cannot be followed, and neither a module call nor an output that hands it on.
pub(super) fn linked<'t>(link: &Link, scope: Scope<'t>) -> Answer<'t> {
    let Some(own) = scope.block.filter(|own| own.block.keyword == "resource") else {
        return Answer::new(None, None);
    };
    let (others, may_be_more) = own.linked(&link.kind, &link.argument, &link.name);
    let answers = others.into_iter().map(|other| {
        let answer = match &link.condition {
            Some(condition) => evaluate(condition, of_block(other, scope)),
            None => Answer::new(Some(true), other.get(&link.argument)),
        };
        // What may not exist at all, or may be changed elsewhere, proves nothing.
        let is_sure = exists(other);
        if answer.holds == Some(true) && !is_sure { Answer::new(None, None) } else { answer }
    });
    one(answers, may_be_more || is_handed_on(own))
}

/// Whether the condition holds for the resource or data source that stands at the end of the path.
pub(super) fn refers<'t>(path: &Path, condition: &Expression, scope: Scope<'t>) -> Answer<'t> {
    let ends = resolve(scope, path);
    let answers = ends.slots.iter().map(|slot| match slot {
        Slot::Absent => Answer::new(Some(false), None),
        Slot::Unknown => Answer::new(None, None),
        Slot::Found(node) => match scope.block.and_then(|own| own.referred(*node)) {
            Some(other) if !other.module.is_overridden(other.block) => {
                let answer = evaluate(condition, of_block(other, scope));
                Answer::new(answer.holds, answer.place.or(Some(*node)))
            }
            _ => Answer::new(None, None),
        },
    });
    one(answers, ends.open)
}

fn of_block<'t>(block: Resource<'t>, scope: Scope<'t>) -> Scope<'t> {
    Scope { root: Root::Node(block.block.body), block: Some(block), ..scope }
}

/// Whether there is surely at least one of it, as it is written.
fn exists(resource: Resource<'_>) -> bool {
    let count = resource.get("count").and_then(Node::as_i64);
    let counted = resource.block.lacks("count") || count.is_some_and(|count| count > 0);
    counted && resource.block.lacks("for_each") && !resource.module.is_overridden(resource.block)
}

/// Whether a module call or an output gets to know the resource, so that something out of sight may refer to it.
fn is_handed_on(own: Resource<'_>) -> bool {
    let blocks = ["module", "output", "locals"].into_iter().flat_map(|keyword| own.module.blocks_of(keyword));
    let mut arguments = blocks.filter_map(|block| block.syntax).flat_map(|block| block.body().attributes());
    arguments
        .any(|argument| addresses(argument.value()).any(|address| address.path.starts_with(&[own.kind(), own.name()])))
}
