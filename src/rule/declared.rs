//! Rules without a function: a page's `check:` says what must not be.
//!
//! ```yaml
//! check:
//!   on: [aws_kms_key]                        # resource types with `*`, `data.TYPE`, `provider.NAME`, `module.SOURCE`, kinds of
//!                                            # Kubernetes objects, `pod`, `container`, `service`
//!   when: key_usage ?? "ENCRYPT_DECRYPT" == "ENCRYPT_DECRYPT"
//!   deny: enable_key_rotation ?? false != true
//!   message: "key `{name}` is never rotated"
//!   help: "set `enable_key_rotation = true`"
//!   fix: { set: enable_key_rotation, to: "true" }
//! ```
//!
//! A condition is true, false or unknown, and only what is surely true is reported: at the value that makes `deny` hold, or at the
//! subject's name where it is one that is missing. `??` gives what counts where nothing is written. A path that goes over several
//! items (`ingress[*].port`) passes a test if one of them does. Nothing equals a missing value but `null`, and a missing value
//! differs from all others. A list of conditions under `when` stands for all of them together.

mod derived;
mod evaluate;
mod expression;
mod lexer;
mod mend;
mod missing;
mod parser;
mod value;
mod version;

pub use lexer::Fault;

use super::{Cx, FixPromise};
use crate::diagnostic::Place;
use crate::fix::Safety;
use crate::model::compose::Service;
use crate::model::kubernetes::{Container, Object, PodSpec};
use crate::model::terraform::{ModuleCall, Provider, Resource};
use crate::tree::Node;
use derived::Derived;
use evaluate::{Root, Scope, evaluate};
use expression::Expression;
use mend::Mend;

/// The keys of a `check:`.
const KEYS: [&str; 6] = ["on", "when", "deny", "message", "help", "fix"];

/// What may stand in braces in a message.
const PLACEHOLDERS: [&str; 3] = ["name", "kind", "value"];

/// What a check looks at.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Target {
    /// Resources of a type of Terraform; `*` stands for any text.
    Resource(String),
    /// Data sources of a type.
    Data(String),
    /// Configurations of a provider.
    Provider(String),
    /// Calls of modules by where they come from, as it is written.
    Call(String),
    /// Kubernetes objects of a kind.
    Object(String),
    /// Kubernetes objects of any kind.
    AnyObject,
    /// The pods of every workload.
    Pod(System),
    /// The containers of every pod.
    Container(System),
    /// The services of Compose projects.
    Service,
}

/// On which systems a pod is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum System {
    /// On any.
    Any,
    /// Not on Windows, where the fields for Linux don't count.
    Linux,
}

/// A check that a page declares.
#[derive(Clone, PartialEq, Debug)]
pub struct Declared {
    on: Vec<Target>,
    when: Vec<Expression>,
    deny: Expression,
    message: String,
    help: Option<String>,
    fix: Option<Mend>,
}

