use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Instruction, Pair};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// The beginnings that Docker keeps for itself.
const RESERVED: [&str; 3] = ["com.docker.", "io.docker.", "org.dockerproject."];

/// Of these the ones that others are asked to set: Docker Desktop's extensions and Compose's own labels.
const OPEN: [&str; 4] =
    ["com.docker.desktop.", "com.docker.extension.", "com.docker.compose.", "com.docker.image.source."];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let instruction = instruction.triggered();
    let Command::Label(pairs) = instruction.command() else { return };
    for pair in pairs {
        let value = instruction.evaluate(&pair.name);
        let Some(name) = value.as_str() else { continue };
        let begins = |list: &[&str]| list.iter().any(|start| name.starts_with(start));
        if begins(&RESERVED) && !begins(&OPEN) {
            cx.report(pair.name.span(), format!("label `{name}` is in a namespace that Docker keeps for itself"))
                .help("begin with the reversed name of a domain of your own");
        } else if let Some(strange) = name.chars().find(|c| !c.is_ascii_alphanumeric() && !"._-/".contains(*c)) {
            cx.report(pair.name.span(), format!("label `{name}` has a `{strange}` in its name"))
                .help("use lower case letters, digits, dots and hyphens: filters of labels and of registries expect nothing else")
                .fix("give it a plain name", Safety::Unsafe, renamed(pairs, pair, name));
        } else if !name.contains('/') && !ends_well(name) {
            cx.report(pair.name.span(), format!("label `{name}` begins or ends with a separator, or has two in a row"))
                .help("put single dots and hyphens between words")
                .fix("give it a plain name", Safety::Unsafe, renamed(pairs, pair, name));
        }
    }
}

/// Puts a hyphen in place of what does not belong into a name, and takes away what separates nothing, unless there is a label of the new
/// name beside it.
fn renamed(pairs: &[Pair<'_>], pair: &Pair<'_>, name: &str) -> Option<Edit> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    let mut plain = String::new();
    for c in name.chars().map(|c| if is_plain(c) { c } else { '-' }) {
        let is_needless = "./-".contains(c) && plain.ends_with(['.', '/', '-']);
        plain.extend(Some(c).filter(|_| !is_needless));
    }
    let plain = plain.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_free = !plain.is_empty() && !pairs.iter().any(|other| other.name.as_str() == plain);
    (is_free && !pair.name.as_str().contains('$')).then(|| fix::replace(&pair.name, plain))?
}

/// Whether a name begins and ends with a letter or digit, and has no two dots or hyphens in a row.
fn ends_well(name: &str) -> bool {
    let is_inner = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_inner(name.chars().next()) && is_inner(name.chars().next_back()) && !name.contains("..") && !name.contains("--")
}
