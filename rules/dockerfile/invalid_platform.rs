use crate::model::docker::{Command, Instruction};
use crate::rule::{Check, Cx};
use crate::spelling;

pub const CHECK: Check = Check::Instruction(check);

/// Operating systems and architectures that Go, and so Docker, knows, with the other names that containerd has for them
/// (<https://github.com/containerd/platforms/blob/main/database.go>).
const SYSTEMS: [&str; 20] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "macos",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "unknown",
    "wasi",
    "wasip1",
    "windows",
];
const ARCHITECTURES: [&str; 33] = [
    "386",
    "aarch64",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "armel",
    "armhf",
    "i386",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "unknown",
    "wasm",
    "wasm32",
    "wasm64",
    "x86-64",
    "x86_64",
];

fn check(instruction: Instruction<'_>, cx: &mut Cx<'_>) {
    if !matches!(instruction.command(), Command::From(_)) {
        return;
    }
    let Some(written) = instruction.syntax().flag("platform").and_then(|flag| flag.value.as_ref()) else { return };
    let value = instruction.evaluate(written);
    let Some(platform) = value.as_str().filter(|platform| !platform.is_empty()) else { return };
    let Some(wrong) = wrong_part(platform) else { return };
    let is_system = wrong.is_first && platform.contains('/');
    let noun = if is_system { "operating system" } else { "architecture" };
    let known = if is_system { SYSTEMS.as_slice() } else { ARCHITECTURES.as_slice() };
    let message = match wrong.part {
        Some(part) => format!("platform `{platform}` names no known {noun}: `{part}`"),
        None => format!("platform `{platform}` has more parts than system, architecture and variant"),
    };
    let help = match wrong.part.and_then(|part| spelling::nearest(part, known.iter().copied())) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write it as `linux/amd64` or `linux/arm64`".to_owned(),
    };
    cx.report(written.span(), message).help(help);
}

/// The part of a platform that is wrong.
struct Wrong<'p> {
    /// The part, or all of it.
    part: Option<&'p str>,
    /// Whether it is the first.
    is_first: bool,
}

fn wrong_part(platform: &str) -> Option<Wrong<'_>> {
    let lower = |text: &str| text.to_ascii_lowercase();
    let is_system = |part: &str| {
        let name = part.split(['(', '+']).next().unwrap_or_default();
        SYSTEMS.contains(&lower(name).as_str())
    };
    let is_architecture = |part: &str| ARCHITECTURES.contains(&lower(part).as_str());
    match platform.split('/').collect::<Vec<_>>().as_slice() {
        [only] => (!is_system(only) && !is_architecture(only)).then_some(Wrong { part: Some(*only), is_first: true }),
        [system, ..] if !is_system(system) => Some(Wrong { part: Some(*system), is_first: true }),
        [_, architecture, ..] if !is_architecture(architecture) => {
            Some(Wrong { part: Some(*architecture), is_first: false })
        }
        [_, _] | [_, _, _] => None,
        _ => Some(Wrong { part: None, is_first: false }),
    }
}
