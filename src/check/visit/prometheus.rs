//! Alerting rules.

use super::Runner;
use crate::model::prometheus::{RuleGroup, rule_groups};
use crate::syntax::{Document, Syntax};

pub(super) fn document<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    if let Syntax::Tree(tree) = &document.syntax {
        for root in tree.roots() {
            alerts(run, rule_groups(root));
        }
    }
}

pub(super) fn alerts<'r>(run: &mut Runner<'r>, groups: Vec<RuleGroup<'r>>) {
    for alert in groups.into_iter().flat_map(RuleGroup::alerts) {
        run.each(&run.plan.alerts, alert);
    }
}
