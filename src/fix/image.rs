//! Edits of references to images, in any format.

use super::Edit;
use crate::model::image::{Image, ImagePlace};
use crate::source::Files;

/// Gives an image another tag, or one where it has none. Not possible where the reference is put together from several places, comes from
/// elsewhere, or has a digest.
pub fn set_tag(files: &Files, image: Image<'_>, tag: &str) -> Option<Edit> {
    let (start, end) = bounds(files, image)?;
    let name_end = start + image.reference()?.name_len();
    (!image.has_digest()).then(|| Edit::replace(image.span.part(name_end..end), format!(":{tag}")))
}

/// Gives an image another registry and repository; tag and digest stay. Not possible where the reference is put together from several
/// places or comes from elsewhere.
pub fn set_name(files: &Files, image: Image<'_>, name: &str) -> Option<Edit> {
    let (start, _) = bounds(files, image)?;
    let name_end = start + image.reference()?.name_len();
    Some(Edit::replace(image.span.part(start..name_end), name))
}

/// Where the reference stands in the bytes of the image, if it is written as a whole. Whatever stands around it (quotes, `docker://`)
/// stays.
fn bounds(files: &Files, image: Image<'_>) -> Option<(usize, usize)> {
    let text = image.text()?;
    if image.via.is_some() || image.place == ImagePlace::HelmValues {
        return None;
    }
    let written = files.text(image.span);
    let (before, _) = written.split_once(text).filter(|(_, after)| !after.contains(text))?;
    Some((before.len(), before.len() + text.len()))
}
