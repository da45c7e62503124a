//! The subjects of Terraform's directories.

use crate::check::Runner;
use crate::rule::declared::Subject;
use crate::syntax::Document;

/// The module that the file is the first file of, with all that it declares.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let folder = run.project.files().get(document.file).folder();
    let Some(module) = run.project.terraform.find(folder) else { return };
    if module.files.first() != Some(&document.file) {
        return;
    }
    run.each(&run.plan.modules, module);
    if let Some(backend) = module.backend() {
        run.each(&run.plan.backends, backend);
    }
    for provider in module.providers() {
        run.each(&run.plan.providers, provider);
        run.declared(Subject::Provider(provider));
    }
    for resource in module.resources() {
        run.each(&run.plan.resources, resource);
        run.declared(Subject::Resource(resource));
    }
    for data in module.data_sources() {
        run.declared(Subject::Data(data));
    }
    for call in module.calls() {
        run.each(&run.plan.module_calls, call);
        run.declared(Subject::Call(call));
    }
}
