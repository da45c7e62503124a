//! Any text as a script: every range is in bounds and on character boundaries, and nothing panics.

#![no_main]

use infralint::model::command::{commands, remote_scripts};
use infralint::syntax::shell::{Dialect, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for dialect in [Dialect::Sh, Dialect::Dash, Dialect::BusyBox, Dialect::Bash] {
        let ast = parse(text, dialect);
        for problem in &ast.problems {
            assert!(text.get(problem.range.range()).is_some());
        }
        let all = commands(&ast, text);
        for command in &all {
            assert!(text.get(command.range.range()).is_some());
            for argument in &command.arguments {
                assert!(text.get(argument.range.range()).is_some());
            }
            let _ = command.parsed();
        }
        let _ = remote_scripts(&all);
    }
});
