//! What the trees mean: small views of each format's things. Views know neither rules nor configuration.

pub mod apt_sources;
pub mod ci_images;
pub mod command;
pub mod compose;
pub mod credential;
pub mod devcontainer;
pub mod distribution;
pub mod docker;
pub mod dockerignore;
pub mod env;
pub mod github;
pub mod gitlab;
pub mod health_call;
pub mod helm;
pub mod image;
pub mod kubernetes;
pub mod kustomize;
pub mod layers;
pub mod node_package;
pub mod official_images;
pub mod packages;
pub mod prometheus;
pub mod requirement;
pub mod script;
pub mod terraform;
