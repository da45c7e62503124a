use crate::diagnostic::Severity;
use crate::fix::github;
use crate::model::github::{Injection, Reach, Step};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Step(check);

fn check(step: Step<'_>, cx: &mut Cx<'_>) {
    let injections = step.injections(cx.project.callers.of(step.node.span().file));
    for (at, injection) in injections.iter().enumerate() {
        // One finding for each source of a step; the fix mends all its places.
        if injections[..at].iter().all(|earlier| earlier.expression != injection.expression) {
            report(step, injection, cx);
        }
    }
}

fn report(step: Step<'_>, injection: &Injection<'_>, cx: &mut Cx<'_>) {
    let (who, severity) = match injection.reach {
        Reach::Anyone => ("which anyone can write", Severity::Error),
        Reach::Limited => ("which others can write", Severity::Warning),
        Reach::Writer => ("which whoever may push or start it can choose", Severity::Warning),
        Reach::Pusher => ("which whoever may push can choose", Severity::Info),
        Reach::Nobody => ("which no event of this workflow fills in yet", Severity::Info),
    };
    let help = if step.run().is_some() && step.shell().is_posix() {
        "pass it through `env` and use it as a quoted variable: what is in a variable is not run"
    } else {
        "pass it through `env` and read it from the environment: what is in a variable is not run"
    };
    let span = injection.code.span_of(injection.range.clone());
    let report = cx.report(span, format!("{} runs what stands in `{}`, {who}", step.title(), injection.origin));
    let report = report.severity(severity).help(help);
    let report = match injection.given {
        Some(given) => report.label(given, "handed over here"),
        None => report,
    };
    if let Some((safety, edits)) = github::pass_through_env(step, injection) {
        report.fix("pass it through a variable", safety, edits);
    }
}
