//! What a path says about the configuration below it.

/// Folders whose configuration shows or tests something and is not run for its own sake.
const EXAMPLES: [&str; 20] = [
    "example",
    "examples",
    "sample",
    "samples",
    "demo",
    "demos",
    "quickstart",
    "quickstarts",
    "tutorial",
    "tutorials",
    "test",
    "tests",
    "testing",
    "testdata",
    "test-fixtures",
    "fixture",
    "fixtures",
    "e2e",
    "docs",
    "templates",
];

/// Folders that by common custom hold one deployed environment each, or all of them.
const DEPLOYED: [&str; 10] =
    ["environments", "environment", "envs", "env", "live", "prod", "production", "prd", "staging", "stage"];

/// Folders of environments that are there to be thrown away.
const THROWAWAY: [&str; 8] =
    ["dev", "development", "sandbox", "preview", "ephemeral", "playground", "local", "scratch"];

fn has_segment(folder: &str, names: &[&str]) -> bool {
    folder.split('/').any(|segment| names.iter().any(|name| segment.eq_ignore_ascii_case(name)))
}

/// Whether a folder holds examples, tests or the like.
pub fn is_example(folder: &str) -> bool {
    has_segment(folder, &EXAMPLES)
        || folder.split('/').any(|segment| segment.ends_with("-examples") || segment.ends_with("-samples"))
}

/// Whether a folder is named like a deployed environment.
pub fn is_environment(folder: &str) -> bool {
    has_segment(folder, &DEPLOYED)
}

/// Whether a folder is named like an environment that is there to be thrown away.
pub fn is_throwaway(folder: &str) -> bool {
    has_segment(folder, &THROWAWAY)
}
