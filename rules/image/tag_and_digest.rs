use crate::model::image::Image;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Image(check);

fn check(image: Image<'_>, cx: &mut Cx<'_>) {
    let Some(reference) = image.reference().filter(|reference| reference.digest.is_some()) else { return };
    if let Some(tag) = reference.tag {
        cx.report(image, format!("tag `{tag}` has no effect beside a digest"))
            .help("leave it out, or let a tool update both");
    }
}
