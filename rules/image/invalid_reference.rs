use crate::model::image::{Image, ImagePlace, Reference};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(text) = image.text().map(str::trim).filter(|text| !text.is_empty() && !is_placeholder(text)) else {
        return;
    };
    // What it is without an argument of the build is another rule's.
    let is_default = cx.project.files().text(image.span).contains('$');
    let is_filled_in = is_default || image.place == ImagePlace::HelmValues;
    if is_filled_in || Reference::parse(text).is_some() || is_stage(image, text, cx) {
        return;
    }
    let (what, help) = wrong(text);
    cx.report(image, format!("`{text}` names no image: {what}")).help(help);
}

/// Whether it is what another tool will put an image in place of.
fn is_placeholder(text: &str) -> bool {
    let has_marks = text.contains(['$', '{', '}', '<', '>', '%', '(', '*', '[', '#', '|', '\\']) || text.contains("__");
    // `us-docker.pkg.dev/PROJECT_ID/REPOSITORY/app:v1`, as documentation and `sed` scripts like it.
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let is_stand_in = |word: &str| {
        word.len() > 2
            && word.starts_with(|letter: char| letter.is_ascii_uppercase())
            && !word.contains(|letter: char| letter.is_ascii_lowercase())
    };
    has_marks || words.any(is_stand_in) || !text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether it is the name of a stage in other letters, which another rule tells of.
fn is_stage(image: Image<'_>, text: &str, cx: &Cx<'_>) -> bool {
    cx.project.docker.of(image.span.file).is_some_and(|dockerfile| dockerfile.target(text).is_some())
}

/// What is wrong with a reference, and what to do about it.
fn wrong(text: &str) -> (String, &'static str) {
    if let Some((scheme, _)) = text.split_once("://") {
        return (format!("it begins with `{scheme}://`"), "leave out what comes before the registry");
    }
    if text.contains(char::is_whitespace) {
        return ("there is white space in it".to_owned(), "leave the white space out");
    }
    let (name, digest) = text.split_once('@').map_or((text, None), |(name, digest)| (name, Some(digest)));
    if let Some(digest) = digest
        && Reference::parse(name).is_some()
    {
        return (format!("`{digest}` is no digest"), "a digest is `sha256:` and 64 hexadecimal digits");
    }
    let slash = name.rfind('/').map_or(0, |at| at + 1);
    let (repository, tag) = match name[slash..].find(':') {
        Some(colon) => (&name[..slash + colon], Some(&name[slash + colon + 1..])),
        None => (name, None),
    };
    let lower = repository.to_ascii_lowercase();
    if lower != repository && Reference::parse(&lower).is_some() {
        return ("a repository has no capital letters".to_owned(), "write it in lower case");
    }
    match tag {
        Some("") => ("the tag is empty".to_owned(), "add the tag, or take the colon away"),
        Some(tag) if Reference::parse(repository).is_some() => {
            let help = "a tag has letters, digits, `_`, `.` and `-`, and begins with neither of the last two";
            (format!("`{tag}` is no tag"), help)
        }
        _ => ("it is not of the form `registry/repository:tag`".to_owned(), "see the grammar of references"),
    }
}
