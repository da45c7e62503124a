//! Which API versions are gone or have been replaced.

use super::schema::Minor;

const TABLE: &str = include_str!("lifecycle.txt");

/// What has become of an API version of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Retirement {
    /// The first minor version that no longer serves it, if there is one.
    pub gone_in: Option<Minor>,
    /// The API version that replaces it, and the minor version that brought it.
    pub replacement: Option<(&'static str, Minor)>,
}

/// What has become of a kind in an API version; `None` if nothing has, or if it is not built in.
pub fn retirement(api_version: &str, kind: &str) -> Option<Retirement> {
    let rest = TABLE
        .lines()
        .find_map(|line| line.strip_prefix(api_version)?.strip_prefix(' ')?.strip_prefix(kind)?.strip_prefix(' '))?;
    let mut words = rest.split(' ');
    let gone_in = words.next().and_then(|minor| minor.parse().ok());
    let replacement = words.next().zip(words.next().and_then(|minor| minor.parse().ok()));
    Some(Retirement { gone_in, replacement })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            let found = retirement(words[0], words[1]).expect("it is there");
            assert_eq!(found.gone_in.is_none(), words[2] == "-", "{line}");
            assert_eq!(found.replacement.is_some(), words.len() == 5, "{line}");
            assert!(found.gone_in.is_some() || found.replacement.is_some(), "{line}");
        }
    }

    #[test]
    fn cron_jobs_moved_in_1_21() {
        let expected = Retirement { gone_in: Some(25), replacement: Some(("batch/v1", 21)) };
        assert_eq!(retirement("batch/v1beta1", "CronJob"), Some(expected));
        assert_eq!(retirement("batch/v1", "CronJob"), None);
    }
}
