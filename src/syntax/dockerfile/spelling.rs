//! The instruction that a misspelt keyword was meant to be.

use crate::spelling;

/// All instructions.
const KEYWORDS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// The keyword nearest to a word, if it is near enough to be meant.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    spelling::nearest(word, KEYWORDS)
}
