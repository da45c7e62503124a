//! Scripts, in every format that has them.

use crate::rules;

mod curl_pipe_shell;

rules!["shell": curl_pipe_shell];
