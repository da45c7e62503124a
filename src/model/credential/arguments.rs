//! Secrets among the words of a command: `--db-password=...`, `mysql -p...`, `curl -u user:...`.
//!
//! Facts: the manuals of the programs in [`SHORT`].

use std::ops::Range;

use super::{Verdict, find, judge};
use crate::model::command::{Command, TextRange};

/// A secret that a word gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenSecret {
    /// The index of the word that it is in.
    pub word: usize,
    /// Its bytes in the word.
    pub range: Range<usize>,
    /// What it is given as: the option without its dashes, but for one of a single letter, or the variable; empty where it has no name.
    pub name: String,
    /// What it is.
    pub verdict: Verdict,
}

/// Where the value of an option of one letter stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In the same word: `-psecret`.
    Same,
    /// In the next word: `-a secret`.
    Next,
    /// In the next word, after a user and a colon: `-u user:secret`.
    AfterColon,
}

/// The options of one letter with which programs are given passwords.
const SHORT: [(&str, char, Form); 16] = [
    ("mysql", 'p', Form::Same),
    ("mysqladmin", 'p', Form::Same),
    ("mysqldump", 'p', Form::Same),
    ("mysqlcheck", 'p', Form::Same),
    ("mysqlimport", 'p', Form::Same),
    ("mysqlsh", 'p', Form::Same),
    ("mariadb", 'p', Form::Same),
    ("mariadb-admin", 'p', Form::Same),
    ("mariadb-dump", 'p', Form::Same),
    ("mongo", 'p', Form::Next),
    ("mongosh", 'p', Form::Next),
    ("mongodump", 'p', Form::Next),
    ("redis-cli", 'a', Form::Next),
    ("sshpass", 'p', Form::Next),
    ("ldapsearch", 'w', Form::Next),
    ("curl", 'u', Form::AfterColon),
];

/// Options whose value is a name and what it gets.
const GIVING: [&str; 8] = ["set", "set-string", "env", "e", "from-literal", "build-arg", "define", "D"];

/// The secrets that the words of a command give it, its program first if it is known. A word is `None` where it cannot be known.
pub fn given_secrets(words: &[Option<&str>]) -> Vec<GivenSecret> {
    let program = words.first().copied().flatten().map(|word| word.rsplit_once('/').map_or(word, |(_, name)| name));
    let mut found = Vec::new();
    let mut skipped = None;
    for (at, word) in words.iter().enumerate() {
        let Some(text) = word.filter(|text| skipped != Some(at) && !text.contains(char::is_whitespace)) else {
            continue;
        };
        let next = || words.get(at + 1).copied().flatten().filter(|next| !next.contains(char::is_whitespace));
        let own = match text.strip_prefix('-') {
            Some(option) => of_option(option.trim_start_matches('-'), program, text, next()),
            None => assigned(text, 0).filter(|_| at == 0 || program == Some("env")).map(|given| (0, given)),
        };
        match own {
            Some((later, (name, range))) => {
                let value = if later == 0 { text } else { next().unwrap_or_default() };
                let name = name.to_owned();
                let key = if name.starts_with('-') {
                    "PASSWORD".into()
                } else {
                    name.replace(['-', '.'], "_").to_ascii_uppercase()
                };
                if let Some(verdict) = known(&value[range.clone()], &key) {
                    skipped = Some(at + later);
                    found.push(GivenSecret { word: at + later, range, name, verdict });
                }
            }
            None => {
                let whole =
                    GivenSecret { word: at, range: 0..text.len(), name: String::new(), verdict: Verdict::Secret };
                found.extend(find(text).map(|it| GivenSecret { verdict: Verdict::Known(it), ..whole }));
            }
        }
    }
    found
}

/// The secrets that a command of a script is given, with the words that they are in, variables that are set for it included.
pub fn given_to(command: &Command<'_>, script: &str) -> Vec<(GivenSecret, TextRange)> {
    let words: Vec<_> = command.program.iter().chain(&command.arguments).collect();
    let texts: Vec<Option<&str>> = words.iter().map(|word| word.as_str()).collect();
    let own = given_secrets(&texts).into_iter().map(|given| (words[given.word].range, given));
    let settings = command.settings.iter().filter(|setting| setting.value.value.is_some());
    let set = settings.flat_map(|setting| {
        let text = setting.range.of(script);
        given_secrets(&[Some(text)]).into_iter().map(|given| (setting.range, given))
    });
    own.chain(set).map(|(range, given)| (given, range)).collect()
}

/// What a value is. One that a shell or Kubernetes puts together is nothing yet.
fn known(value: &str, key: &str) -> Option<Verdict> {
    if value.contains(['$', '`', '"', '\'']) { None } else { judge(key, value) }
}

/// What an option gives: 0 if the value is in the same word and 1 if it is in the next, the name, and the bytes of the value.
fn of_option<'w>(
    option: &'w str,
    program: Option<&str>,
    text: &'w str,
    next: Option<&'w str>,
) -> Option<(usize, (&'w str, Range<usize>))> {
    let start = text.len() - option.len();
    let letter = option.chars().next()?;
    let short = SHORT.iter().find(|(name, own, _)| start == 1 && *own == letter && program == Some(*name));
    if let Some((.., form)) = short {
        let name = &text[..2];
        let whole = |it: &str| 0..it.len();
        return match form {
            Form::Same => (text.len() > 2).then_some((0, (name, 2..text.len()))),
            _ if text.len() > 2 => None,
            Form::Next => next.map(|it| (1, (name, whole(it)))),
            Form::AfterColon => next.and_then(|it| Some((1, (name, it.find(':')? + 1..it.len())))),
        };
    }
    let (name, value) = match option.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (option, None),
    };
    if GIVING.contains(&name) {
        return match value {
            Some(value) => assigned(value, text.len() - value.len()).map(|given| (0, given)),
            None => next.and_then(|next| assigned(next, 0)).map(|given| (1, given)),
        };
    }
    match value {
        Some(value) => Some((0, (name, text.len() - value.len()..text.len()))),
        None => next.filter(|next| !next.starts_with('-')).map(|next| (1, (name, 0..next.len()))),
    }
}

/// The name and the value of `NAME=value`, which begins `offset` bytes into its word.
fn assigned(text: &str, offset: usize) -> Option<(&str, Range<usize>)> {
    let (name, value) = text.split_once('=')?;
    let is_name = name.len() > 2 && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-".contains(&it));
    is_name.then(|| (name, offset + text.len() - value.len()..offset + text.len()))
}
