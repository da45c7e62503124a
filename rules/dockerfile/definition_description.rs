use crate::model::docker::{Command, Dockerfile, Instruction};
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    for instruction in dockerfile.instructions() {
        let name = match instruction.command() {
            Command::Arg(pairs) if pairs.len() == 1 => pairs[0].name.as_str(),
            Command::From(from) => match &from.alias {
                Some(alias) => alias.as_str(),
                None => continue,
            },
            _ => continue,
        };
        let Some(comment) = comment_above(dockerfile, instruction) else { continue };
        let text = dockerfile.syntax().source[comment.range()].trim_start_matches('#').trim();
        let is_about = text
            .split(|c: char| c.is_whitespace() || c == ':')
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case(name));
        // Other tools have their own comments there.
        if is_about || text.is_empty() || text.contains('=') {
            continue;
        }
        cx.report(comment, format!("this does not describe `{name}`, because it does not begin with that"))
            .help(format!("write `# {name} ...`, or leave a blank line below the comment"));
    }
}

/// The first of the comments that stand right above an instruction, without a blank line between them.
fn comment_above(dockerfile: &Dockerfile<'_>, instruction: Instruction<'_>) -> Option<Span> {
    let syntax = dockerfile.syntax();
    let count = syntax.comments.partition_point(|comment| comment.span.start < instruction.span().start);
    let mut below = instruction.span().start;
    let mut first = None;
    for comment in syntax.comments[..count].iter().rev() {
        let between = &syntax.source[comment.span.end as usize..below as usize];
        let is_directive = syntax.directives.iter().any(|directive| directive.span == comment.span);
        if !between.trim().is_empty() || between.matches('\n').count() != 1 || is_directive {
            break;
        }
        first = Some(comment.span);
        below = comment.span.start;
    }
    first
}
