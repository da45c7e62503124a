use crate::model::docker::Run;
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let base = run.stage().and_then(|stage| stage.external_reference()).and_then(Reference::library);
    if base != Some("ruby") {
        return;
    }
    for command in run.commands().iter().filter(|command| command.is_any(&["gem"])) {
        let arguments = command.parsed();
        let is_install = matches!(arguments.subcommand(0), Some("install" | "i"));
        if !is_install || !arguments.lacks(&["v", "version"]) {
            continue;
        }
        if let Some(bundler) = arguments.operands.iter().find(|word| word.is("bundler")) {
            cx.report(run.span_of(bundler.range), "`bundler` is in the official images of Ruby already")
                .help("remove it; Bundler changes to the version of the lock file by itself");
        }
    }
}
