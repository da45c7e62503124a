use crate::fix::{Edit, Safety};
use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Command::Env(pairs) = instruction.command() else { return };
    let Some(stage) = instruction.stage().filter(|stage| !stage.is_from_scratch() && !stage.is_windows()) else {
        return;
    };
    for pair in pairs.iter().filter(|pair| pair.name == "PATH") {
        let Some(value) = pair.value.as_ref().filter(|value| !value.as_str().contains("PATH")) else { continue };
        let evaluated = instruction.evaluate(value);
        let Some(path) = evaluated.as_str() else { continue };
        let has_system = path.split(':').any(|folder| matches!(folder.trim_end_matches('/'), "/bin" | "/usr/bin"));
        let runs_later = stage
            .instructions()
            .any(|later| later.index() > instruction.index() && matches!(later.command(), Command::Run(_)));
        if has_system || !runs_later {
            continue;
        }
        // In double quotes variables are expanded all the same.
        let end = value.len() - usize::from(value.as_str().ends_with('"'));
        let is_plain = value.is_verbatim() && !value.as_str().ends_with('\'') && end > 0;
        let edit = is_plain.then(|| Edit::replace(value.span_of(end..end), ":$PATH"));
        cx.report(value.span(), format!("`PATH` is only `{path}` from here on"))
            .help("keep what there was: add `:$PATH`")
            .fix("keep the folders of the base image", Safety::Unsafe, edit);
    }
}
