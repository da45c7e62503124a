use crate::model::docker::{Command, Instruction, Stage, own_port};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

/// Official images that run what others bring, and expose nothing.
const WITHOUT_PORTS: [&str; 24] = [
    "almalinux",
    "alpine",
    "amazoncorretto",
    "amazonlinux",
    "archlinux",
    "buildpack-deps",
    "busybox",
    "debian",
    "eclipse-temurin",
    "elixir",
    "erlang",
    "fedora",
    "golang",
    "haskell",
    "node",
    "openjdk",
    "oraclelinux",
    "perl",
    "pypy",
    "python",
    "rockylinux",
    "ruby",
    "rust",
    "ubuntu",
];

/// Programs that serve HTTP on the port that an option names.
const SERVERS: [&str; 11] = [
    "daphne",
    "fastapi",
    "flask",
    "granian",
    "gunicorn",
    "hypercorn",
    "puma",
    "rackup",
    "streamlit",
    "uvicorn",
    "waitress-serve",
];

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    if !stage.is_final() || stage.is_for_development() || !exposes_nothing(stage) {
        return;
    }
    let Some(start) = stage.start().filter(|start| start.stage() == Some(stage)) else { return };
    let Some(port) = health_port(stage).or_else(|| served_port(start)) else { return };
    cx.report(start.keyword_span(), format!("the image listens on {port} and has no `EXPOSE`"))
        .help(format!("add `EXPOSE {port}`"));
}

/// Whether neither its chain nor the image below exposes a port.
fn exposes_nothing(stage: Stage<'_>) -> bool {
    let official = stage.external_reference().and_then(crate::model::image::Reference::library);
    let is_bare = stage.is_from_scratch() || official.is_some_and(|name| WITHOUT_PORTS.contains(&name));
    is_bare && stage.last(|command| matches!(command, Command::Expose(_))).is_none()
}

/// The port of the machine itself that the health check asks.
fn health_port(stage: Stage<'_>) -> Option<u16> {
    let check = stage.last(|command| matches!(command, Command::Healthcheck(_)))?;
    Some(own_port(check.syntax().arguments.as_str())?.0)
}

/// The port that a server is told to listen on.
fn served_port(start: Instruction<'_>) -> Option<u16> {
    let (commands, _) = start.started()?;
    commands.iter().find_map(|command| {
        let mut words = command.program.iter().chain(&command.arguments).filter_map(|word| word.as_str());
        words.find(|word| SERVERS.contains(&word.rsplit('/').next().unwrap_or(word)))?;
        let words: Vec<&str> = words.collect();
        let joined = words.iter().find_map(|word| {
            let (name, value) = word.split_once('=')?;
            port_of(name, value)
        });
        joined.or_else(|| words.windows(2).find_map(|pair| port_of(pair[0], pair[1])))
    })
}

/// The port that an option gives.
fn port_of(name: &str, value: &str) -> Option<u16> {
    match name {
        "--port" | "-p" | "--server.port" => value.parse().ok(),
        "--bind" | "-b" | "--listen" => value.rsplit_once(':').map_or(value, |(_, port)| port).parse().ok(),
        _ => None,
    }
}
