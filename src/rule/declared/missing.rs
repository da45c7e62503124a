//! Where something is reported that is not there.

use super::Subject;
use super::evaluate::{Scope, Slot, resolve};
use super::expression::{Expression, Path, Segment};
use crate::tree::Node;

/// The innermost key on the way to what a condition misses, as a person would write it there: of Kubernetes objects, where that key
/// may be far from the name.
pub fn gap<'t>(deny: &Expression, scope: Scope<'t>, subject: Subject<'t>) -> Option<Node<'t>> {
    let missed = |path: &Path| {
        let is_missing = resolve(scope, path).slots.contains(&Slot::Absent);
        is_missing.then(|| subject.gap(&keys(path))).flatten()
    };
    match deny {
        Expression::And(parts) | Expression::Or(parts) => parts.iter().rev().find_map(|part| gap(part, scope, subject)),
        Expression::Absent(path) | Expression::Empty(path) | Expression::Value { path, .. } => missed(path),
        _ => None,
    }
}

/// The keys at the beginning of a path; of one under several names the first.
fn keys(path: &Path) -> Vec<&str> {
    let keys = path.0.iter().map_while(|segment| match segment {
        Segment::Key(names) => names.first().map(String::as_str),
        _ => None,
    });
    keys.collect()
}

impl<'t> Subject<'t> {
    fn gap(self, path: &[&str]) -> Option<Node<'t>> {
        match (self, path) {
            (Subject::Container(container), ["effective", field]) => Some(container.gap(&["securityContext", field])),
            (Subject::Container(_) | Subject::Pod(_), ["pod" | "object" | "template", ..]) => None,
            (Subject::Container(container), path) => Some(container.gap(path)),
            (Subject::Pod(pod), path) => Some(pod.gap(path)),
            (Subject::Object(object), path) => Some(object.gap(path)),
            _ => None,
        }
    }
}
