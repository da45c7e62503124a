//! From the ids of other tools' checks to our rules, by the `also:` lists of the pages.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::super::Target;
use super::kics;
use crate::rules;

/// The rules of each check of each tool.
type Table = FxHashMap<&'static str, FxHashMap<String, Vec<Target>>>;

/// The pages are read only when a file has such a comment.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for rule in rules::all() {
            for check in &rule.page().also {
                let Some((tool, id)) = check.split_once(':') else { continue };
                let target = Target { rule: rule.id, check: Some(check) };
                table.entry(tool).or_default().entry(normal(tool, id)).or_default().push(target);
            }
        }
        table
    })
}

/// The rules that cover any check of a tool.
pub(super) fn all(tool: &str) -> Vec<Target> {
    table().get(tool).into_iter().flat_map(FxHashMap::values).flatten().copied().collect()
}

/// The rules that cover these checks of a tool; no check stands for all of them.
pub(super) fn all_of(tool: &str, named: &[&str]) -> Vec<Target> {
    if named.is_empty() { all(tool) } else { named.iter().flat_map(|id| targets(tool, id)).collect() }
}

/// The rules that cover all checks of a tool but these.
pub(super) fn others(tool: &str, named: &[&str]) -> Vec<Target> {
    let kept = all_of(tool, named);
    all(tool).into_iter().filter(|target| !kept.contains(target)).collect()
}

/// The rules that cover a check, as it is named in a comment for the tool.
pub(super) fn targets(tool: &str, id: &str) -> Vec<Target> {
    let is_shell = id.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("SC"));
    let tool = match tool {
        // hadolint runs ShellCheck.
        "hadolint" if is_shell => "shellcheck",
        // Its successor took over the ids that begin so; the older numbers are other ones.
        "tfsec" if id.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("AVD-")) => "trivy",
        // tally takes the checks of others over, under their names or without.
        "tally" => return of_tally(id),
        _ => tool,
    };
    let id = if tool == "kics" { kics::query(id).unwrap_or(id) } else { id };
    if matches!(id, "all" | "*") {
        return all(tool);
    }
    let Some(checks) = table().get(tool) else { return Vec::new() };
    if let Some((first, last)) = range(id).filter(|_| tool == "shellcheck") {
        let within = |check: &&String| number(check).is_some_and(|number| (first..=last).contains(&number));
        return checks.keys().filter(within).flat_map(|check| checks[check].iter().copied()).collect();
    }
    checks.get(&normal(tool, id)).cloned().unwrap_or_default()
}

/// The tools whose checks tally has.
const IN_TALLY: [&str; 4] = ["tally", "hadolint", "buildkit", "shellcheck"];

fn of_tally(id: &str) -> Vec<Target> {
    if matches!(id, "all" | "*") {
        return IN_TALLY.iter().flat_map(|tool| all(tool)).collect();
    }
    let in_tool = |tool: &str, id: &str| {
        let checks = table().get(tool)?;
        if id == "*" { Some(all(tool)) } else { checks.get(&normal(tool, id)).cloned() }
    };
    let named = id.split_once('/').filter(|(tool, _)| IN_TALLY.contains(tool));
    match named {
        Some((tool, id)) => in_tool(tool, id).unwrap_or_default(),
        None => IN_TALLY.iter().filter_map(|tool| in_tool(tool, id)).flatten().collect(),
    }
}

/// `SC1000-SC2000`
fn range(id: &str) -> Option<(u32, u32)> {
    let (first, last) = id.split_once('-')?;
    Some((number(first)?, number(last)?))
}

fn number(id: &str) -> Option<u32> {
    id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

/// An id in the one of its spellings that all the others are brought to.
fn normal(tool: &str, id: &str) -> String {
    let lower = id.to_ascii_lowercase();
    match tool {
        // AVD-DS-0002, DS-0002 and DS002 are one.
        "trivy" => {
            let short = lower.strip_prefix("avd-").unwrap_or(&lower);
            let family = short.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = short[family.len()..].trim_start_matches('0');
            let family = family.trim_end_matches('-');
            if digits.is_empty() { short.to_owned() } else { format!("{family}-{digits}") }
        }
        // A rule is called by the path of its file as well.
        "semgrep" => {
            lower.rsplit_once('.').map_or(Cow::Borrowed(&*lower), |(_, name)| Cow::Borrowed(name)).into_owned()
        }
        _ => lower,
    }
}
