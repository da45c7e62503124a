//! References between the things of a module.

use super::module::{Module, Resource};
use crate::syntax::hcl::Expression;

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
