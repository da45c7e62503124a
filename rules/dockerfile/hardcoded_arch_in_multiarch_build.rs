use crate::fix::{Edit, Safety, dockerfile as fix};
use crate::model::docker::{Command, Dockerfile, Instruction, Run, Stage};
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
    let mut said: Vec<Span> = Vec::new();
    for (build, stage) in cx.project.docker.built_for_several(dockerfile.file()) {
        let Some(other) = build.platform_beside_amd64() else { continue };
        let parts = stage.parts().into_iter().filter(|part| !part.names_platform());
        for instruction in parts.flat_map(Stage::instructions) {
            for (address, span) in addresses_of_one(instruction) {
                if said.contains(&span) {
                    continue;
                }
                said.push(span);
                let name = NAMES.iter().find(|name| address.contains(**name)).unwrap_or(&NAMES[0]);
                let title = &build.title;
                let message =
                    format!("`{name}` is downloaded for every platform, and {title} builds for `{other}` as well");
                let edits = for_each_platform(instruction, span, address);
                cx.report(span, message)
                    .label(build.place.span, "built for several platforms here")
                    .help("declare `ARG TARGETARCH`, and take the file of `$TARGETARCH`")
                    .fix("take the file of the platform", Safety::Unsafe, edits);
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

/// The addresses that an instruction downloads from which are of one architecture, where nothing shows that it knows of others.
fn addresses_of_one(instruction: Instruction<'_>) -> Vec<(&str, Span)> {
    let knows_others = instruction.script().is_some_and(|text| {
        let has = |word: &str| text.as_str().contains(word);
        KNOWING.iter().any(|word| has(word)) || has(NAMES[5]) || has("$TARGET") || has("${TARGET")
    });
    let is_for_one = |(address, _): &(&str, Span)| {
        let is_named = NAMES[..5].iter().any(|name| address.contains(name));
        is_named && !address.contains("$TARGET") && !address.contains("${TARGET")
    };
    if knows_others { Vec::new() } else { instruction.addresses().into_iter().filter(is_for_one).collect() }
}
