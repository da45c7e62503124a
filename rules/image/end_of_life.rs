use crate::diagnostic::Severity;
use crate::fix::{self, Safety};
use crate::model::image::{Ended, Image, ImagePlace};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    // What was given up as a whole needs no second finding.
    if image.deprecated().is_some() || cx.project.docker.builds(image) {
        return;
    }
    let ended = image.ended();
    let Some(first) = ended.first() else { return };
    let name = image.shown();
    let what: Vec<String> = ended.iter().map(describe).collect();
    let help = match first.successor {
        Some((version, "")) => {
            format!("it gets no security fixes any more: move to a newer release, such as {} {version}", first.product)
        }
        Some((version, until)) => {
            format!(
                "it gets no security fixes any more: move to a newer release; {} {version} has them until {until}",
                first.product
            )
        }
        None => "it gets no security fixes any more: move to a newer release".to_owned(),
    };
    // A pipeline may well test with what users still have, and the default of a build argument may never be what is built with.
    let is_default = cx.project.files().text(image.span).contains('$');
    let severity = if is_pipeline(image.place) || is_default { Severity::Info } else { Severity::Warning };
    let edit = image.renewed_tag().and_then(|tag| fix::image::set_tag(cx.project.files(), image, &tag));
    cx.report(image, format!("{} `{name}` is out of support: {}", image.noun(), what.join(", ")))
        .help(help)
        .severity(severity)
        .fix("take the release that is maintained longest", Safety::Unsafe, edit);
}

fn describe(ended: &Ended) -> String {
    let codename = if ended.codename.is_empty() { String::new() } else { format!(" ({})", ended.codename) };
    format!("{} {}{codename} ended on {}", ended.product, ended.version, ended.ended)
}

fn is_pipeline(place: ImagePlace) -> bool {
    use ImagePlace::{AzurePipelines, Bitbucket, CircleCi, Github, Gitlab};
    matches!(place, Github | Gitlab | CircleCi | AzurePipelines | Bitbucket)
}
