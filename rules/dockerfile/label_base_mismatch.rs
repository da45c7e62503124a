use crate::fix::{Safety, dockerfile as fix};
use crate::model::docker::{Command, Stage};
use crate::model::image::Reference;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Stage(check);

fn check(stage: Stage<'_>, cx: &mut Cx<'_>) {
    // A variable in FROM may hold something else in the next build.
    let is_written = stage.root().base_text().is_some_and(|text| !text.as_str().contains('$'));
    let Some(base) = stage.external_reference().filter(|_| is_written && stage.is_final()) else { return };
    for instruction in stage.instructions() {
        let Command::Label(pairs) = instruction.command() else { continue };
        for pair in pairs {
            let Some(written) = &pair.value else { continue };
            let value = instruction.evaluate(written);
            let Some(value) = value.as_str().filter(|_| !written.as_str().contains('$')) else { continue };
            let image = stage.root().base_text().map(|text| text.as_str().split('@').next().unwrap_or_default());
            let (is_other, right) = match pair.name.as_str().trim_matches('"') {
                "org.opencontainers.image.base.digest" => (base.digest != Some(value), base.digest),
                "org.opencontainers.image.base.name" => {
                    (Reference::parse(value).is_some_and(|named| differs(named, base)), image)
                }
                _ => continue,
            };
            if is_other {
                let quote = if written.as_str().starts_with('"') { "\"" } else { "" };
                let edit = right.and_then(|right| fix::replace(written, &format!("{quote}{right}{quote}")));
                cx.report(
                    written.span(),
                    format!("the label says `{value}`, but the stage is made from another image"),
                )
                .label(stage.root().base_span(), "the image")
                .help("let the builder fill it in, or repeat what `FROM` says")
                .fix("repeat what `FROM` says", Safety::Unsafe, edit);
            }
        }
    }
}

/// Whether two references surely name different images.
fn differs(named: Reference<'_>, base: Reference<'_>) -> bool {
    let has_other_tag = named.tag.is_some() && base.tag.is_some() && named.tag != base.tag;
    named.canonical_name() != base.canonical_name() || has_other_tag
}
