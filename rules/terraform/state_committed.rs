use crate::diagnostic::Severity;
use crate::kind::FileKind;
use crate::model::terraform::is_example;
use crate::project::Project;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Repository(check);

fn check(project: &Project<'_>, cx: &mut Cx<'_>) {
    for (id, file) in project.files().iter().filter(|(_, file)| file.kind() == FileKind::TerraformState) {
        let reported = cx
            .report(Span::new(id, 0..0), format!("`{}` is part of the repository", file.name()))
            .help("add `*.tfstate*` to .gitignore, take the file out of the history, and renew the secrets in it");
        if is_example(file.folder()) {
            reported.severity(Severity::Info);
        }
    }
}
