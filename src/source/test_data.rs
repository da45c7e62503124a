//! Which files are the input or the expected output of tests.

use super::SourceFile;

/// Folders of test data, which is often wrong on purpose. `testdata` is what the go command passes over (`go help packages`).
const TEST_DATA: [&str; 6] = ["testdata", "test-data", "test_data", "test-fixtures", "test_fixtures", "__fixtures__"];

/// Where Maven and Gradle have the files that tests read ("Introduction to the Standard Directory Layout" of Maven).
const OF_MAVEN: &str = "src/test/resources";

/// Whether a folder holds the input or the expected output of tests. At the root of a tree, `fixtures` may be what one wants to see.
fn is_test_data(folder: &str) -> bool {
    let is_fixtures = |(depth, segment): (usize, &str)| depth > 0 && segment == "fixtures";
    let is_of_maven = format!("/{folder}/").contains(&format!("/{OF_MAVEN}/"));
    let mut segments = folder.split('/').enumerate();
    is_of_maven || segments.any(|(depth, segment)| TEST_DATA.contains(&segment) || is_fixtures((depth, segment)))
}

impl SourceFile {
    /// Whether it lies in a folder of test data, where much is wrong on purpose and nothing is meant to be applied.
    pub fn is_test_data(&self) -> bool {
        is_test_data(self.folder())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_data_lies_in_folders_of_that_name() {
        for folder in [
            "pkg/testdata/crds",
            "tests/fixtures",
            "spec/unit/fixtures/a",
            "src/__fixtures__",
            "api/src/test/resources/a",
        ] {
            assert!(is_test_data(folder), "{folder}");
        }
        for folder in ["", "fixtures/broken", "data/test", "deploy/tests", "src/test/resourcesx"] {
            assert!(!is_test_data(folder), "{folder}");
        }
    }
}
