use crate::fix::{Edit, Safety};
use crate::model::docker::Instruction;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Instruction(check);

/// Keywords that are no programs in capital letters.
const KEYWORDS: [&str; 10] = ["RUN", "COPY", "ENV", "WORKDIR", "USER", "CMD", "ENTRYPOINT", "EXPOSE", "LABEL", "ADD"];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    let Some(script) = instruction.script() else { return };
    for command in instruction.commands() {
        let Some(program) = &command.program else { continue };
        let Some(name) = program.as_str().filter(|name| KEYWORDS.contains(name)) else { continue };
        // A function of this name may be defined before.
        if script.as_str().contains(&format!("{name}()")) {
            continue;
        }
        let after = &script.as_str()[program.range.end as usize..];
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let word = script.span_of(program.range.start as usize..program.range.end as usize + blanks);
        let is_needless = name == "RUN" && blanks > 0 && !command.arguments.is_empty();
        cx.report(script.span_of(program.range.range()), format!("`{name}` is no command of the shell"))
            .help("write the command alone, or begin an instruction on a line of its own")
            .fix("remove the keyword", Safety::Safe, is_needless.then(|| Edit::replace(word, "")));
    }
}
