use crate::fix::{Edit, Safety};
use crate::model::compose::ComposeFile;
use crate::model::compose::interpolation::variables;
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::ComposeFile(check);

fn check(file: ComposeFile<'_>, cx: &mut Cx<'_>) {
    if file.is_for_coolify {
        return;
    }
    file.texts_with_dollar().for_each(|node| look(node, cx));
}

fn look(node: Node<'_>, cx: &mut Cx<'_>) {
    for range in variables(node.text()).1 {
        let span = node.span_of(range.clone());
        // A dollar of a shell stands in a command, not in a name.
        let doubled = node.text().contains(' ').then(|| Edit::replace(span.at_start(), "$"));
        cx.report(span, format!("`{}` is no variable for Compose", &node.text()[range]))
            .help(
                "write `$${` if the container's shell is meant; Compose knows `:-`, `-`, `:?`, `?`, `:+` and `+` only",
            )
            .fix("double the dollar", Safety::Unsafe, doubled);
    }
}
