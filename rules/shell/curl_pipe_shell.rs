use crate::diagnostic::Severity;
use crate::model::command::{RemoteScript, remote_scripts};
use crate::model::script::Script;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Script(check);

/// Installers that the makers of well-known programs publish for this very use.
const OFFICIAL: [&str; 19] = [
    "sh.rustup.rs",
    "deb.nodesource.com/",
    "rpm.nodesource.com/",
    "astral.sh/",
    "bun.sh/",
    "deno.land/",
    "get.docker.com",
    "install.python-poetry.org",
    "get.pnpm.io/",
    "get.sdkman.io",
    "get.k3s.io",
    "nixos.org/nix/install",
    "install.determinate.systems/",
    "raw.githubusercontent.com/Homebrew/install/",
    "raw.githubusercontent.com/helm/helm/",
    "raw.githubusercontent.com/nvm-sh/nvm/",
    "raw.githubusercontent.com/creationix/nvm/",
    "getcomposer.org/installer",
    "pyenv.run",
];

fn check(script: &Script<'_>, cx: &mut Cx<'_>) {
    for found in remote_scripts(script.commands()) {
        let written = found.url.range.of(script.text()).trim_matches(['"', '\'']);
        let address = written.trim_start_matches("https://").trim_start_matches("http://");
        if is_fixed(written) || cx.list("allow").iter().any(|allowed| written.starts_with(allowed.as_str())) {
            continue;
        }
        let RemoteScript { download, runner, .. } = found;
        let (by, with) = (runner.name().unwrap_or("sh"), download.name().unwrap_or("curl"));
        let how = if found.is_open_to_changes { ", and anyone on the way can change it" } else { "" };
        let message = format!("`{by}` runs whatever `{with}` gets from `{written}`{how}");
        let runs = runner.program.as_ref().map(|program| script.span_of(program.range.range()));
        let mut reported = cx
            .report(script.place_of(found.url.range), message)
            .help("download it to a file, compare that with a known checksum, then run it");
        if let Some(span) = runs {
            reported = reported.label(span, "run here");
        }
        if found.is_open_to_changes {
            reported.severity(Severity::Error);
        } else if OFFICIAL.iter().any(|official| address.starts_with(official)) {
            reported.severity(Severity::Info);
        }
    }
}

/// Whether what is at an address cannot change: the path names a commit, or a variable for one.
fn is_fixed(url: &str) -> bool {
    url.split(['/', '@', '=']).any(|part| {
        let name = part.trim_matches(['$', '{', '}']).to_ascii_uppercase();
        let is_commit = part.len() == 40 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_commit || part.starts_with('$') && (name.ends_with("SHA") || name.ends_with("COMMIT"))
    })
}
