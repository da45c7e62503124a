use crate::fix::{Edit, Safety};
use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let built = cx.project.docker.built_stages(dockerfile.file());
    // One with a name may be built by a script that we cannot see.
    for stage in dockerfile.stages().filter(|stage| stage.name().is_none() && !stage.is_final()) {
        if stage.is_used() || built.contains(&stage) {
            continue;
        }
        let base = stage.base_text().map_or("", |text| text.as_str());
        cx.report(stage.base_span(), format!("nothing uses this stage from `{base}`, so it is not built"))
            .help("remove it, or give it a name and copy from it what was meant to be in the image")
            .fix("remove it", Safety::Unsafe, removed(stage));
    }
}

/// Removes a stage that has no comment, up to the next one. A number in `COPY --from` may mean a stage behind it.
fn removed(stage: Stage<'_>) -> Option<Edit> {
    let dockerfile = stage.dockerfile();
    let next = dockerfile.stages().nth(stage.index() + 1)?;
    let syntax = dockerfile.syntax();
    let (start, end) = (stage.from().span().start as usize, next.from().span().start as usize);
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let has_number = dockerfile.instructions().flat_map(Instruction::source_names).any(|(name, _)| is_number(name));
    let has_comment = syntax.comments.iter().any(|comment| (start..end).contains(&(comment.span.start as usize)));
    let is_plain = syntax.source[..start].is_empty() || syntax.source[..start].ends_with('\n');
    (!has_number && !has_comment && is_plain && stage.has_from())
        .then(|| Edit::replace(Span::new(syntax.file, start..end), ""))
}
