use crate::model::docker::{PROGRAMS, Stage, program_name};
use crate::model::image::Image;
use crate::model::kubernetes::Container;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Shells, and programs that come with one: none of them is in an image without a shell.
const MISSING: [&str; 22] = [
    "ash", "bash", "busybox", "cat", "curl", "dash", "echo", "env", "false", "grep", "kill", "ls", "nc", "pgrep",
    "pidof", "ps", "rm", "sh", "sleep", "test", "touch", "wget",
];

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let started = started(container);
    if started.is_empty() || container.pod().is_windows() || may_bring(container) {
        return;
    }
    let built = cx.project.stage_of(container).filter(|stage| stage.surely_lacks_shell()).map(Stage::base_span);
    let is_bare = container.image().is_some_and(Image::surely_lacks_shell);
    if built.is_none() && !is_bare {
        return;
    }
    for (what, program) in started {
        let message = format!(
            "{what} of container `{}` runs `{}`, and its image has no shell and none of the programs that come with one",
            container.name(),
            program.text()
        );
        let help = match what {
            "the `preStop` hook" => "use the `sleep` action of the hook, or call the program of the image itself",
            "the command" => "call the program of the image itself, or build the image on a base with a shell",
            _ => "ask with `httpGet`, `tcpSocket` or `grpc`, or call the program of the image itself",
        };
        let reported = cx.report(program, message).help(help);
        if let Some(base) = built {
            reported.label(base, "the image is built on this");
        }
    }
}

/// The programs that it surely starts and that are missing where there is no shell, and what starts them.
fn started(container: Container<'_>) -> Vec<(&'static str, Node<'_>)> {
    let places: [(&'static str, &[&str]); 6] = [
        ("the command", &["command"]),
        ("the liveness probe", &["livenessProbe", "exec", "command"]),
        ("the readiness probe", &["readinessProbe", "exec", "command"]),
        ("the startup probe", &["startupProbe", "exec", "command"]),
        ("the `postStart` hook", &["lifecycle", "postStart", "exec", "command"]),
        ("the `preStop` hook", &["lifecycle", "preStop", "exec", "command"]),
    ];
    let first = |path: &[&str]| container.node().at(path)?.items().next();
    let is_missing = |program: &Node<'_>| {
        let path = program.as_str().unwrap_or_default();
        let folder = path.rsplit_once('/').map(|(folder, _)| folder);
        MISSING.contains(&program_name(path)) && folder.is_none_or(|folder| PROGRAMS.contains(&folder))
    };
    places.iter().filter_map(|(what, path)| Some((*what, first(path).filter(is_missing)?))).collect()
}

/// Whether a volume may bring programs, or they may be looked for elsewhere.
fn may_bring(container: Container<'_>) -> bool {
    let covers = |mount: Node<'_>| {
        let path = mount.get("mountPath").and_then(Node::as_str);
        path.is_none_or(|path| {
            let path = path.trim_end_matches('/');
            PROGRAMS.iter().any(|folder| {
                *folder == path || folder.starts_with(&format!("{path}/")) || path.starts_with(&format!("{folder}/"))
            })
        })
    };
    let mounts = container.node().get("volumeMounts").into_iter().flat_map(Node::items);
    !container.knows_mounts()
        || mounts.into_iter().any(covers)
        || container.env().iter().any(|(name, _)| name.as_str() == Some("PATH"))
}
