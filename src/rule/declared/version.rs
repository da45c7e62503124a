//! Versions of providers, and what is known of them.

use std::cmp::Ordering;

use super::expression::{Default, Literal};
use crate::kind::FileKind;
use crate::model::terraform::{Block, Module};
use crate::project::Project;
use crate::syntax::Syntax;

/// A version: numbers, of which those that are missing are 0.
type Version = [u64; 3];

/// A set of versions that hang together: from a version, up to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The lowest, which is in it.
    from: Version,
    /// The lowest above it, if it ends.
    to: Option<Version>,
}

const ALL: Range = Range { from: [0; 3], to: None };

fn version(text: &str) -> Option<(Version, usize)> {
    let text = text.trim();
    let core = text.strip_prefix('v').unwrap_or(text).split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<u64> = core.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let at = |index| parts.get(index).copied().unwrap_or(0);
    (1..=3).contains(&parts.len()).then_some(([at(0), at(1), at(2)], parts.len()))
}

/// The next version after one.
fn after(version: Version) -> Version {
    [version[0], version[1], version[2] + 1]
}

impl Range {
    /// Reads a constraint as Terraform does (language reference, "Version Constraints"). What is left out with `!=` stays in it.
    pub fn parse(text: &str) -> Option<Self> {
        text.split(',').try_fold(ALL, |range, part| {
            let part = part.trim();
            let digits = part.find(|it: char| it.is_ascii_digit() || it == 'v')?;
            let (operator, (bound, count)) = (part[..digits].trim(), version(&part[digits..])?);
            let other = match operator {
                ">=" => Range { from: bound, to: None },
                ">" => Range { from: after(bound), to: None },
                "<" => Range { from: [0; 3], to: Some(bound) },
                "<=" => Range { from: [0; 3], to: Some(after(bound)) },
                "=" | "" => Range { from: bound, to: Some(after(bound)) },
                "~>" if count < 3 => Range { from: bound, to: Some([bound[0] + 1, 0, 0]) },
                "~>" => Range { from: bound, to: Some([bound[0], bound[1] + 1, 0]) },
                "!=" => ALL,
                _ => return None,
            };
            Some(range.common(other))
        })
    }

    /// What is in both.
    fn common(self, other: Range) -> Range {
        let to = match (self.to, other.to) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Range { from: self.from.max(other.from), to }
    }

    fn is_empty(self) -> bool {
        self.to.is_some_and(|to| to.cmp(&self.from) != Ordering::Greater)
    }
}

impl Default {
    /// The value for versions that may be any in a range; nothing if that cannot be told.
    pub(super) fn within(&self, range: Range) -> Option<&Literal> {
        let choices = match self {
            Default::Always(value) => return Some(value),
            Default::ByVersion(choices) => choices,
        };
        let mut possible = choices.iter().filter(|(other, _)| !range.common(*other).is_empty()).map(|(_, value)| value);
        let first = possible.next()?;
        possible.all(|other| other == first).then_some(first)
    }
}

/// The versions that the provider of a block may have: the locked one, else those that the module allows, else all.
pub(super) fn of_provider(project: &Project<'_>, module: &Module<'_>, block: Block<'_>) -> Range {
    if block.keyword == "module" {
        return ALL;
    }
    let chosen = block.expression("provider").and_then(|value| value.path().first().copied());
    let kind = block.labels[0];
    let local = chosen.unwrap_or_else(|| kind.split('_').next().unwrap_or_default());
    let settings = module.blocks_of("terraform").filter_map(|terraform| terraform.block("required_providers"));
    let entries: Vec<_> = settings.filter_map(|required| required.get(local)).collect();
    let source = entries.iter().find_map(|entry| entry.get("source")?.as_str());
    let source = source.map_or_else(|| format!("hashicorp/{local}"), str::to_owned);
    locked(project, module.folder, &source).unwrap_or_else(|| {
        let texts = entries.iter().filter_map(|entry| entry.as_str().or_else(|| entry.get("version")?.as_str()));
        texts.filter_map(Range::parse).fold(ALL, Range::common)
    })
}

/// The version in the lock file of a directory.
fn locked(project: &Project<'_>, folder: &str, source: &str) -> Option<Range> {
    let files = project.files();
    let lock = project
        .documents()
        .iter()
        .find(|document| document.kind == FileKind::TerraformLock && files.get(document.file).folder() == folder)?;
    let Syntax::Hcl(configuration) = &lock.syntax else { return None };
    let blocks = Block::in_body(configuration.file.body(), configuration.tree.root()?);
    let is_meant = |block: &Block<'_>| block.labels[0].ends_with(source) || block.labels[0] == source;
    let provider = blocks.into_iter().find(|block| block.keyword == "provider" && is_meant(block))?;
    let (version, _) = version(provider.get("version")?.as_str()?)?;
    Some(Range { from: version, to: Some(after(version)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_go_by_what_versions_are_possible() {
        let choices = |from: &str, to: &str| (Range::parse(from).expect(from), Literal::Bool(to == "yes"));
        let default = Default::ByVersion(vec![choices(">=5", "yes"), choices("<5", "no")]);
        for (constraint, expected) in [
            ("~> 5.0", Some(true)),
            (">= 5.31, < 6", Some(true)),
            ("4.67.0", Some(false)),
            ("~> 4.9", Some(false)),
            ("< 5.0.0", Some(false)),
            (">= 4.0", None),
            ("<= 5.0", None),
            ("!= 4.1", None),
        ] {
            let found = default.within(Range::parse(constraint).expect(constraint));
            assert_eq!(found.cloned(), expected.map(Literal::Bool), "{constraint}");
        }
        assert_eq!(default.within(ALL), None);
        assert!(Range::parse("five").is_none() && Range::parse(">= 5.x").is_none());
    }
}
