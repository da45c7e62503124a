use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command as Run;
use crate::model::docker::{Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_shipped() {
        return;
    }
    let instructions: Vec<Instruction<'_>> = stage.instructions().collect();
    for pair in instructions.windows(2) {
        let (copy, run) = (pair[0], pair[1]);
        let (Some(destination), Some(text)) = (copy.destination(), run.script()) else { continue };
        let Some(command) = run.commands().first() else { continue };
        let Some((flag, value)) = change(command) else { continue };
        let paths: Vec<&str> = command.parsed().operands.iter().skip(1).filter_map(|word| word.as_str()).collect();
        let [path] = paths.as_slice() else { continue };
        if copy.copy().is_none()
            || copy.syntax().flag(flag).is_some()
            || run.mounts().next().is_some()
            || run.absolute(path).as_deref() != Some(destination.as_str())
        {
            continue;
        }
        let name = command.name().unwrap_or_default();
        let edits = edits(copy, run, flag, value);
        cx.report(text.span_of(command.range.range()), format!("`{name}` stores all of `{path}` a second time"))
            .label(copy.keyword_span(), "copied here")
            .help(format!("give COPY the option `--{flag}={value}`"))
            .fix(format!("let COPY do it with `--{flag}`"), Safety::Unsafe, edits);
    }
}

/// The option of COPY that does the same, with its value.
fn change<'c>(command: &'c Run<'_>) -> Option<(&'static str, &'c str)> {
    let flag = match command.name()? {
        "chown" => "chown",
        "chmod" => "chmod",
        _ => return None,
    };
    let context = &command.context;
    let is_plain = !context.conditional && !context.tested && command.wrappers.is_empty();
    let arguments = command.parsed();
    let only_recursive = arguments.options.iter().all(|option| matches!(option.name, "R" | "recursive" | "v"));
    let value = arguments.operands.first()?.as_str()?;
    let is_known = flag == "chown" || value.bytes().all(|byte| byte.is_ascii_digit());
    (is_plain && only_recursive && is_known).then_some((flag, value))
}

/// Takes the RUN away, if it does nothing else.
fn edits(copy: Instruction<'_>, run: Instruction<'_>, flag: &str, value: &str) -> Option<Vec<Edit>> {
    let is_alone = run.commands().len() == 1 && run.syntax().heredocs.is_empty();
    let dockerfile = copy.dockerfile().syntax();
    is_alone.then(|| {
        vec![fix::append_flag(copy.syntax(), &format!("--{flag}={value}")), fix::remove(dockerfile, run.syntax())]
    })
}
