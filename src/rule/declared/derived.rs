//! Where trees are kept that a condition reads out of texts while it is evaluated.

use std::cell::OnceCell;

use crate::tree::Tree;

/// A list that only grows, so that what it gave out stays where it is.
#[derive(Default, Debug)]
pub struct Derived<'t> {
    tree: OnceCell<Tree<'t>>,
    next: OnceCell<Box<Derived<'t>>>,
}

impl<'t> Derived<'t> {
    /// Keeps a tree as long as the list itself.
    pub fn keep<'d>(&'d self, tree: Tree<'t>) -> &'d Tree<'t> {
        let mut last = self;
        while last.tree.get().is_some() {
            last = last.next.get_or_init(Box::default);
        }
        last.tree.get_or_init(|| tree)
    }
}
