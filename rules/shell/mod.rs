//! Scripts, in every format that has them.

use crate::rules;

mod ampersand_in_address;
mod and_or_as_condition;
mod and_or_in_test;
mod assignment_of_no_variable;
mod assignment_spaces;
mod backticks;
mod bad_substitution;
mod bash_in_sh;
mod bash_in_unknown_sh;
mod blank_after_backslash;
mod break_outside_loop;
mod broken_quotes;
mod captured_nothing;
mod cd_without_exit;
mod comma_in_list;
mod comment_in_continued_command;
mod comparison_as_redirection;
mod constant_test;
mod contradicting_tests;
mod curl_pipe_shell;
mod dollar_in_name;
mod early_trap;
mod echo_escape;
mod endless_recursion;
mod exit_status;
mod exported_failure;
mod exported_value;
mod file_names_as_words;
mod file_read_and_written;
mod find_exec_script;
mod find_exec_without_end;
mod find_or_action;
mod first_item_only;
mod function_called_before;
mod function_for_other_program;
mod getopts_mismatch;
mod grep_count;
mod grep_in_test;
mod grep_pattern_as_glob;
mod hidden_failure;
mod ignored_pipe;
mod invalid_number;
mod invalid_test;
mod link_without_name;
mod list_in_text;
mod local_outside_function;
mod loop_over_one_word;
mod lost_backslash;
mod lost_variable;
mod ls_output;
mod masked_failure;
mod missing_braces;
mod missing_destination;
mod mode_of_last_folder;
mod obsolete_command;
mod output_as_command;
mod output_redirected_twice;
mod overridden_pipe;
mod password_on_command_line;
mod path_overwritten;
mod pattern_never_matches;
mod printf_arguments;
mod ps_grep;
mod quoted_regular_expression;
mod quoted_tilde;
mod quotes_in_value;
mod read_without_r;
mod redirect_order;
mod removal_of_empty_variable;
mod removal_of_system_folder;
mod repeated_redirection;
mod reused_loop_variable;
mod reverse_shell;
mod ssh_expands_here;
mod ssh_in_read_loop;
mod status_in_test;
mod stray_option;
mod sudo_builtin;
mod sudo_redirect;
mod syntax_error;
mod test_in_pipe;
mod test_of_unquoted_variable;
mod test_of_wildcard;
mod text_instead_of_sum;
mod typographic_quotes;
mod unchecked_negation;
mod unclosed_here_document;
mod undefined_variable;
mod unexpanded_range;
mod unpaired_bracket;
mod unquoted_pattern;
mod unquoted_substitution;
mod unquoted_variable;
mod unreachable_command;
mod untrappable_signal;
mod untrusted_variable;
mod unused_variable;
mod useless_cat;
mod useless_echo;
mod value_seen_too_late;
mod variable_as_format;
mod variable_in_single_quotes;
mod wildcard_as_option;

rules![
    "shell":
    ampersand_in_address, and_or_as_condition, and_or_in_test, assignment_of_no_variable, assignment_spaces,
    backticks, bad_substitution, bash_in_sh, bash_in_unknown_sh, blank_after_backslash, break_outside_loop,
    broken_quotes, captured_nothing, cd_without_exit, comma_in_list, comment_in_continued_command,
    comparison_as_redirection, constant_test, contradicting_tests, curl_pipe_shell, dollar_in_name, early_trap,
    echo_escape, endless_recursion, exit_status, exported_failure, exported_value, file_names_as_words,
    file_read_and_written, find_exec_script, find_exec_without_end, find_or_action, first_item_only,
    function_called_before, function_for_other_program, getopts_mismatch, grep_count, grep_in_test,
    grep_pattern_as_glob, hidden_failure, ignored_pipe, invalid_number, invalid_test, link_without_name, list_in_text,
    local_outside_function, loop_over_one_word, lost_backslash, lost_variable, ls_output, masked_failure,
    missing_braces, missing_destination, mode_of_last_folder, obsolete_command, output_as_command,
    output_redirected_twice, overridden_pipe, password_on_command_line, path_overwritten, pattern_never_matches,
    printf_arguments, ps_grep, quoted_regular_expression, quoted_tilde, quotes_in_value, read_without_r,
    redirect_order, removal_of_empty_variable, removal_of_system_folder, repeated_redirection, reused_loop_variable,
    reverse_shell, ssh_expands_here, ssh_in_read_loop, status_in_test, stray_option, sudo_builtin, sudo_redirect,
    syntax_error, test_in_pipe, test_of_unquoted_variable, test_of_wildcard, text_instead_of_sum, typographic_quotes,
    unchecked_negation, unclosed_here_document, undefined_variable, unexpanded_range, unpaired_bracket,
    unquoted_pattern, unquoted_substitution, unquoted_variable, unreachable_command, untrappable_signal,
    untrusted_variable, unused_variable, useless_cat, useless_echo, value_seen_too_late, variable_as_format,
    variable_in_single_quotes, wildcard_as_option,
];
