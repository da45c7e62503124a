//! References between the things of a module.

use super::module::{Module, Resource};
use crate::syntax::hcl::Expression;
use crate::tree::Node;

/// What an expression refers to: `["aws_s3_bucket", "logs", "id"]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address<'t> {
    /// The names from the root on, up to the first index or splat.
    pub path: Vec<&'t str>,
}

impl Address<'_> {
    /// The managed resource that is meant, if the module declares it.
    pub fn resource<'m>(&self, module: &'m Module<'m>) -> Option<Resource<'m>> {
        match self.path.as_slice() {
            [kind, name, ..] => module.resource(kind, name),
            _ => None,
        }
    }
}

/// Whether one resource says something about another, such as the versioning of a bucket about the bucket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    /// It surely does: its argument refers to the other.
    Yes,
    /// It surely does not: its argument refers to another resource of the module, or names another thing.
    No,
    /// It cannot be told.
    Perhaps,
}

impl<'m> Resource<'m> {
    /// Whether an argument of this resource means `target`: by reference, or by the text of `target`'s own argument `name`.
    pub fn link(self, argument: &str, target: Resource<'_>, name: &str) -> Link {
        let Some(value) = self.block.get(argument) else { return Link::Perhaps };
        if let Some(text) = value.as_str() {
            return match target.get(name).and_then(Node::as_str) {
                Some(own) if own == text => Link::Yes,
                Some(_) => Link::No,
                None => Link::Perhaps,
            };
        }
        let Some(expression) = self.block.expression(argument) else { return Link::Perhaps };
        let all: Vec<Resource<'m>> =
            addresses(expression).filter_map(|address| address.resource(self.module)).collect();
        let is_target = |other: &Resource<'_>| other.kind() == target.kind() && other.name() == target.name();
        let is_plain = matches!(expression.path().as_slice(), [_, _, ..]);
        match all.as_slice() {
            [only] if is_plain && is_target(only) => Link::Yes,
            [_] if is_plain => Link::No,
            _ => Link::Perhaps,
        }
    }

    /// The resources of a type that say something about this one, by their argument; and whether there may be more of them that
    /// cannot be told.
    pub fn linked(self, kind: &str, argument: &str, name: &str) -> (Vec<Resource<'m>>, bool) {
        let mut found = Vec::new();
        let mut may_be_more = !self.module.is_complete;
        for other in self.module.blocks_of("resource").filter(|block| block.labels[0] == kind) {
            let other = Resource { module: self.module, block: other };
            match other.link(argument, self, name) {
                Link::Yes => found.push(other),
                Link::Perhaps => may_be_more = true,
                Link::No => {}
            }
        }
        (found, may_be_more)
    }
}

impl<'m> Resource<'m> {
    /// The resource or data source of the module that one of the values of this block refers to, if it is a plain reference.
    pub fn referred(self, value: Node<'_>) -> Option<Resource<'m>> {
        let path = self.block.expression_of(value)?.path();
        let block = match path.as_slice() {
            ["data", kind, name, ..] => self.module.blocks_of("data").find(|block| block.labels == [*kind, *name])?,
            [kind, name, ..] => self.module.resource(kind, name)?.block,
            _ => return None,
        };
        Some(Resource { module: self.module, block })
    }
}

/// All that an expression refers to, in the order of the text. Names of `for` expressions are among them.
pub fn addresses<'t>(expression: Expression<'t>) -> impl Iterator<Item = Address<'t>> {
    let mut found: Vec<(u32, Address<'t>)> = Vec::new();
    for part in expression.descendants() {
        let (start, path) = (part.span().start, part.path());
        if path.is_empty() {
            continue;
        }
        // What lies within comes first, so a traversal is met after the name that it starts with.
        if let Some(name) = found.iter().rposition(|(other, _)| *other == start) {
            found.remove(name);
        }
        found.push((start, Address { path }));
    }
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, address)| address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::syntax::hcl;

    #[test]
    fn an_address_goes_up_to_its_first_index() {
        let text = "a = merge({ b = aws_s3_bucket.logs[var.i].id }, local.tags, \"${data.x.y.z}\", each.key)\n";
        let (file, _) = hcl::parse(text, FileId(0));
        let value = file.body().attribute("a").expect("an argument").value();
        let found: Vec<String> = addresses(value).map(|address| address.path.join(".")).collect();
        assert_eq!(found, ["b", "aws_s3_bucket.logs", "var.i", "local.tags", "data.x.y.z", "each.key"]);
    }
}
