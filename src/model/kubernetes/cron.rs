//! Schedules of `CronJob` objects, as the API server reads them: five fields, or a name such as `@daily`. Source: "`CronJob`" in the
//! Kubernetes documentation, and the parser that it names (`github.com/robfig/cron/v3`, `ParseStandard`), taken 2026-11-22.

use crate::spelling::is_near;

/// A field: what it is called, its least and greatest number, and names for the numbers from the least on.
type Field = (&'static str, u32, u32, &'static [&'static str]);

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: [Field; 5] = [
    ("minute", 0, 59, &[]),
    ("hour", 0, 23, &[]),
    ("day of the month", 1, 31, &[]),
    ("month", 1, 12, &MONTHS),
    ("day of the week", 0, 6, &DAYS),
];

/// How many days each month has at most.
const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// What is wrong with a schedule, if anything is.
pub fn fault(schedule: &str) -> Option<String> {
    if schedule.starts_with("TZ=") || schedule.starts_with("CRON_TZ=") {
        return Some("names a time zone, which belongs in `timeZone`".into());
    }
    if let Some(name) = schedule.strip_prefix('@') {
        let is_known = matches!(name, "yearly" | "annually" | "monthly" | "weekly" | "daily" | "midnight" | "hourly");
        let is_interval = name.strip_prefix("every ").is_some_and(is_duration);
        return (!is_known && !is_interval).then(|| "is no name of a schedule".into());
    }
    let words: Vec<&str> = schedule.split_whitespace().collect();
    if words.len() != FIELDS.len() {
        return Some(format!("has {} fields where 5 are expected", words.len()));
    }
    let mut sets = [0_u64; FIELDS.len()];
    for ((set, word), field) in sets.iter_mut().zip(&words).zip(FIELDS) {
        match numbers(word, field) {
            Some(found) => *set = found,
            None => return Some(format!("has `{word}` for the {}, which takes {} to {}", field.0, field.1, field.2)),
        }
    }
    let is_any_weekday = words[4].starts_with(['*', '?']);
    let is_possible =
        (1..).zip(LENGTHS).any(|(month, length)| sets[3] >> month & 1 == 1 && sets[2].trailing_zeros() <= length);
    (is_any_weekday && !is_possible).then(|| "never comes: no such month has such a day".into())
}

/// The names of time zones.
const TIME_ZONES: &str = include_str!("time_zones.txt");

/// What is wrong with the name of a time zone (`timeZone`), and what may be meant, if it surely is none. What a later release of the
/// database may have added, a town in a region that is known, is let pass unless it is almost one of its names.
pub fn time_zone_fault(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let known = || TIME_ZONES.lines().filter(|line| !line.starts_with('#'));
    if known().any(|zone| zone == name) {
        return None;
    }
    if name.eq_ignore_ascii_case("local") {
        return Some(("stands for whatever the control plane has", None));
    }
    let other_case = known().find(|zone| zone.eq_ignore_ascii_case(name));
    // Abbreviations are near to each other and mean other places.
    let is_long = name.contains('/');
    let meant = other_case.or_else(|| known().find(|zone| is_long && is_near(zone, name)));
    let region = name.find('/').map(|at| &name[..=at]);
    let has_region = region.is_some_and(|region| known().any(|zone| zone.starts_with(region)));
    (meant.is_some() || !has_region).then_some(("is the name of no time zone", meant))
}

/// The numbers that a field stands for, one bit each.
fn numbers(word: &str, field: Field) -> Option<u64> {
    let mut set = 0;
    for part in word.split(',').filter(|part| !part.is_empty()) {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let (first, last) = range.split_once('-').map_or((range, None), |(first, last)| (first, Some(last)));
        let (first, last) = if matches!(first, "*" | "?") {
            (field.1, field.2)
        } else {
            let first = number(first, field)?;
            let last = match last {
                Some(last) => number(last, field)?,
                None if step.is_some() => field.2,
                None => first,
            };
            (first, last)
        };
        let step: u32 = step.map_or(Some(1), |step| step.parse().ok())?;
        if step == 0 || first < field.1 || last > field.2 || first > last {
            return None;
        }
        (first..=last).step_by(step as usize).for_each(|number| set |= 1 << number);
    }
    (set != 0).then_some(set)
}

/// A number or the name of one.
fn number(word: &str, (_, least, _, names): Field) -> Option<u32> {
    let place = names.iter().position(|name| name.eq_ignore_ascii_case(word));
    place.and_then(|at| u32::try_from(at).ok()).map_or_else(|| word.parse().ok(), |at| Some(least + at))
}

/// Whether a text is a length of time of Go: `1h30m`.
fn is_duration(text: &str) -> bool {
    let mut rest = text.trim_start_matches(['+', '-']);
    let mut count = 0;
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let after = unit.trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '.');
        let name = &unit[..unit.len() - after.len()];
        if unit.len() == rest.len() || !matches!(name, "ns" | "us" | "µs" | "ms" | "s" | "m" | "h") {
            return false;
        }
        rest = after;
        count += 1;
    }
    count > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_zones_are_told_from_other_names() {
        for good in
            ["UTC", "Europe/Berlin", "Asia/Calcutta", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "Europe/Newtown"]
        {
            assert_eq!(time_zone_fault(good), None, "{good}");
        }
        for (bad, meant) in [
            ("PST", None),
            ("CEST", None),
            ("Local", None),
            ("europe/berlin", Some("Europe/Berlin")),
            ("Europe/Berln", Some("Europe/Berlin")),
            ("+02:00", None),
            ("Mars/Base", None),
            ("CET/Berlin", None),
        ] {
            assert_eq!(time_zone_fault(bad).map(|(_, near)| near), Some(meant), "{bad}");
        }
    }

    #[test]
    fn schedules_are_read_as_the_api_server_reads_them() {
        for good in [
            "* * * * *",
            "*/15 0-6,20-23 1 JAN-jun mon",
            "0 4 ? * 0",
            "5/10 0 29 2 *",
            "0 0 31 2 1",
            "@hourly",
            "@every 1h30m",
            "0  0   1 1 *",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "",
            "* * * *",
            "0 0 12 * * ?",
            "60 * * * *",
            "0 0 * * 7",
            "*/0 * * * *",
            "9-5 * * * *",
            "0 0 31 2,4 *",
            "@sometimes",
            "@every day",
            "TZ=UTC 0 0 * * *",
            "0 0 L * *",
            "0 0 * * mon#2",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
