use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::command::Command as Run;
use crate::model::docker::{Command, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// How many instructions before a COPY are looked at; nobody writes so many.
const MOST_BEFORE: usize = 200;

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_shipped() {
        return;
    }
    let instructions: Vec<Instruction<'_>> = stage.instructions().collect();
    for pair in instructions.windows(2) {
        let (copy, run) = (pair[0], pair[1]);
        let (Some(destination), Some(text)) = (copy.destination(), run.script()) else { continue };
        let Some(command) = run.commands().first() else { continue };
        let Some(Change { flag, value, is_recursive }) = change(command) else { continue };
        let paths: Vec<&str> = command.parsed().operands.iter().skip(1).filter_map(|word| word.as_str()).collect();
        let [path] = paths.as_slice() else { continue };
        if copy.copy().is_none()
            || copy.syntax().flag(flag).is_some()
            || run.mounts().next().is_some()
            || run.absolute(path).as_deref() != Some(destination.as_str())
            // Of a folder alone nothing is stored a second time.
            || !is_recursive && !is_file(&destination)
        {
            continue;
        }
        let name = command.name().unwrap_or_default();
        // Files that were there before get the owner from RUN alone.
        let is_all = !is_recursive || is_first_there(copy, &destination);
        let edits = if is_all { edits(copy, run, flag, value) } else { None };
        cx.report(text.span_of(command.range.range()), format!("`{name}` stores all of `{path}` a second time"))
            .label(copy.keyword_span(), "copied here")
            .help(format!("give COPY the option `--{flag}={value}`"))
            .fix(format!("let COPY do it with `--{flag}`"), Safety::Unsafe, edits);
    }
}

/// Whether a path has the name of a file.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.trim_start_matches('.').contains('.')
}

/// Whether surely nothing before a COPY puts anything into its folder.
fn is_first_there(copy: Instruction<'_>, folder: &str) -> bool {
    let is_within = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let stages = copy.stage().into_iter().flat_map(Stage::chain);
    let mut before = stages.flat_map(Stage::instructions).filter(|it| it.index() < copy.index()).take(MOST_BEFORE + 1);
    let is_harmless = |it: Instruction<'_>| match it.command() {
        Command::Run(_) => {
            let text = it.syntax().arguments.as_str();
            !text.contains(folder) && it.workdir().is_some_and(|at| !is_within(at))
        }
        Command::Copy(_) | Command::Add(_) => it.destination().is_some_and(|to| !is_within(&to)),
        _ => true,
    };
    before.by_ref().take(MOST_BEFORE).all(is_harmless) && before.next().is_none()
}

/// What a command changes of a file that it names.
struct Change<'c> {
    /// The option of COPY that does the same.
    flag: &'static str,
    /// The owner or the mode.
    value: &'c str,
    /// Whether it goes down into folders.
    is_recursive: bool,
}

fn change<'c>(command: &'c Run<'_>) -> Option<Change<'c>> {
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
    let is_recursive = arguments.has(&["R", "recursive"]);
    (is_plain && only_recursive && is_known).then_some(Change { flag, value, is_recursive })
}

/// Takes the RUN away, if it does nothing else.
fn edits(copy: Instruction<'_>, run: Instruction<'_>, flag: &str, value: &str) -> Option<Vec<Edit>> {
    let is_alone = run.commands().len() == 1 && run.syntax().heredocs.is_empty();
    let dockerfile = copy.dockerfile().syntax();
    // With `--link` nobody looks into the image for the number of a name.
    let is_number = value.split(':').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_alone && (is_number || copy.syntax().flag("link").is_none())).then(|| {
        vec![fix::append_flag(copy.syntax(), &format!("--{flag}={value}")), fix::remove(dockerfile, run.syntax())]
    })
}
