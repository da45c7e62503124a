//! The configuration of a run: the file and what the command line says on top of it.

use std::path::{Path, PathBuf};

use super::args::RuleArguments;
use crate::config::{self, Config, FILE_NAMES};
use crate::report::Report;

/// The configuration and where it comes from.
pub(super) struct Settings {
    pub config: Config,
    pub file: Option<PathBuf>,
}

/// Why there is no configuration.
pub(super) enum Refused {
    /// The file says something that cannot be understood.
    Wrong(Box<Report>),
    /// Everything else.
    Failed(String),
}

/// Reads the configuration file that the arguments name, or the nearest one upwards from the root.
pub(super) fn load(arguments: &RuleArguments, root: &Path, current: &Path) -> Result<Settings, Refused> {
    let file = match &arguments.config {
        Some(path) => Some(current.join(path)),
        None => {
            root.ancestors().flat_map(|folder| FILE_NAMES.map(|name| folder.join(name))).find(|path| path.is_file())
        }
    };
    let mut config = match &file {
        Some(path) => read(path, root, arguments.config.as_deref())?,
        None => Config::default(),
    };
    // A comma at the end names nothing.
    let named =
        |patterns: &[String]| patterns.iter().filter(|pattern| !pattern.is_empty()).cloned().collect::<Vec<_>>();
    let (select, ignore) = (named(&arguments.select), named(&arguments.ignore));
    for (flag, patterns) in [("--select", &select), ("--ignore", &ignore)] {
        if let Some(pattern) = patterns.iter().find(|pattern| !config::is_known(pattern)) {
            let help = config::suggest_rule(pattern);
            return Err(Refused::Failed(format!("{flag}: no rule is named `{pattern}`; {help}")));
        }
    }
    config.preset = arguments.preset.unwrap_or(config.preset);
    config.fail_on = arguments.fail_on.or(config.fail_on);
    config.today = Some(today());
    config.select(select);
    config.ignore(ignore);
    config.settle();
    Ok(Settings { config, file })
}

/// Reads a file; `named` is how the user wrote its path.
fn read(path: &Path, root: &Path, named: Option<&Path>) -> Result<Config, Refused> {
    let failed = |error: std::io::Error| {
        let reason = match error.kind() {
            std::io::ErrorKind::InvalidData => "the configuration is not UTF-8 text".to_owned(),
            _ => error.to_string(),
        };
        Refused::Failed(format!("`{}`: {reason}", named.unwrap_or(path).display()))
    };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let mut config = config::read(&shown, &text).map_err(Refused::Wrong)?;
    let folder = path.parent().unwrap_or(root);
    if let Ok(base) = root.strip_prefix(folder) {
        config.base = base.components().map(|part| part.as_os_str().to_string_lossy().into_owned() + "/").collect();
    }
    Ok(config)
}

/// What day it is in Greenwich, as `2025-12-31`. The calendar is reckoned from the first of March of the year 0, so that a leap day is the
/// last day of its year.
fn today() -> String {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    date(since_1970.as_secs() / 86_400)
}

/// The date of a day, counted from the first of January 1970.
fn date(day: u64) -> String {
    let day = day + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_have_dates() {
        for (day, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
        ] {
            assert_eq!(date(day), expected);
        }
    }
}
