//! Programs that only start another program.

use super::{Argument, Setting, Wrapper};

/// How to find the command that a program starts.
struct Grammar {
    name: &'static str,
    /// The letters of the short options that take a value.
    short_values: &'static str,
    /// The long options that take a value in the next word.
    long_values: &'static [&'static str],
    /// How many words stand before the command: `timeout` has a duration.
    operands: usize,
    /// Whether `NAME=value` may stand before the command.
    settings: bool,
    /// Options with which it does not start the command.
    other_uses: &'static [&'static str],
}

const fn grammar(name: &'static str, short_values: &'static str, operands: usize) -> Grammar {
    Grammar { name, short_values, long_values: &[], operands, settings: false, other_uses: &[] }
}

/// From the manuals of sudo, the GNU coreutils, findutils and util-linux, and of gosu, su-exec, tini and dumb-init.
const GRAMMARS: [Grammar; 24] = [
    Grammar {
        long_values: &["user", "group", "prompt", "chdir", "host", "close-from", "role", "type", "command-timeout"],
        settings: true,
        other_uses: &["-l", "-v", "-k", "-K", "-e", "-i", "-s", "--list", "--validate", "--edit"],
        ..grammar("sudo", "ugpChrtTDRU", 0)
    },
    Grammar { settings: true, ..grammar("doas", "uC", 0) },
    Grammar {
        long_values: &["unset", "chdir"],
        settings: true,
        other_uses: &["-S", "--split-string"],
        ..grammar("env", "uC", 0)
    },
    grammar("exec", "a", 0),
    Grammar { other_uses: &["-v", "-V"], ..grammar("command", "", 0) },
    grammar("builtin", "", 0),
    Grammar { long_values: &["adjustment"], ..grammar("nice", "n", 0) },
    Grammar { long_values: &["class", "classdata"], ..grammar("ionice", "cn", 0) },
    grammar("nohup", "", 0),
    Grammar { long_values: &["signal", "kill-after"], ..grammar("timeout", "sk", 1) },
    Grammar { long_values: &["format", "output"], ..grammar("time", "fo", 0) },
    Grammar {
        long_values: &["max-args", "max-procs", "max-lines", "delimiter", "arg-file", "replace", "max-chars"],
        ..grammar("xargs", "InPLdasE", 0)
    },
    grammar("setsid", "", 0),
    Grammar { long_values: &["input", "output", "error"], ..grammar("stdbuf", "ioe", 0) },
    grammar("gosu", "", 1),
    grammar("su-exec", "", 1),
    Grammar { long_values: &["reuid", "regid", "groups", "inh-caps"], ..grammar("setpriv", "", 0) },
    Grammar { long_values: &["userspec", "groups"], ..grammar("chroot", "", 1) },
    grammar("eatmydata", "", 0),
    grammar("chronic", "", 0),
    grammar("unbuffer", "", 0),
    grammar("tini", "pe", 0),
    grammar("dumb-init", "r", 0),
    grammar("fakeroot", "lfsib", 0),
];

/// Takes the starting programs off the front of a command's words. What is left begins with the program that counts; it is empty if
/// there is nothing after a starting program, or if that cannot be known.
pub(super) fn unwrap<'t>(words: &mut Vec<Argument<'t>>, settings: &mut Vec<Setting<'t>>) -> Vec<Wrapper> {
    let mut wrappers = Vec::new();
    while let Some((wrapper, start)) = next(words, settings) {
        words.drain(..start);
        wrappers.push(wrapper);
    }
    wrappers
}

/// The starting program at the front, and the index of the word it starts; `None` if the first word is the program that counts.
fn next<'t>(words: &[Argument<'t>], settings: &mut Vec<Setting<'t>>) -> Option<(Wrapper, usize)> {
    let first = words.first()?;
    let name = first.as_str()?;
    let name = name.rsplit_once('/').map_or(name, |(_, base)| base);
    if is_python(name) {
        return module(words).map(|at| (Wrapper { name: "python", range: first.range }, at));
    }
    let grammar = GRAMMARS.iter().find(|grammar| grammar.name == name)?;
    let mut at = 1;
    let mut operands = grammar.operands;
    let mut found = Vec::new();
    while let Some(word) = words.get(at) {
        let Some(text) = word.as_str() else {
            if word.splits && word.prefix.is_empty() && operands == 0 {
                break;
            }
            if operands == 0 {
                break;
            }
            operands -= 1;
            at += 1;
            continue;
        };
        if grammar.other_uses.contains(&text) {
            return None;
        }
        if text == "--" {
            at += 1 + operands;
            break;
        }
        if let Some(long) = text.strip_prefix("--") {
            at += if grammar.long_values.contains(&long) { 2 } else { 1 };
        } else if text.len() > 1 && text.starts_with('-') {
            at += 1 + usize::from(takes_next(&text[1..], grammar.short_values));
        } else if let Some(setting) = setting(word).filter(|_| grammar.settings) {
            found.push(setting);
            at += 1;
        } else if operands > 0 {
            operands -= 1;
            at += 1;
        } else {
            break;
        }
    }
    if at >= words.len() {
        return None;
    }
    settings.extend(found);
    Some((Wrapper { name: grammar.name, range: first.range }, at))
}

fn is_python(name: &str) -> bool {
    matches!(name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.'), "python" | "pypy")
}

/// Where `python -m module` names a module that is also a program of its own.
fn module(words: &[Argument<'_>]) -> Option<usize> {
    const MODULES: [&str; 6] = ["pip", "uv", "poetry", "pipenv", "pdm", "pipx"];
    let flag = words.iter().skip(1).position(|word| !matches!(word.as_str(), Some("-u" | "-B" | "-I" | "-E")))? + 1;
    let name = words.get(flag).filter(|word| word.is("-m")).and_then(|_| words.get(flag + 1))?;
    name.as_str().filter(|name| MODULES.contains(name)).map(|_| flag + 1)
}

/// Whether the value of a cluster of short options is in the next word.
fn takes_next(cluster: &str, with_value: &str) -> bool {
    cluster.chars().position(|letter| with_value.contains(letter)).is_some_and(|at| at + 1 == cluster.chars().count())
}

/// `NAME=value` in a word of its own.
fn setting<'t>(word: &Argument<'t>) -> Option<Setting<'t>> {
    let std::borrow::Cow::Borrowed(prefix) = word.prefix else { return None };
    let (name, value) = prefix.split_once('=')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then(|| {
        let known = word.value.is_some();
        let value = std::borrow::Cow::Borrowed(value);
        let value = Argument { value: known.then(|| value.clone()), prefix: value, ..word.clone() };
        Setting { name, range: word.range, value }
    })
}
