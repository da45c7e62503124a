use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let base = run.stage().and_then(Stage::external_reference);
    let Some(base) = base.filter(|base| base.library() == Some("ruby")) else { return };
    // Ruby 2.7 is the first to have Bundler 2.
    let numbers = base.tag.unwrap_or_default().split(['.', '-']).map_while(|part| part.parse::<u32>().ok());
    if numbers.take(2).collect::<Vec<_>>() < vec![2, 7] {
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
