use crate::diagnostic::Severity;
use crate::model::kubernetes::{Budget, Object};
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::Object(check);

/// The check of another tool that is about a budget without a bound.
const NO_BOUND: [&str; 1] = ["kube-score:poddisruptionbudget-has-policy"];
/// The check of another tool that is about a bound which no number of pods reaches.
const TOO_HIGH: [&str; 1] = ["polaris:pdbMinAvailableGreaterThanHPAMinReplicas"];

fn check(object: Object<'_>, cx: &mut Cx<'_>) {
    let Some(budget) = Budget::new(object) else { return };
    let bounds = ["minAvailable", "maxUnavailable"];
    let title = object.title();
    if let [Some(least), Some(most)] = bounds.map(|field| budget.bound(field)) {
        cx.report(most, format!("{title} has both `minAvailable` and `maxUnavailable`"))
            .stands_for([])
            .help("keep one of them: the API server refuses both")
            .label(least.span(), "the other one");
    } else if bounds.iter().all(|field| budget.lacks(field)) {
        cx.report(
            object.gap(&["spec", "minAvailable"]),
            format!("{title} has neither `minAvailable` nor `maxUnavailable`"),
        )
        .stands_for(NO_BOUND)
        .help("set `maxUnavailable: 1`: nothing is protected without a bound")
        .severity(Severity::Warning);
    }
    for (field, bound) in bounds.iter().filter_map(|field| Some((field, budget.bound(field)?))) {
        let share = || bound.as_str()?.strip_suffix('%')?.parse::<i64>().ok();
        if bound.as_i64().is_some_and(|number| number < 0) || share().is_some_and(|share| !(0..=100).contains(&share)) {
            cx.report(bound, format!("{title} has `{field}: {}`", bound.text()))
                .stands_for(TOO_HIGH.into_iter().filter(|_| share().is_some_and(|share| share > 100)))
                .help("a bound is a number from 0 or a share from 0 % to 100 %: the API server refuses anything else");
        }
    }
}
