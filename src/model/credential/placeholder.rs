//! Real values told from stand-ins.

/// Words that nobody has in a password that protects something, but examples and defaults do.
const EXAMPLE_WORDS: [&str; 29] = [
    "example",
    "changeme",
    "change-me",
    "change_me",
    "changeit",
    "replace",
    "placeholder",
    "redacted",
    "your-",
    "your_",
    "yourpassword",
    "insert",
    "todo",
    "dummy",
    "fake",
    "sample",
    "notreal",
    "not-real",
    "not_real",
    "notasecret",
    "not-a-secret",
    "xxxx",
    "****",
    "....",
    "fixme",
    "testing",
    "insecure",
    "default",
    "mysecret",
];

/// How keys begin that are the same for everybody, because an emulator has them built in: of Azurite
/// (<https://learn.microsoft.com/azure/storage/common/storage-connect-azurite>) and of Cosmos DB
/// (<https://learn.microsoft.com/azure/cosmos-db/emulator>).
const PUBLISHED: [&str; 2] = ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50u", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5"];

/// Whether a value is plainly only a stand-in for a real one: empty, `changeme`, `<password>`, `xxxx`, or filled in by some other tool.
pub fn looks_like_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    is_filled_in(value)
        || value.trim().is_empty()
        || EXAMPLE_WORDS.iter().any(|word| lower.contains(word))
        || ["none", "null", "nil", "true", "false", "yes", "no", "n/a", "enabled", "disabled"].contains(&lower.as_str())
        || is_variable_name(value)
        || is_made_up(value)
}

/// Whether a text is written like the name of a variable, which something else is put in place of: `DB_PASSWORD`.
pub fn is_variable_name(value: &str) -> bool {
    value.contains('_') && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// Whether a tool or shell puts something else in its place: `${X}`, `$(X)`, `{{ x }}`, `<x>`, `%X%`, `@x@`, `__x__`, `((x))`, `!vault`.
fn is_filled_in(value: &str) -> bool {
    let wrapped =
        |start: &str, end: &str| value.len() > start.len() && value.starts_with(start) && value.ends_with(end);
    value.contains("${")
        || value.contains("$(")
        || value.contains("{{")
        || value.contains("<%")
        || value.contains("#{")
        || value.starts_with('$')
        || value.starts_with('!')
        || value.contains("((")
        || wrapped("<", ">")
        || wrapped("[", "]")
        || wrapped("{", "}")
        || wrapped("%", "%")
        || wrapped("@", "@")
        || wrapped("__", "__")
}

/// Whether the variable part of a token is no random text: it says that it is an example, repeats itself, or counts up. One that is
/// published counts as made up, too.
pub(super) fn is_made_up(body: &str) -> bool {
    if PUBLISHED.iter().any(|start| body.starts_with(start)) {
        return true;
    }
    let lower = body.to_ascii_lowercase();
    let says_so =
        ["example", "xxxx", "placeholder", "redacted", "fake", "dummy", "changeme", "notreal", "yourtoken", "insert"];
    if says_so.iter().any(|word| lower.contains(word)) {
        return true;
    }
    let bytes = lower.as_bytes();
    let mut seen = [false; 256];
    for byte in bytes {
        seen[*byte as usize] = true;
    }
    let distinct = seen.iter().filter(|seen| **seen).count();
    // Random text of 16 letters has more than five different ones but for one time in a billion.
    let repeats = bytes.len() >= 16 && distinct < 6;
    let longest_run = |step: u8| {
        let mut longest = 1;
        let mut run = 1;
        for pair in bytes.windows(2) {
            run = if pair[0].wrapping_add(step) == pair[1] { run + 1 } else { 1 };
            longest = longest.max(run);
        }
        longest
    };
    repeats || longest_run(0) >= 6 || longest_run(1) >= 8 || lower.contains("1234567890")
}

/// Whether the value of something with a sensitive name is a literal that can be a secret at all: not a stand-in, path, address, number,
/// name of something, list or sentence.
pub(super) fn is_literal_secret(value: &str) -> bool {
    let is_path = value.starts_with(['/', '.', '~']) || value.contains(":\\") || value.contains("://");
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_'));
    let inner = value.trim_end_matches('=');
    let has_structure = value.contains([' ', '\t', '\n', ',', ';']) || inner.contains('=');
    let is_reference = value.starts_with("arn:")
        || value.starts_with("vault:")
        || value.starts_with("op:")
        || value.starts_with("ref+");
    value.len() >= 4 && !is_path && !is_number && !has_structure && !is_reference && !looks_like_placeholder(value)
}

/// Whether a value looks generated, or thought up with care: eight characters or more of several sorts, and no words joined together.
pub(super) fn looks_generated(value: &str) -> bool {
    let sorts = [
        value.bytes().any(|byte| byte.is_ascii_lowercase()),
        value.bytes().any(|byte| byte.is_ascii_uppercase()),
        value.bytes().any(|byte| byte.is_ascii_digit()),
        value.bytes().any(|byte| byte.is_ascii_punctuation() && !matches!(byte, b'-' | b'_' | b'.')),
    ];
    let sorts = sorts.iter().filter(|sort| **sort).count();
    let lower = value.to_ascii_lowercase();
    let is_weak = [
        "password", "passw0rd", "p@ssw", "pass", "secret", "admin", "root", "test", "demo", "local", "dev", "user",
        "postgres", "mysql", "token",
    ]
    .iter()
    .any(|word| lower.contains(word));
    value.len() >= 8 && sorts >= 2 && !is_weak && !is_words(&lower)
}

/// Whether a value is words and numbers joined with `-`, `_` or `.`: the name of something rather than a secret.
fn is_words(lower: &str) -> bool {
    lower.split(['-', '_', '.']).all(|word| {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        let stem = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        letters == 0 && word.len() <= 4 || stem.len() == letters && word.len() - stem.len() <= 3 && has_vowels(stem)
    })
}

/// Whether letters could be a word: of five in a row one is a vowel.
fn has_vowels(letters: &str) -> bool {
    let mut since = 0;
    letters.bytes().all(|letter| {
        since = if b"aeiouy".contains(&letter) { 0 } else { since + 1 };
        since < 5
    })
}
