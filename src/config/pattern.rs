//! Patterns: of rules' ids, and of paths.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

pub use crate::wildcard::matches as matches_id;

/// Whether a pattern of rules' ids is the id of one rule.
pub fn is_exact(pattern: &str) -> bool {
    !pattern.contains('*')
}

/// Patterns of paths as in `.gitignore`: `vendor/**`, `*.gen.yaml` at any depth, `/top.yaml`, `folder/` with all that is in it.
#[derive(Clone, Debug)]
pub struct Paths(Gitignore);

impl Default for Paths {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Paths {
    /// Reads patterns; an error says which one is none, by its place, and why.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (at, pattern) in patterns.into_iter().enumerate() {
            builder.add_line(None, pattern).map_err(|error| (at, error.to_string()))?;
        }
        builder.build().map(Self).map_err(|error| (0, error.to_string()))
    }

    /// Whether a path matches, or a folder that it lies in.
    pub fn matches(&self, path: &str) -> bool {
        !self.0.is_empty() && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text_in_an_id() {
        for pattern in ["*", "image/*", "*/latest-tag", "image/latest-tag", "i*/*-tag", "*image/latest-tag*"] {
            assert!(matches_id(pattern, "image/latest-tag"), "{pattern}");
        }
        for pattern in ["", "image", "image/latest", "imag*/x", "*-tag-tag", "image/latest-tag*g"] {
            assert!(!matches_id(pattern, "image/latest-tag"), "{pattern}");
        }
    }

    #[test]
    fn patterns_of_paths_are_those_of_gitignore() {
        let paths = Paths::new(["vendor/**", "*.gen.yaml", "/top.yaml", "old/"]).expect("patterns");
        for path in ["vendor/a/b.tf", "x/y.gen.yaml", "top.yaml", "a/old/b.yaml"] {
            assert!(paths.matches(path), "{path}");
        }
        for path in ["a/vendor/b.tf", "a/top.yaml", "older/a", "a.yaml"] {
            assert!(!paths.matches(path), "{path}");
        }
        assert_eq!(Paths::new(["a", "{b"]).expect_err("no pattern").0, 1);
    }
}
