//! The subjects of `.dockerignore` files.

use crate::check::Runner;
use crate::model::dockerignore::IgnoreFile;
use crate::syntax::Document;

/// The file.
pub(super) fn file<'r>(run: &mut Runner<'r>, document: &'r Document<'r>) {
    let plan = run.plan;
    if plan.ignore_files.is_empty() {
        return;
    }
    let ignore = IgnoreFile::new(run.project.files().get(document.file).text(), document.file);
    for &(active, check) in &plan.ignore_files {
        run.one(active, |cx| check(&ignore, cx));
    }
}
