//! What the trees mean, format by format: small `Copy` views over nodes. They know neither rules nor configuration.

pub mod helm;
pub mod kubernetes;
pub mod kustomize;
pub mod prometheus;
