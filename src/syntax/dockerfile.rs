//! Dockerfiles, by BuildKit's grammar.
