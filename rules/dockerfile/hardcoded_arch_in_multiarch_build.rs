use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Run, Stage};
use crate::project::docker::Build;
use crate::rule::{Check, Cx};
use crate::source::Span;

pub const CHECK: Check = Check::Dockerfile(check);

/// How the files of one architecture are called.
const NAMES: [&str; 6] = ["amd64", "x86_64", "x86-64", "linux64", "linux-x64", "arm64"];

/// What shows that a script knows of several architectures.
const KNOWING: [&str; 12] = [
    "TARGETARCH",
    "TARGETPLATFORM",
    "TARGETVARIANT",
    "BUILDARCH",
    "BUILDPLATFORM",
    "uname",
    "print-architecture",
    "arch)",
    "aarch64",
    "armv7",
    "386",
    "--print-arch",
];

fn check(dockerfile: &Dockerfile<'_>, cx: &mut Cx<'_>) {
    let docker = &cx.project.docker;
    let mut said: Vec<Span> = Vec::new();
    for build in docker.builds_of(dockerfile.file()) {
        let Some(other) = several(build) else { continue };
        let Some(stage) = docker.stage_of(build) else { continue };
        for part in stage.parts().into_iter().filter(|part| !is_for_one_platform(*part)) {
            let downloads = part.instructions().flat_map(|it| downloads(it).into_iter().map(move |found| (it, found)));
            for (instruction, (span, address)) in downloads {
                if said.contains(&span) {
                    continue;
                }
                said.push(span);
                let name = NAMES.iter().find(|name| address.contains(**name)).unwrap_or(&NAMES[0]);
                cx.report(
                    span,
                    format!(
                        "`{name}` is downloaded for every platform, and {} builds for `{other}` as well",
                        build.title
                    ),
                )
                .label(build.place.span, "built for several platforms here")
                .help("declare `ARG TARGETARCH`, and take the file of `$TARGETARCH`")
                .fix(
                    "take the file of the platform",
                    Safety::Unsafe,
                    for_each_platform(instruction, span, address),
                );
            }
        }
    }
}

/// Names the architecture by a variable. Only one that is called as BuildKit calls it, in an address and nowhere else in the instruction,
/// and not where a checksum says which file it has to be.
fn for_each_platform(instruction: Instruction<'_>, span: Span, address: &str) -> Option<Vec<Edit>> {
    let dockerfile = instruction.dockerfile().syntax();
    let text = instruction.syntax().arguments.as_str();
    let is_alone = NAMES.iter().map(|name| text.matches(name).count()).sum::<usize>() == 1;
    let is_checked = text.contains("sum") || instruction.syntax().flag("checksum").is_some();
    let is_plain = dockerfile.source[span.range()] == *address && !address.contains('\'');
    let at = address.find(NAMES[0]).filter(|_| is_alone && is_plain && !is_checked)?;
    if matches!(instruction.command(), Command::Onbuild(_)) {
        return None;
    }
    let (before, after) = (&address[..at], &address[at + NAMES[0].len()..]);
    let quote = if Run::of(instruction).is_some() && !address.contains(['"', '\\', '`']) { "\"" } else { "" };
    let named = format!("{quote}{before}${{TARGETARCH}}{after}{quote}");
    let mut edits = vec![Edit::replace(span, named)];
    if !instruction.is_declared("TARGETARCH") {
        edits.push(fix::insert_before(dockerfile, instruction.syntax(), "ARG TARGETARCH"));
    }
    Some(edits)
}

/// A platform of a build for several architectures that is none of the first's.
fn several(build: &Build) -> Option<&str> {
    let architecture = |platform: &str| platform.split('/').nth(1).unwrap_or_default().to_owned();
    let is_linux = build.platforms.iter().all(|platform| platform.starts_with("linux/"));
    let mut others = build.platforms.iter().filter(|platform| !matches!(architecture(platform).as_str(), "amd64" | ""));
    let has_first = build.platforms.iter().any(|platform| architecture(platform) == "amd64");
    others.next().filter(|_| is_linux && has_first).map(String::as_str)
}

/// Whether FROM says which platform a stage is for, as one does that only builds for others.
fn is_for_one_platform(stage: Stage<'_>) -> bool {
    stage.chain().any(|stage| stage.from().syntax().flag("platform").is_some())
}

/// The addresses in an instruction that are of one architecture, where nothing shows that it knows of others.
fn downloads(instruction: Instruction<'_>) -> Vec<(Span, &str)> {
    let is_for_one = |address: &str| {
        address.contains("://")
            && NAMES[..5].iter().any(|name| address.contains(name))
            && !address.contains("$TARGET")
            && !address.contains("${TARGET")
    };
    if let Command::Add(add) = instruction.command() {
        let sources = add.sources.iter().filter(|source| is_for_one(source.as_str()));
        return sources.map(|source| (source.span(), source.as_str())).collect();
    }
    let Some(text) = instruction.script().filter(|text| {
        is_for_one(text.as_str())
            && KNOWING.iter().all(|it| !text.as_str().contains(it))
            && !text.as_str().contains(NAMES[5])
    }) else {
        return Vec::new();
    };
    let downloads = instruction
        .commands()
        .iter()
        .filter(|command| command.is_any(&["curl", "wget"]) && !command.context.conditional);
    let words = downloads.flat_map(|command| &command.arguments).map(|word| word.range.range());
    words
        .map(|range| (text.span_of(range.clone()), &text.as_str()[range]))
        .filter(|(_, word)| is_for_one(word))
        .collect()
}
