use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let Some((stage, exposed)) = unchecked_server(dockerfile, cx) else { return };
    let port = exposed.evaluate(&exposed.syntax().arguments);
    let edit = port.as_str().and_then(|port| skeleton(stage, port)).map(|line| {
        let start = stage.instructions().find(|it| it.is_start()).unwrap_or(exposed);
        let is_own = start.stage().is_some_and(|own| own == stage);
        is_own.then(|| fix::insert_before(dockerfile.syntax(), start.syntax(), &line))
    });
    let port = port.as_str().map_or("a port".to_owned(), |port| port.split_whitespace().collect::<Vec<_>>().join(" "));
    cx.report(exposed.keyword_span(), format!("the image listens on {port} and has no `HEALTHCHECK`"))
        .help("add `HEALTHCHECK CMD` with a request to the program, so that a hung one is noticed")
        .fix("ask the program over HTTP", Safety::Unsafe, edit.flatten());
}

/// The final stage and its EXPOSE, if it runs a server that nothing checks.
pub(super) fn unchecked_server<'d>(
    dockerfile: &'d Dockerfile<'d>,
    cx: &Cx<'_>,
) -> Option<(Stage<'d>, Instruction<'d>)> {
    // Kubernetes has probes of its own and does not look at this instruction.
    if cx.project.docker.has_kubernetes() {
        return None;
    }
    let stage = dockerfile.final_stage()?;
    let exposed = stage.last(|command| matches!(command, Command::Expose(_)))?;
    let has_check = stage.last(|command| matches!(command, Command::Healthcheck(_))).is_some();
    // Other images may bring a check, and in these there is nothing to ask with.
    let image = stage.external_image().filter(|image| image.is_surely_root())?;
    let is_bare = image.reference().is_some_and(|reference| reference.repository.starts_with("distroless"));
    let is_left_alone = has_check || is_bare || stage.is_for_development() || stage.is_interactive();
    let is_server = stage.start().is_some() && !is_left_alone && !is_checked_by_compose(dockerfile, cx);
    is_server.then_some((stage, exposed))
}

/// A check that asks for an answer over HTTP, whatever it is, with what is surely in the image. Only for ports that are used for HTTP.
fn skeleton(stage: Stage<'_>, port: &str) -> Option<String> {
    let number = port.strip_suffix("/tcp").unwrap_or(port);
    let port: u16 = number.parse().ok()?;
    if !matches!(port, 80 | 3000..=3010 | 4000 | 5000 | 8000..=8010 | 8080..=8090) {
        return None;
    }
    let image = stage.external_reference()?;
    let test = match image.official()? {
        "node" => format!(
            r#""node", "-e", "require('http').get('http://127.0.0.1:{port}/', () => process.exit(0)).on('error', () => process.exit(1))""#
        ),
        "python" if image.tag.is_none_or(|tag| !tag.starts_with('2')) => {
            let request = format!("c = h.HTTPConnection('127.0.0.1', {port}); c.request('GET', '/'); c.getresponse()");
            format!(r#""python", "-c", "import http.client as h; {request}""#)
        }
        "nginx" => format!(r#""curl", "-sS", "-o", "/dev/null", "http://127.0.0.1:{port}/""#),
        _ => return None,
    };
    Some(format!("HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD [{test}]"))
}

/// Whether every Compose service that is built from the file has a check of its own.
fn is_checked_by_compose(dockerfile: &Dockerfile<'_>, cx: &Cx<'_>) -> bool {
    let mut services = cx.project.docker.services(dockerfile.file(), &cx.project.compose).peekable();
    services.peek().is_some() && services.all(|service| !service.absent(&["healthcheck"]))
}