/// Something that a declared check may look at.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'t> {
    /// A managed resource of Terraform.
    Resource(Resource<'t>),
    /// A data source of Terraform.
    Data(Resource<'t>),
    /// A configuration of a provider of Terraform.
    Provider(Provider<'t>),
    /// A call of a module of Terraform.
    Call(ModuleCall<'t>),
    /// A Kubernetes object.
    Object(Object<'t>),
    /// A pod of a workload.
    Pod(PodSpec<'t>),
    /// A container of a pod.
    Container(Container<'t>),
    /// A service of a Compose project.
    Service(&'t Service<'t>),
}

impl Declared {
    /// Reads the `check:` of a page, or says what is wrong with it, with the line and column of the page where it is.
    pub fn read(node: Node<'_>) -> Result<Self, Vec<String>> {
        let mut faults: Vec<String> = node
            .entries()
            .filter(|entry| !KEYS.contains(&entry.key.text()))
            .map(|entry| at(entry.key, 0, &format!("`check.{}` is no key of a check", entry.key.text())))
            .collect();
        let items = |key: &str| -> Vec<Node<'_>> {
            let value = node.get(key);
            let items =
                value.into_iter().flat_map(|value| if value.is_seq() { value.items().collect() } else { vec![value] });
            items.filter(|item| item.as_text().is_some()).collect()
        };
        let texts = |key: &str| items(key).into_iter().map(|item| item.text().to_owned()).collect::<Vec<_>>();
        let mut conditions = |key: &str| -> Vec<Expression> {
            let found = items(key).into_iter().filter_map(|item| match parser::parse(item.text()) {
                Ok(expression) => Some(expression),
                Err(fault) => {
                    faults.push(at(item, fault.at, &format!("`check.{key}`: {}", fault.message)));
                    None
                }
            });
            found.collect()
        };
        let (when, deny) = (conditions("when"), conditions("deny"));
        let on: Vec<Target> = texts("on").iter().map(|name| Target::new(name)).collect();
        let message = texts("message").pop().unwrap_or_default();
        for (missing, key) in
            [(on.is_empty(), "on"), (node.get("deny").is_none(), "deny"), (message.is_empty(), "message")]
        {
            if missing {
                faults.push(at(node, 0, &format!("`check.{key}` is missing")));
            }
        }
        let message_node = node.get("message").unwrap_or(node);
        let parts = message.split('{').skip(1).map(|part| part.split('}').next().unwrap_or(part));
        faults.extend(
            parts
                .filter(|part| !PLACEHOLDERS.contains(part))
                .map(|part| at(message_node, 0, &format!("`check.message` has an unknown `{{{part}}}`"))),
        );
        let fix = node.get("fix").and_then(|fix| {
            let mend = Mend::read(fix);
            if mend.is_none() {
                faults.push(at(fix, 0, "`check.fix` has to be `{ set: path, to: value }` or `remove`"));
            }
            mend
        });
        let deny = if deny.len() == 1 { deny.into_iter().next() } else { Some(Expression::And(deny)) };
        match deny {
            Some(deny) if faults.is_empty() => Ok(Self { on, when, deny, message, help: texts("help").pop(), fix }),
            _ => Err(faults),
        }
    }

    /// Whether it looks at a subject at all.
    pub fn concerns(&self, subject: Subject<'_>) -> bool {
        self.on.iter().any(|target| match (target, subject) {
            (Target::Resource(pattern), Subject::Resource(resource)) => value::matches_glob(pattern, resource.kind()),
            (Target::Data(pattern), Subject::Data(data)) => value::matches_glob(pattern, data.kind()),
            (Target::Provider(name), Subject::Provider(provider)) => value::matches_glob(name, provider.name()),
            (Target::Call(pattern), Subject::Call(call)) => {
                call.source_node().and_then(Node::as_str).is_some_and(|source| value::matches_glob(pattern, source))
            }
            (Target::Object(kind), Subject::Object(object)) => kind == object.kind(),
            (Target::Pod(system), Subject::Pod(pod)) => system.has(pod),
            (Target::Container(system), Subject::Container(container)) => system.has(container.pod()),
            (Target::AnyObject, Subject::Object(_)) | (Target::Service, Subject::Service(_)) => true,
            _ => false,
        })
    }

    /// Reports a subject for which `when` and `deny` surely hold.
    pub fn check(&self, subject: Subject<'_>, cx: &mut Cx<'_>) {
        let derived = Derived::default();
        let scope =
            Scope { root: subject.root(), block: subject.block(), derived: &derived, project: Some(cx.project) };
        if !self.when.iter().all(|condition| evaluate(condition, scope).holds == Some(true)) {
            return;
        }
        let answer = evaluate(&self.deny, scope);
        if answer.holds != Some(true) {
            return;
        }
        let gap = || missing::gap(&self.deny, scope, subject).map_or_else(|| subject.place(), Place::from);
        let place = answer.place.map_or_else(gap, Place::from);
        let value = answer.place.map_or("", Node::text);
        let message = self.message.replace("{name}", &subject.name()).replace("{kind}", subject.kind());
        let safety = if cx.page().fix == FixPromise::Safe { Safety::Safe } else { Safety::Unsafe };
        let mut reported = cx.report(place, message.replace("{value}", value));
        if let Some(help) = &self.help {
            reported = reported.help(help.clone());
        }
        if let Some(mend) = &self.fix {
            reported.fix(mend.title(answer.place), safety, mend.edits(subject, scope, answer.place));
        }
    }
}

/// A fault with its place in the page: `line 12, column 9: ...`. `byte` is one of the node's text.
fn at(node: Node<'_>, byte: usize, message: &str) -> String {
    let end = byte.min(node.text().len());
    let span = if end == 0 { node.span() } else { node.span_of(end..end) };
    let file = node.tree().files().get(span.file);
    // The front matter is read without the line of dashes above it.
    let place = file.position(span.start);
    format!("line {}, column {}: {message}", place.line + 1, place.column)
}

impl Target {
    /// Kinds of objects begin with a capital; what is none of the words is a type of resource.
    fn new(name: &str) -> Self {
        match name {
            "object" => Self::AnyObject,
            "pod" => Self::Pod(System::Any),
            "linux.pod" => Self::Pod(System::Linux),
            "container" => Self::Container(System::Any),
            "linux.container" => Self::Container(System::Linux),
            "service" => Self::Service,
            kind if kind.starts_with(|it: char| it.is_ascii_uppercase()) => Self::Object(kind.to_owned()),
            name => match name.split_once('.') {
                Some(("data", kind)) => Self::Data(kind.to_owned()),
                Some(("provider", kind)) => Self::Provider(kind.to_owned()),
                Some(("module", source)) => Self::Call(source.to_owned()),
                _ => Self::Resource(name.to_owned()),
            },
        }
    }
}

impl System {
    fn has(self, pod: PodSpec<'_>) -> bool {
        self == Self::Any || !pod.is_windows()
    }
}

impl<'t> Subject<'t> {
    fn root(self) -> Root<'t> {
        match self {
            Subject::Resource(resource) | Subject::Data(resource) => Root::Node(resource.block.body),
            Subject::Provider(provider) => Root::Node(provider.block.body),
            Subject::Call(call) => Root::Node(call.block.body),
            Subject::Object(object) => Root::Node(object.node()),
            Subject::Pod(pod) => Root::Pod(pod),
            Subject::Container(container) => Root::Container(container),
            Subject::Service(service) => Root::Service(service),
        }
    }

    /// The block of Terraform that it is, as the references within a module see it.
    fn block(self) -> Option<Resource<'t>> {
        match self {
            Subject::Resource(resource) | Subject::Data(resource) => Some(resource),
            Subject::Provider(Provider { module, block }) | Subject::Call(ModuleCall { module, block }) => {
                Some(Resource { module, block })
            }
            _ => None,
        }
    }

    /// The map that it is, where it is one of a single place.
    fn map(self) -> Option<Node<'t>> {
        match self {
            Subject::Object(object) => Some(object.node()),
            Subject::Pod(pod) => Some(pod.spec()),
            Subject::Container(container) => Some(container.node()),
            _ => None,
        }
    }

    /// Where it is reported as a whole.
    fn place(self) -> Place {
        match self {
            Subject::Resource(resource) | Subject::Data(resource) => Place::from(resource.block.header),
            Subject::Provider(provider) => Place::from(provider.block.header),
            Subject::Call(call) => Place::from(call.block.header),
            Subject::Object(object) => Place::from(object.place()),
            Subject::Pod(pod) => Place::from(pod.object().place()),
            Subject::Container(container) => Place::from(container.place()),
            Subject::Service(service) => Place::from(service.key),
        }
    }

    /// What `{name}` stands for.
    fn name(self) -> String {
        match self {
            Subject::Resource(resource) | Subject::Data(resource) => resource.block.address(),
            Subject::Provider(provider) => provider.block.address(),
            Subject::Call(call) => call.block.address(),
            Subject::Object(object) => object.label().to_owned(),
            Subject::Pod(pod) => pod.object().label().to_owned(),
            Subject::Container(container) => container.name().to_owned(),
            Subject::Service(service) => service.name().to_owned(),
        }
    }

    /// What `{kind}` stands for.
    fn kind(self) -> &'t str {
        match self {
            Subject::Resource(resource) | Subject::Data(resource) => resource.kind(),
            Subject::Provider(_) => "provider",
            Subject::Call(_) => "module",
            Subject::Object(object) => object.kind(),
            Subject::Pod(pod) => pod.object().kind(),
            Subject::Container(_) => "container",
            Subject::Service(_) => "service",
        }
    }
}
#[cfg(test)]
mod tests;
