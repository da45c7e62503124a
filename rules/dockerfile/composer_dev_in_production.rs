use crate::fix::{Edit, Safety};
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    if !run.is_shipped() || run.stage().is_some_and(Stage::is_for_development) {
        return;
    }
    for (at, command) in
        run.commands().iter().enumerate().filter(|(_, command)| command.is_any(&["composer", "composer.phar"]))
    {
        let arguments = command.parsed();
        let Some(verb) = arguments.subcommand.first().filter(|verb| verb.is("install")) else { continue };
        if !arguments.lacks(&["no-dev", "dev", "dry-run"])
            || run.has_variable(at, "COMPOSER_NO_DEV")
            || command.context.conditional
        {
            continue;
        }
        let span = run.span_of(verb.range);
        cx.report(span, format!("`{}` installs the packages for development, too", run.shown(command.range)))
            .help("add `--no-dev`")
            .fix("add `--no-dev`", Safety::Unsafe, Edit::replace(span.at_end(), " --no-dev"));
    }
}
