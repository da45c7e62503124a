use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Dockerfile};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let is_lower = |word: &str| !word.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_upper = |word: &str| !word.bytes().any(|byte| byte.is_ascii_lowercase());
    let valid = dockerfile.syntax().instructions.iter().filter(|it| !matches!(it.command, Command::Invalid));
    let keywords: Vec<_> = valid.map(|it| &it.keyword).collect();
    let lower = keywords.iter().filter(|word| is_lower(word.as_str())).count();
    let upper = keywords.iter().filter(|word| is_upper(word.as_str())).count();
    let is_mostly_lower = lower > upper;
    for keyword in keywords {
        let word = keyword.as_str();
        if if is_mostly_lower { is_lower(word) } else { is_upper(word) } {
            continue;
        }
        let (with, most) =
            if is_mostly_lower { (word.to_ascii_lowercase(), "lower") } else { (word.to_ascii_uppercase(), "upper") };
        let edit = keyword.is_verbatim().then(|| Edit::replace(keyword.span(), with.clone()));
        cx.report(keyword.span(), format!("`{word}` where the other instructions are in {most} case"))
            .help(format!("write `{with}`"))
            .fix("write it like the others", Safety::Safe, edit);
    }
}
