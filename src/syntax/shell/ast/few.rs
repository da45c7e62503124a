//! A list that mostly has one thing in it.

use std::ops::Deref;

/// Things in order, of which the first needs no memory of its own: most words are one piece, and most pipelines one command.
#[derive(Clone, Debug, Default)]
pub enum Few<T> {
    /// Nothing.
    #[default]
    None,
    /// One thing.
    One(T),
    /// Two or more.
    Many(Vec<T>),
}

impl<T> Few<T> {
    /// Adds a thing at the end.
    pub fn push(&mut self, item: T) {
        if let Self::Many(items) = self {
            items.push(item);
            return;
        }
        *self = match std::mem::take(self) {
            Self::One(first) => Self::Many(vec![first, item]),
            _ => Self::One(item),
        };
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::One(item) => std::slice::from_ref(item),
            Self::Many(items) => items,
        }
    }
}

impl<'f, T> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
