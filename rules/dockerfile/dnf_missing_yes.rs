use crate::fix::{Edit, Safety};
use crate::model::docker::Run;
use crate::model::packages::{self, Manager, YES};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Run(check);

/// Options that answer, and those with which nothing is done.
const ANSWERS: [&str; 4] = ["y", "assumeyes", "assumeno", "downloadonly"];

/// The checks of other tools for `yum`, and those for `dnf` and `microdnf`.
const OF_YUM: [&str; 4] = [
    "hadolint:DL3030",
    "kics:dockerfile/yum_install_allows_manual_input",
    "semgrep:missing-yum-assume-yes-switch",
    "droast:DF027",
];
const OF_DNF: [&str; 4] = [
    "hadolint:DL3038",
    "kics:dockerfile/missing_flag_from_dnf_install",
    "semgrep:missing-dnf-assume-yes-switch",
    "droast:DF027",
];

fn check(run: Run<'_>, cx: &mut Cx<'_>) {
    let mut is_configured = None;
    for call in packages::calls(run.commands()) {
        let is_answered =
            !call.arguments.lacks(&ANSWERS) || call.sets("assumeyes", &YES) || call.is_answered(run.commands());
        if call.manager != Manager::Dnf || !call.asks() || is_answered {
            continue;
        }
        let is_configured = *is_configured.get_or_insert_with(|| {
            ["/etc/dnf", "/etc/yum"].iter().any(|folder| run.is_configured("assumeyes", folder))
        });
        let Some(verb) = call.verb().filter(|_| !is_configured) else { continue };
        let span = run.span_of(verb.range);
        cx.report(span, format!("`{}` waits for an answer that nobody gives", run.shown(call.command.range)))
            .stands_for(if call.command.is_any(&["yum"]) { OF_YUM } else { OF_DNF })
            .help("answer beforehand with `-y`")
            .fix("add `-y`", Safety::Safe, Edit::replace(span.at_end(), " -y"));
    }
}
