use crate::model::command::Command;
use crate::model::docker::{Run, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_final() || stage.is_for_development() {
        return;
    }
    let Some(reference) = stage.external_reference().filter(|it| it.library() == Some("php")) else { return };
    let mut words = reference.tag.unwrap_or_default().split('-');
    let numbers: Vec<u32> = words.next().unwrap_or_default().split('.').map_while(|part| part.parse().ok()).collect();
    let is_server = words.any(|word| matches!(word, "apache" | "fpm"));
    let ([major, minor, ..], true) = (numbers.as_slice(), is_server) else { return };
    let mut instructions = stage.chain().flat_map(Stage::instructions);
    let may_load = |text: &str| text.to_ascii_lowercase().contains("opcache") || text.contains("conf.d");
    // What a script does that is run here cannot be seen.
    let may_enable = instructions.any(|it| {
        let runs_script = Run::of(it).is_some_and(|run| run.commands().iter().any(Command::is_script));
        runs_script || may_load(it.syntax().arguments.as_str())
    });
    if (*major, *minor) < (8, 5) && !may_enable {
        cx.report(
            stage.base_span(),
            format!("the server of `php:{}` runs without OPcache", reference.tag.unwrap_or_default()),
        )
        .help("add `RUN docker-php-ext-install opcache`");
    }
}
