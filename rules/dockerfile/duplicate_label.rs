use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Stage};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    let mut labels = Vec::new();
    for instruction in stage.instructions() {
        if let Command::Label(pairs) = instruction.command() {
            labels.extend(pairs.iter().enumerate().map(|(place, pair)| (instruction, place, pair)));
        }
    }
    for (at, (instruction, place, pair)) in labels.iter().enumerate() {
        let same = |other: &str| pair.name == *other;
        let Some((_, _, later)) = labels[at + 1..].iter().find(|(_, _, later)| same(later.name.as_str())) else {
            continue;
        };
        let text = |value: &Option<crate::model::docker::Text<'_>>| value.as_ref().map(|it| it.as_str().to_owned());
        if text(&pair.value) == text(&later.value) {
            continue;
        }
        let edit = fix::remove_pair(stage.dockerfile().syntax(), instruction.syntax(), *place);
        cx.report(pair.name.span(), format!("label `{}` is set to another value below", pair.name.as_str()))
            .label(later.name.span(), "this one counts")
            .help("keep the one that is right")
            .fix("remove the one that does not count", Safety::Safe, edit);
    }
}
