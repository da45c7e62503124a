use crate::fix::{Edit, Safety};
use crate::model::script::{Script, bashisms, shell_name};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    let Some(dialect) = script.known_shell() else { return };
    let shell = shell_name(dialect);
    for bashism in bashisms(script, dialect) {
        let message = format!("{} is of bash, but `sh` is {shell} here, {}", bashism.what, bashism.effect);
        let edit = bashism.instead.map(|instead| {
            let span = script.span_of(instead.range.range());
            (instead.text, Edit::replace(span, instead.text))
        });
        let reported = cx.report(script.place_of(bashism.range), message).stands_for(bashism.checks.iter().copied());
        match edit {
            Some((text, edit)) => reported.help(format!("`{text}` means the same in every shell")).fix(
                "write what every shell knows",
                Safety::Safe,
                edit,
            ),
            None => {
                reported.help("write it as POSIX has it, or install bash and set `SHELL [\"/bin/bash\", \"-c\"]` above")
            }
        };
    }
}
