//! Scripts, in every format that has them.

use crate::rules;

mod assignment_spaces;
mod bash_in_sh;
mod cd_without_exit;
mod constant_test;
mod curl_pipe_shell;
mod hidden_failure;
mod password_on_command_line;
mod quoted_tilde;
mod redirect_order;
mod syntax_error;

rules!["shell":
    assignment_spaces,
    bash_in_sh,
    cd_without_exit,
    constant_test,
    curl_pipe_shell,
    hidden_failure,
    password_on_command_line,
    quoted_tilde,
    redirect_order,
    syntax_error,
];
