//! Entries of the configuration that change nothing.

use super::pattern::{Paths, is_exact, matches_id};
use super::{Config, Level, Setting};
use crate::diagnostic::Problem;
use crate::rules;
use crate::source::{FileId, Files, Span};

/// The rule that speaks of them.
pub const RULE: &str = "infralint/unused-setting";

/// A pattern of paths as it is written.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// The text.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
    /// Whether it takes files out altogether.
    pub excludes: bool,
}

impl Config {
    /// The entries that change nothing, if the file of the configuration is one of these files.
    pub fn unused(&self, files: &Files) -> Vec<Problem> {
        // Of the configuration of a folder above only a part of what it is about is seen.
        let file = self.path.as_deref().filter(|_| self.base.is_empty()).and_then(|path| files.find(path));
        let Some(file) = file else { return Vec::new() };
        let patterns = self.patterns.iter().filter(|pattern| !pattern.concerns_any(files)).map(|pattern| {
            let what = if pattern.excludes { "file" } else { "file that is checked" };
            let message = format!("`{}` matches no {what}", pattern.text);
            Problem::new(RULE, Span { file, ..pattern.span }, message)
                .with_help("take it out, or correct it: patterns are relative to the folder of this file")
        });
        let lists = std::iter::once(&self.settings).chain(self.overrides.iter().map(|there| &there.settings));
        let settings = lists.flat_map(|settings| overruled(settings, file));
        patterns.chain(settings).collect()
    }
}

impl Pattern {
    /// Whether a file matches. Of one that takes back what others say nothing can be said.
    fn concerns_any(&self, files: &Files) -> bool {
        let Ok(paths) = Paths::new([self.text.as_str()]) else { return true };
        let mut checked = files.iter().map(|(_, file)| file.path());
        self.text.starts_with('!')
            || checked.any(|path| paths.matches(path))
            || self.excludes && files.names().iter().any(|name| paths.matches(name))
    }
}

/// The entries of a list after which another one comes that says something else of all the same rules.
fn overruled(settings: &[Setting], file: FileId) -> impl Iterator<Item = Problem> {
    let at = |(at, setting): (usize, &'_ Setting)| {
        let later = settings[at + 1..].iter().find(|later| overrules(later, setting))?;
        let message = format!("`{}` changes nothing, because `{}` comes after it", setting.pattern, later.pattern);
        let problem = Problem::new(RULE, Span { file, ..setting.span }, message);
        Some(
            problem
                .with_help("the last entry that matches a rule counts: put the particular ones below the general ones"),
        )
    };
    settings.iter().enumerate().filter_map(at).collect::<Vec<_>>().into_iter()
}

fn overrules(later: &Setting, earlier: &Setting) -> bool {
    let (Some(said), Some(before)) = (later.level, earlier.level) else { return false };
    let exactly = is_exact(&later.pattern);
    let replaces = match (said, before) {
        (Level::Off | Level::On, _) => true,
        // A pattern for many rules switches none on or off.
        (Level::At(_), Level::At(_)) => exactly || !is_exact(&earlier.pattern),
        (Level::At(_), Level::Off | Level::On) => exactly,
    };
    let mut rules = rules::all().filter(|rule| matches_id(&earlier.pattern, rule.id));
    replaces && earlier.options.is_empty() && rules.all(|rule| matches_id(&later.pattern, rule.id))
}
