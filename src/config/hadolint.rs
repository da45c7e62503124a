//! What hadolint says by default, for those who come from it: the preset `hadolint`.

use crate::diagnostic::Severity;
use crate::rule::Rule;

/// Its checks that are errors, by the table of rules in hadolint's README (<https://github.com/hadolint/hadolint#rules>, read on 22
/// November 2026) and, for DL1000 and DL3064 to DL3067, which it lacks, by what hadolint 2.15.1 says of a file. DL1001 and DL3057 are off
/// unless they are asked for, and so are in none of the lists; DL3005, DL3017, DL3031 and DL3039 are no more.
#[rustfmt::skip]
const ERRORS: [&str; 15] = [
    "DL1000", "DL3000", "DL3004", "DL3011", "DL3012", "DL3020", "DL3021", "DL3023", "DL3024", "DL3026", "DL3043", "DL3044",
    "DL3061", "DL4000", "DL4004",
];

/// Those that are warnings.
#[rustfmt::skip]
const WARNINGS: [&str; 43] = [
    "DL3002", "DL3003", "DL3006", "DL3007", "DL3008", "DL3013", "DL3014", "DL3016", "DL3018", "DL3022", "DL3025", "DL3027",
    "DL3028", "DL3029", "DL3030", "DL3032", "DL3033", "DL3034", "DL3035", "DL3036", "DL3037", "DL3038", "DL3040", "DL3041",
    "DL3042", "DL3045", "DL3046", "DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058", "DL3062", "DL3063",
    "DL3064", "DL3065", "DL3067", "DL4001", "DL4003", "DL4005", "DL4006",
];

/// Those that are information or, as DL3048, a matter of style.
#[rustfmt::skip]
const INFOS: [&str; 12] = [
    "DL3001", "DL3009", "DL3010", "DL3015", "DL3019", "DL3047", "DL3048", "DL3049", "DL3050", "DL3059", "DL3060", "DL3066",
];

/// Those of them that say something only where hadolint is told which registries are trusted, or which labels there are to be.
#[rustfmt::skip]
const ON_REQUEST: [&str; 10] = [
    "DL3026", "DL3049", "DL3050", "DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058",
];

/// How severe a check of a tool, `tool:id`, is in hadolint, if it is one of hadolint's and on by default.
pub(super) fn severity_of(check: &str) -> Option<Severity> {
    let id = check.strip_prefix("hadolint:")?;
    let lists = [(&ERRORS[..], Severity::Error), (&WARNINGS, Severity::Warning), (&INFOS, Severity::Info)];
    lists.into_iter().find(|(list, _)| list.contains(&id)).map(|(_, severity)| severity)
}

/// How severe hadolint takes what a rule says to be, if it has a check for it that speaks without being told more: as severe as the worst of
/// them.
pub(super) fn severity(rule: &Rule) -> Option<Severity> {
    let is_said = |check: &&String| !check.strip_prefix("hadolint:").is_some_and(|id| ON_REQUEST.contains(&id));
    rule.page().also.iter().filter(is_said).filter_map(|check| severity_of(check)).max()
}

/// Whether a rule is one of `ShellCheck`, which hadolint runs: there it has the severity of its page.
pub(super) fn runs(rule: &Rule) -> bool {
    rule.page().also.iter().any(|check| check.starts_with("shellcheck:"))
}
