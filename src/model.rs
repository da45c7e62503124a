//! What the trees mean: small views of each format's things. Views know neither rules nor configuration.

pub mod compose;
pub mod docker;
pub mod github;
pub mod gitlab;
pub mod image;
pub mod layers;
