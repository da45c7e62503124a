//! The subjects of Compose files.

use rustc_hash::FxHashMap;

use crate::check::Runner;
use crate::diagnostic::Diagnostic;
use crate::model::compose::{ComposeFile, Service};
use crate::model::image::{Image, ImagePlace};
use crate::rule::USED_HERE;
use crate::rule::declared::Subject;
use crate::source::Span;
use crate::syntax::{Document, Syntax};

/// The file as written, the projects that the file is the base of, and their services.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    if let Syntax::Tree(tree) = &document.syntax {
        for root in tree.roots().filter(|root| !root.is_null() && !root.is_unknown()) {
            run.each(&run.plan.compose_files, ComposeFile::new(root));
        }
    }
    for project in run.project.compose.based_on(document.file) {
        run.each(&run.plan.compose_projects, project);
        let mut told = Told::default();
        for service in &project.services {
            let from = run.found.diagnostics.len();
            run.each(&run.plan.services, service);
            run.declared(Subject::Service(service));
            told.keep_new(&mut run.found.diagnostics, from);
            image(run, service);
        }
    }
}

/// What was found so far in the services of a project, by rule and place.
#[derive(Default)]
struct Told {
    places: FxHashMap<(&'static str, Span), usize>,
}

impl Told {
    /// What several services take from one place, by a merge key or by `extends`, is one finding: that of the first of them, which then
    /// shows where the others use it. `from` is where the findings of the service at hand begin.
    fn keep_new(&mut self, found: &mut Vec<Diagnostic>, from: usize) {
        for finding in found.split_off(from) {
            match self.places.get(&(finding.rule, finding.span)).filter(|first| **first < from) {
                Some(first) => {
                    let uses = finding.labels.into_iter().filter(|label| label.message == USED_HERE);
                    found[*first].labels.extend(uses);
                }
                None => {
                    self.places.entry((finding.rule, finding.span)).or_insert(found.len());
                    found.push(finding);
                }
            }
        }
    }
}

/// The image that a service pulls, unless it is the name of what the service builds.
fn image<'r>(run: &mut Runner<'r>, service: &'r Service<'r>) {
    let is_pulled = service.absent(&["build"])
        && service.at(&["pull_policy"]).is_none_or(|policy| !matches!(policy.as_str(), Some("never" | "build") | None));
    if let Some(node) = service.image().filter(|_| is_pulled) {
        run.each(&run.plan.images, Image::of(ImagePlace::Compose, node));
    }
}
