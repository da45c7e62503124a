//! Images, wherever a file names one.

use crate::rules;

mod content_trust_disabled;
mod deprecated;
mod end_of_life;
mod floating_tag;
mod invalid_reference;
mod latest_tag;
mod local_only;
mod missing_digest;
mod tag_and_digest;
mod untagged;
mod untrusted_registry;
mod version_drift;

rules![
    "image":
    content_trust_disabled, deprecated, end_of_life, floating_tag, invalid_reference, latest_tag, local_only,
    missing_digest, tag_and_digest, untagged, untrusted_registry, version_drift,
];
