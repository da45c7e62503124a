//! Edits of references to images, in any format.

use super::Edit;
use crate::model::image::{Image, ImagePlace};
use crate::source::Files;

/// Gives an image another tag, or one where it has none. Not possible where the reference is put together from several places, comes from
/// elsewhere, or has a digest.
pub fn set_tag(files: &Files, image: Image<'_>, tag: &str) -> Option<Edit> {
    let (text, reference) = (image.text()?, image.reference()?);
    if image.via.is_some() || image.has_digest() || image.place == ImagePlace::HelmValues {
        return None;
    }
    // Whatever stands around it (quotes, `docker://`) stays.
    let written = files.text(image.span);
    let (before, _) = written.split_once(text).filter(|(_, after)| !after.contains(text))?;
    let start = before.len() + reference.name_len();
    let end = before.len() + text.len();
    Some(Edit::replace(image.span.part(start..end), format!(":{tag}")))
}
