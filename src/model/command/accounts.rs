//! Commands that make users and groups: those of shadow (`useradd`), of Debian (`adduser`) and of `BusyBox`, and how one says what another
//! does.
//!
//! Facts: useradd(8) and groupadd(8) of shadow; adduser(8) of Debian 13; the usage of `adduser` and `addgroup` of `BusyBox` 1.37.

use super::{Command, TextRange};

/// A command in the words of another program: the words of it that change, and what stands there then (nothing where one goes).
pub type Rewording = Vec<(TextRange, String)>;

/// A call of `BusyBox`'s `adduser` or `addgroup` as Debian's programs of these names understand it. `None` where something in it has no
/// equivalent, or cannot be known.
pub fn busybox_as_debian(command: &Command<'_>) -> Option<Rewording> {
    let arguments = command.parsed();
    let is_user = command.is_any(&["adduser"]);
    if arguments.is_open || arguments.operands.len() != 1 || command.context.substitution.is_some() {
        return None;
    }
    let (is_system, has_comment) = (arguments.has(&["S"]), arguments.has(&["g"]));
    let mut words = Rewording::new();
    for option in &arguments.options {
        let option_of_debian = match (is_user, option.name) {
            (_, "S") => "--system",
            // A system user has no password, and nobody is asked for a comment.
            (true, "D") if is_system => "",
            (true, "D") if has_comment => "--disabled-password",
            (true, "D") => "--disabled-password --gecos \"\"",
            (true, "H") => "--no-create-home",
            (true, "u") => "--uid",
            (true, "G") => "--ingroup",
            (true, "h") => "--home",
            (true, "s") => "--shell",
            (true, "g") => "--gecos",
            (false, "g") => "--gid",
            _ => return None,
        };
        // `-u1000` would have to be taken apart.
        if option.value.is_some_and(|value| value.range == option.range) {
            return None;
        }
        add(&mut words, option.range, option_of_debian);
    }
    Some(words)
}

/// A call of shadow's `useradd` or `groupadd` as `BusyBox`'s `adduser` or `addgroup` understands it. `None` where something in it has no
/// equivalent, or cannot be known.
pub fn shadow_as_busybox(command: &Command<'_>) -> Option<Rewording> {
    let arguments = command.parsed();
    let is_user = match command.name()? {
        "useradd" => true,
        "groupadd" => false,
        _ => return None,
    };
    if arguments.is_open || arguments.operands.len() != 1 {
        return None;
    }
    let is_system = arguments.has(&["r", "system"]);
    let has_home = arguments.has(&["m", "create-home"]);
    let has_group = arguments.has(&["g", "gid"]);
    // BusyBox gives a system user no group of its own.
    if is_user && is_system && !has_group {
        return None;
    }
    let program = match (is_user, has_home) {
        (true, true) => "adduser -D",
        (true, false) => "adduser -D -H",
        (false, _) => "addgroup",
    };
    let mut words = vec![(command.program.as_ref()?.range, program.to_owned())];
    for option in &arguments.options {
        let value = option.value.map(|value| value.text);
        let letter = match (is_user, option.name) {
            (_, "r" | "system") => "-S",
            (true, "m" | "create-home" | "M" | "no-create-home" | "l" | "no-log-init") => "",
            (true, "U" | "user-group") if !is_system && !has_group => "",
            (true, "u" | "uid") => "-u",
            // BusyBox takes the name of a group only.
            (true, "g" | "gid") if value??.starts_with(|first: char| first.is_ascii_alphabetic()) => "-G",
            (true, "s" | "shell") => "-s",
            (true, "d" | "home" | "home-dir") => "-h",
            (true, "c" | "comment") | (false, "g" | "gid") => "-g",
            _ => return None,
        };
        match option.value.filter(|value| value.range == option.range) {
            None => add(&mut words, option.range, letter),
            // `--uid=1000`; `-u1000` would have to be taken apart.
            Some(value) if option.name.len() > 1 => {
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-/.".contains(&byte);
                let value = value.text.filter(|text| !text.is_empty() && text.bytes().all(is_plain))?;
                add(&mut words, option.range, &format!("{letter} {value}"));
            }
            Some(_) => return None,
        }
    }
    Some(words)
}

/// Adds what a word becomes. Several letters in one word are options one behind the other.
fn add(words: &mut Rewording, range: TextRange, text: &str) {
    match words.last_mut().filter(|(last, _)| *last == range) {
        Some((_, written)) if !written.is_empty() && !text.is_empty() => *written = format!("{written} {text}"),
        Some((_, written)) => written.push_str(text),
        None => words.push((range, text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::command::commands;
    use crate::syntax::shell::{Dialect, parse};

    fn reworded(script: &str, reword: impl Fn(&Command<'_>) -> Option<Rewording>) -> Option<String> {
        let ast = parse(script, Dialect::Sh);
        let all = commands(&ast, script);
        let mut text = script.to_owned();
        for (range, word) in reword(&all[0])?.into_iter().rev() {
            text.replace_range(range.range(), &word);
        }
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn debian_is_told_what_busybox_is() {
        for (busybox, debian) in [
            ("adduser -D app", "adduser --disabled-password --gecos \"\" app"),
            ("adduser -SDH -G app app", "adduser --system --no-create-home --ingroup app app"),
            (
                "adduser -D -g 'The app' -u 10 -s /bin/sh -h /srv app",
                "adduser --disabled-password --gecos 'The app' --uid 10 --shell /bin/sh --home /srv app",
            ),
            ("addgroup -S -g 10 app", "addgroup --system --gid 10 app"),
        ] {
            assert_eq!(reworded(busybox, busybox_as_debian).as_deref(), Some(debian));
        }
        for unknown in [
            "adduser -D -k /x app",
            "adduser -D app wheel",
            "adduser -D $APP",
            "adduser -Du10 app",
            "adduser -D --uid 1 app",
        ] {
            assert_eq!(reworded(unknown, busybox_as_debian), None, "{unknown}");
        }
    }

    #[test]
    fn busybox_is_told_what_shadow_is() {
        for (shadow, busybox) in [
            ("useradd app", "adduser -D -H app"),
            ("useradd -ms /bin/sh app", "adduser -D -s /bin/sh app"),
            ("useradd --no-log-init --uid=10 --gid app --home-dir /srv app", "adduser -D -H -u 10 -G app -h /srv app"),
            ("useradd -r -g app app", "adduser -D -H -S -G app app"),
            ("groupadd --system --gid 10 app", "addgroup -S -g 10 app"),
        ] {
            assert_eq!(reworded(shadow, shadow_as_busybox).as_deref(), Some(busybox));
        }
        for unknown in [
            "useradd -r app",
            "useradd -g 10 app",
            "useradd -G a,b app",
            "useradd -u10 app",
            "usermod -aG a b",
            "useradd $APP",
        ] {
            assert_eq!(reworded(unknown, shadow_as_busybox), None, "{unknown}");
        }
    }
}
