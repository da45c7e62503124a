//! What a chart's values say by themselves, before any template.

use super::Runner;
use crate::model::helm::{ImageValue, image_values};
use crate::syntax::{Document, Syntax};

pub(super) fn values<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let Syntax::Tree(tree) = &document.syntax else { return };
    for image in image_values(tree).into_iter().filter_map(ImageValue::image) {
        run.each(&run.plan.images, image);
    }
}
