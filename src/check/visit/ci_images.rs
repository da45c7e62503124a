//! The images of CI formats of which little else is looked at.

use crate::check::Runner;
use crate::model::ci_images::{of_azure, of_bitbucket, of_circleci};
use crate::model::image::{Image, ImagePlace};
use crate::syntax::{Document, Syntax};
use crate::tree::{Node, Tree};

/// Finds the images of a file.
type Find = for<'t> fn(&'t Tree<'_>) -> Vec<Node<'t>>;

fn each<'r>(run: &mut Runner<'r>, document: &'r Document<'r>, place: ImagePlace, find: Find) {
    let Syntax::Tree(tree) = &document.syntax else { return };
    for image in find(tree) {
        run.each(&run.plan.images, Image::of(place, image));
    }
}

pub(super) fn circleci<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    each(run, document, ImagePlace::CircleCi, of_circleci);
}

pub(super) fn azure<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    each(run, document, ImagePlace::AzurePipelines, of_azure);
}

pub(super) fn bitbucket<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    each(run, document, ImagePlace::Bitbucket, of_bitbucket);
}
