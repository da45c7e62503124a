//! Scripts, in every format that has them.

use crate::rules;

mod and_or_as_condition;
mod assignment_of_no_variable;
mod assignment_spaces;
mod backticks;
mod bash_in_sh;
mod bash_in_unknown_sh;
mod broken_quotes;
mod cd_without_exit;
mod constant_test;
mod curl_pipe_shell;
mod echo_escape;
mod exported_failure;
mod file_names_as_words;
mod file_read_and_written;
mod find_exec_script;
mod hidden_failure;
mod ignored_pipe;
mod link_without_name;
mod lost_variable;
mod masked_failure;
mod output_as_command;
mod password_on_command_line;
mod quoted_tilde;
mod redirect_order;
mod removal_of_empty_variable;
mod removal_of_system_folder;
mod reverse_shell;
mod stray_option;
mod sudo_redirect;
mod syntax_error;
mod test_of_unquoted_variable;
mod test_of_wildcard;
mod undefined_variable;
mod unquoted_substitution;
mod unquoted_variable;
mod untrusted_variable;
mod unused_variable;
mod variable_as_format;
mod variable_in_single_quotes;
mod wildcard_as_option;

rules![
    "shell":
    and_or_as_condition, assignment_of_no_variable, assignment_spaces, backticks, bash_in_sh, bash_in_unknown_sh,
    broken_quotes, cd_without_exit, constant_test, curl_pipe_shell, echo_escape, exported_failure,
    file_names_as_words, file_read_and_written, find_exec_script, hidden_failure, ignored_pipe, link_without_name,
    lost_variable, masked_failure, output_as_command, password_on_command_line, quoted_tilde, redirect_order,
    removal_of_empty_variable, removal_of_system_folder, reverse_shell, stray_option, sudo_redirect, syntax_error,
    test_of_unquoted_variable, test_of_wildcard, undefined_variable, unquoted_substitution, unquoted_variable,
    untrusted_variable, unused_variable, variable_as_format, variable_in_single_quotes, wildcard_as_option,
];
