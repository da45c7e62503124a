use crate::model::kubernetes::Object;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// Last words of keys whose values are one line: what programs compare or send as it is.
const ONE_LINE: [&str; 13] =
    ["password", "passwd", "pwd", "pass", "token", "secret", "key", "apikey", "dsn", "url", "uri", "user", "username"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    for entry in object.secret_entries() {
        let line = entry.value.strip_suffix('\n');
        let line = line.map(|line| line.strip_suffix('\r').unwrap_or(line));
        if line.is_some_and(|line| !line.trim().is_empty() && !line.contains('\n')) && is_one_line(entry.key) {
            cx.report(entry.place, format!("`{}` of {} ends with a line break", entry.key, object.title())).help(
                "encode it without one (`printf %s ... | base64`, or `echo -n`), or begin the block with `|-`: programs take the break for a part of it",
            );
        }
    }
}

/// Whether a key is for a value of one line, and not for a file.
fn is_one_line(key: &str) -> bool {
    let name = key.to_ascii_lowercase();
    !name.contains('.') && name.rsplit(['-', '_']).next().is_some_and(|last| ONE_LINE.contains(&last))
        || ONE_LINE.iter().any(|word| word.len() > 4 && !name.contains('.') && name.ends_with(word))
}
