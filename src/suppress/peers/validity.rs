//! Comments that hold only up to a day.

/// Whether a comment, by what follows its mark, has come to its end: `:exp:2025-12-31` of trivy, `expires=2025-12-31` of droast. On that day
/// it still holds. Nothing ends where it is not known what day it is.
pub(super) fn has_ended(tool: &str, text: &str, today: Option<&str>) -> bool {
    let said = match tool {
        "trivy" | "tfsec" => {
            let own = text.split_whitespace().next().unwrap_or_default();
            own.split_once(":exp:").map(|(_, rest)| rest)
        }
        "droast" => text.split_once("expires=").map(|(_, rest)| rest.trim_start_matches(['"', '\''])),
        _ => None,
    };
    let day = said.and_then(|said| said.get(..10)).filter(|day| is_day(day));
    day.zip(today).is_some_and(|(day, today)| day < today)
}

/// Whether a text is a day as `2025-12-31`: such texts are in the order of the days.
fn is_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}
