use std::collections::HashMap;

use crate::model::credential::is_secret_file;
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_shipped() {
        return;
    }
    let mut copied: HashMap<String, Instruction<'_>> = HashMap::new();
    for instruction in stage.instructions() {
        match instruction.command() {
            Command::Copy(copy) | Command::Add(copy) if instruction.copied_from().is_none() => {
                for source in &copy.sources {
                    let value = instruction.evaluate(source);
                    let Some(path) = value.as_str().filter(|path| is_secret(path)) else { continue };
                    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
                    copied.insert(name.to_owned(), instruction);
                    // A file may get another name.
                    let new = instruction.destination().and_then(|path| Some(path.rsplit_once('/')?.1.to_owned()));
                    copied.extend(new.filter(|name| !name.is_empty()).map(|name| (name, instruction)));
                }
            }
            Command::Run(_) if !copied.is_empty() => check_run(instruction, &copied, cx),
            _ => {}
        }
    }
}

/// Whether a file is there to hold a secret: who removes a `secret.txt` again knows what it is.
fn is_secret(path: &str) -> bool {
    const WORDS: [&str; 6] = ["secret", "secrets", "token", "password", "passwords", "credentials"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let is_text = matches!(extension, "" | "txt" | "json");
    is_secret_file(path) || is_text && WORDS.contains(&stem.to_ascii_lowercase().as_str())
}

fn check_run(run: Instruction<'_>, copied: &HashMap<String, Instruction<'_>>, cx: &mut Cx<'_>) {
    let Some(text) = run.script() else { return };
    for command in run.commands().iter().filter(|command| command.is_any(&["rm", "shred"])) {
        for word in command.parsed().operands.iter().filter(|word| word.as_str().is_some()) {
            let path = word.as_str().unwrap_or_default();
            let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
            let Some(from) = copied.get(name) else { continue };
            cx.report(text.span_of(word.range.range()), format!("`{path}` stays in an earlier layer, where everyone who can pull the image can read it"))
                .label(from.keyword_span(), "copied here")
                .help("give it to the RUN that needs it with `--mount=type=secret`, and replace the secret if the image was pushed");
        }
    }
}
