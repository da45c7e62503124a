use crate::model::docker::Stage;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Servers and workers that run for long.
const SERVERS: [&str; 7] = ["falcon", "puma", "rackup", "sidekiq", "solid_queue", "thin", "unicorn"];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_final() || stage.is_for_development() {
        return;
    }
    let Some(reference) = stage.external_reference().filter(|it| it.library() == Some("ruby")) else { return };
    let mut numbers = reference.tag.unwrap_or_default().split(['.', '-']).map_while(|part| part.parse::<u32>().ok());
    if (numbers.next(), numbers.next()) < (Some(3), Some(3)) {
        return;
    }
    let Some((start, (commands, _))) = stage.start().and_then(|start| Some((start, start.started()?))) else { return };
    let words =
        || commands.iter().flat_map(|it| it.program.iter().chain(&it.arguments)).filter_map(|word| word.as_str());
    let has = |name: &str| words().any(|word| word.rsplit('/').next() == Some(name));
    let is_set = ["RUBYOPT", "RUBY_YJIT_ENABLE"].iter().any(|name| start.is_declared(name));
    let is_asked = start.syntax().arguments.as_str().contains("jit");
    let Some(server) = SERVERS.iter().find(|name| has(name)) else { return };
    if !has("rails") && !is_set && !is_asked {
        cx.report(start.keyword_span(), format!("`{server}` runs without YJIT, which this image has"))
            .help("add `ENV RUBY_YJIT_ENABLE=1`, and see what it does to time and memory");
    }
}
