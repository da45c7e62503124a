use crate::diagnostic::{Place, Severity};
use crate::model::credential::{GivenSecret, Verdict, given_secrets, given_to};
use crate::model::kubernetes::Container;
use crate::model::script;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    for words in container.commands() {
        let texts: Vec<Option<&str>> = words.iter().map(|word| word.and_then(Node::as_str)).collect();
        for given in given_secrets(&texts) {
            if let Some(place) = words[given.word] {
                report(container, &given, place.into(), cx);
            }
        }
    }
    for script in script::of_container(container.node()) {
        for command in script.commands() {
            // Values of known formats are found in all scripts, by another rule.
            let found = given_to(command, script.text()).into_iter();
            for (given, range) in found.filter(|(given, _)| !matches!(given.verdict, Verdict::Known(_))) {
                report(container, &given, script.place_of(range), cx);
            }
        }
    }
}

fn report(container: Container<'_>, given: &GivenSecret, place: Place, cx: &mut Cx<'_>) {
    let what = match &given.verdict {
        Verdict::Known(found) => found.what,
        _ => "a secret",
    };
    let named = if given.name.is_empty() { String::new() } else { format!(" `{}`", given.name) };
    let message =
        format!("container `{}` is given {what} as the argument{named}, for everyone to read", container.name());
    let reported = cx.report(place, message).help(
        "take it from a secret: a file, or a variable that the argument names as `$(NAME)`; and replace this one",
    );
    if matches!(given.verdict, Verdict::Weak) {
        reported.severity(Severity::Info);
    }
}
