//! The frontend of BuildKit that reads a Dockerfile.
//!
//! Facts: <https://docs.docker.com/build/buildkit/frontend/>, "Stable channel".

use super::Dockerfile;

impl Dockerfile<'_> {
    /// Whether nothing keeps the file from a frontend that knows what came with version 1.`minor`: no `# syntax=` names another one, so
    /// that the builder takes its own, or it names one that is new enough.
    pub fn knows_version(&self, minor: u32) -> bool {
        self.syntax().directive("syntax").is_none_or(|directive| {
            let version = directive.value.as_str().strip_prefix("docker/dockerfile:").unwrap_or_default();
            let named = version.strip_prefix("1.").and_then(|rest| rest.split(['.', '-']).next()?.parse::<u32>().ok());
            matches!(version, "1" | "latest") || named.is_some_and(|named| named >= minor)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::model::docker::Dockerfile;
    use crate::source::FileId;
    use crate::syntax::dockerfile::parse;

    #[test]
    fn the_version_of_the_frontend_tells_what_it_knows() {
        let knows = |syntax: &str| {
            let text = format!("{syntax}FROM scratch");
            let (parsed, _) = parse(&text, FileId(0));
            Dockerfile::new(&parsed).knows_version(10)
        };
        for version in ["1", "latest", "1.10", "1.10.2", "1.12-labs"] {
            assert!(knows(&format!("# syntax=docker/dockerfile:{version}\n")), "{version}");
        }
        for version in ["1.9", "1.4-labs", "1-labs", "experimental"] {
            assert!(!knows(&format!("# syntax=docker/dockerfile:{version}\n")), "{version}");
        }
        assert!(knows("") && !knows("# syntax=acme/dockerfile:1.10\n"));
    }
}
