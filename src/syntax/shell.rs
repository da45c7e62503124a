//! Shell scripts: POSIX sh and bash.
