//! What the text of a file says: one pass over its lines, no parsing.

use super::path::{Hint, hint, is_template_path};
use super::templated;
use super::{FileKind, Look, Verdict};

/// Programs that build images.
const BUILDERS: [&str; 4] = ["docker", "podman", "nerdctl", "buildah"];

/// The sort of a file from its path's verdict and its text; `None` if it is no infrastructure.
pub fn by_content(path: &str, verdict: Verdict, text: &str) -> Option<FileKind> {
    let kind = match verdict {
        Verdict::No => return None,
        Verdict::Certain(kind) => kind,
        Verdict::Look(Look::Dockerfile) => looks_like_dockerfile(text).then_some(FileKind::Dockerfile)?,
        Verdict::Look(Look::NamedDockerfile) => starts_like_dockerfile(text).then_some(FileKind::Dockerfile)?,
        Verdict::Look(Look::Commands) => {
            let is_compose = text.contains("compose") || text.contains("COMPOSE_");
            let is_build = || BUILDERS.iter().any(|name| text.contains(name)) && text.contains(" bu");
            let is_apply = || text.contains("kubectl ") && (text.contains(" -R") || text.contains("--recursive"));
            (is_compose || is_build() || is_apply()).then_some(FileKind::Commands)?
        }
        Verdict::Look(Look::Script) => (!text.contains('\0')).then_some(FileKind::Script)?,
        Verdict::Look(Look::Attached) => (!text.contains('\0')).then_some(FileKind::Attached)?,
        Verdict::Look(Look::Json) => json(text)?,
        Verdict::Look(Look::Yaml) => yaml(path, text)?,
    };
    let foreign = match verdict {
        Verdict::Look(Look::Attached) => false,
        Verdict::Look(_) if is_template_path(path) => true,
        _ if kind == FileKind::Dockerfile => templated::dockerfile(text),
        _ => kind.is_yaml() && templated::yaml(text),
    };
    Some(if foreign { FileKind::Template } else { kind })
}

/// Whether some line is a `FROM` instruction. A file that is only named like a Dockerfile has to have one.
fn looks_like_dockerfile(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start().as_bytes();
        line.len() > 5 && line[..4].eq_ignore_ascii_case(b"from") && line[4].is_ascii_whitespace()
    })
}

/// Whether the first instruction is `FROM` or `ARG`, as in every Dockerfile: what is asked of a file of any name.
fn starts_like_dockerfile(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let mut words = first.unwrap_or_default().split_whitespace();
    let keyword = words.next().unwrap_or_default();
    match words.next() {
        Some(word) if keyword.eq_ignore_ascii_case("arg") => word.contains('=') || words.next().is_none(),
        Some(word) if keyword.eq_ignore_ascii_case("from") => {
            word.starts_with("--") || words.next().is_none_or(|word| word.eq_ignore_ascii_case("as"))
        }
        _ => false,
    }
}

/// Kubernetes objects are the one sort of JSON without a name of its own.
fn json(text: &str) -> Option<FileKind> {
    (text.contains("\"apiVersion\"") && has_object(text)).then_some(FileKind::Kubernetes)
}

/// Whether a JSON text is an object with `apiVersion` and `kind` among its own keys, or several such objects.
fn has_object(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut depth, mut at, mut seen) = (0_usize, 0, 0_u8);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = string_end(bytes, at + 1);
                let is_key = || bytes[end..].iter().skip(1).find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
                seen |= match &bytes[at + 1..end] {
                    b"apiVersion" if depth == 1 && is_key() => 1,
                    b"kind" if depth == 1 && is_key() => 2,
                    _ => 0,
                };
                if seen == 3 {
                    return true;
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    false
}

/// Where a JSON string that starts at `at` ends: the position of its closing quote.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// Declares the facts that a pass over the lines collects, one bit each.
macro_rules! facts {
    ($($name:ident = $bit:expr;)*) => { $(const $name: u64 = 1 << $bit;)* };
}

facts! {
    API_VERSION = 0; KIND = 1; SERVICES = 2; INCLUDE = 3; GROUPS = 4; SCRAPE_CONFIGS = 5; GLOBAL = 6; RULE_FILES = 7; ALERTING = 8;
    ROUTE = 9; RECEIVERS = 10; JOBS = 11; STEPS = 12; STAGES = 13; POOL = 14; TRIGGER = 15; EXTENDS = 16; PARAMETERS = 17;
    VARIABLES = 18; RUNS = 19; ORBS = 20; WORKFLOWS = 21; COMMANDS = 22; LANGUAGE = 23; TESTS = 24; REMOTE_WRITE = 25; LOCAL = 26;
    // Facts about lines below the top level.
    ALERT = 27; EXPR = 28; AZURE_STEP = 29; SCRIPT = 30; OBJECT = 31;
    // Steps that only Azure Pipelines has.
    AZURE_ONLY = 32;
    ON = 33;
    // Where a job runs: only workflows of GitHub Actions, and of those that took its syntax over, say it so.
    RUNS_ON = 34;
    // A map under `services` in which something has an image or a build, and a top level that a Compose file does not have.
    RUNNABLE = 35; NOT_COMPOSE = 36;
    // A kind that only Kubernetes has, and what an object of it has besides.
    BUILT_IN_KIND = 37; METADATA = 38; SPEC = 39;
    // What services share, and a version as only Compose files have it: together a file that is laid over others.
    SHARED = 40; COMPOSE_VERSION = 41;
    // A version as those of Kubernetes are.
    VERSION_OF_KUBERNETES = 42;
}

/// The fact that a key at the beginning of a line is.
fn top_level(key: &str) -> u64 {
    match key {
        "apiVersion" => API_VERSION,
        "kind" => KIND,
        "metadata" => METADATA | NOT_COMPOSE,
        "spec" => SPEC | NOT_COMPOSE,
        "services" => SERVICES,
        "include" => INCLUDE,
        "groups" => GROUPS,
        "scrape_configs" | "scrape_config_files" => SCRAPE_CONFIGS,
        "global" => GLOBAL,
        "rule_files" => RULE_FILES,
        "alerting" => ALERTING,
        "remote_write" | "remote_read" => REMOTE_WRITE,
        "route" => ROUTE,
        "receivers" => RECEIVERS,
        "jobs" => JOBS,
        "on" => ON,
        "steps" => STEPS,
        "stages" => STAGES,
        "pool" => POOL,
        "trigger" | "pr" => TRIGGER,
        "extends" => EXTENDS,
        "parameters" => PARAMETERS,
        "variables" => VARIABLES,
        "runs" => RUNS,
        "orbs" => ORBS,
        "workflows" => WORKFLOWS,
        "commands" | "executors" => COMMANDS,
        "language" => LANGUAGE,
        "tests" => TESTS,
        "default" | "before_script" | "workflow" => LOCAL,
        "volumes" | "networks" => SHARED,
        "version" | "name" | "secrets" | "configs" | "models" => 0,
        _ if key.starts_with("x-") => 0,
        _ => NOT_COMPOSE,
    }
}

/// The fact that an indented key, or the first key of a list's item, is.
fn nested(key: &str, item: bool) -> u64 {
    match key {
        "alert" | "record" => ALERT,
        "expr" => EXPR,
        "vmImage" => AZURE_ONLY,
        "runs-on" => RUNS_ON,
        "task" | "template" if item => AZURE_ONLY,
        "bash" | "pwsh" | "powershell" | "script" if item => AZURE_STEP,
        "script" | "trigger" | "extends" => SCRIPT,
        _ => 0,
    }
}

/// Azure Pipelines has conditional entries: `${{ if ... }}:` in the place of a key.
fn template_expression(value: &str) -> u64 {
    let inner = value[3..].trim_start();
    let is_directive = ["if ", "elseif ", "else ", "each ", "insert "].iter().any(|word| inner.starts_with(word));
    if is_directive { AZURE_ONLY } else { 0 }
}

/// The key that starts a line, without quotes; `None` if the line does not start with one.
fn key_of(line: &str) -> Option<&str> {
    let quote = line.as_bytes().first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
    if let Some(quote) = quote {
        let (key, rest) = line[1..].split_once(char::from(quote))?;
        return rest.trim_start().starts_with(':').then_some(key);
    }
    let end = line.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))?;
    let rest = line[end..].trim_start_matches(' ').strip_prefix(':')?;
    (rest.is_empty() || rest.starts_with([' ', '\t', '\r'])).then_some(&line[..end])
}

/// The fact that a line is that says, in quotes, which format of Compose a file has: 2 or 3.
fn compose_version(line: &str) -> u64 {
    let value = line.strip_prefix("version:").map_or("", |value| value.trim_start_matches(' '));
    let is_one = ["'2", "'3", "\"2", "\"3"].iter().any(|start| value.starts_with(start));
    if is_one { COMPOSE_VERSION } else { 0 }
}

/// The facts of all lines of a text.
fn facts(text: &str) -> u64 {
    let (mut all, mut document) = (0, 0);
    let mut services = Services::Outside;
    for line in text.strip_prefix('\u{feff}').unwrap_or(text).split('\n') {
        match line.as_bytes().first() {
            None | Some(b'#' | b'\r') => {}
            Some(b'-') if line.starts_with("---") => {
                all |= without_kind(document);
                document = 0;
            }
            Some(b' ' | b'-') => {
                let inner = line.trim_start_matches(' ');
                let value = inner.trim_start_matches(['-', ' ']);
                all |= services.fact(inner);
                // Only the first letters of the few keys that count are worth a closer look.
                if value.starts_with("${{") {
                    all |= template_expression(value);
                } else if matches!(
                    value.as_bytes().first(),
                    Some(b'a' | b'r' | b'e' | b't' | b'b' | b'p' | b'v' | b's' | b'"')
                ) {
                    all |= key_of(value).map_or(0, |key| nested(key, inner.starts_with('-')));
                }
            }
            Some(b'{') if document == 0 && has_object(line) => all |= OBJECT,
            Some(_) => {
                let fact = key_of(line).map_or(0, top_level) | compose_version(line);
                if fact == KIND && has_built_in_kind(line) {
                    document |= BUILT_IN_KIND;
                }
                if fact == API_VERSION && has_version_of_kubernetes(line) {
                    document |= VERSION_OF_KUBERNETES;
                }
                services = if fact == SERVICES { Services::Begun } else { Services::Outside };
                document |= fact;
                all |= fact;
                // An object that lacks its `apiVersion` is one all the same.
                if [API_VERSION | KIND, BUILT_IN_KIND | METADATA | SPEC].iter().any(|bits| document & bits == *bits) {
                    all |= OBJECT;
                }
            }
        }
    }
    all | without_kind(document)
}

/// The fact that a document is that has all of an object but its `kind`.
fn without_kind(document: u64) -> u64 {
    let is_one = document & (VERSION_OF_KUBERNETES | METADATA | SPEC | KIND) == VERSION_OF_KUBERNETES | METADATA | SPEC;
    if is_one { OBJECT } else { 0 }
}

/// Whether a line is `apiVersion:` with a version that an API of Kubernetes may have: `v1`, `apps/v1`, `example.com/v1beta1`.
fn has_version_of_kubernetes(line: &str) -> bool {
    let value = line.split_once(':').map_or("", |(_, value)| value.split('#').next().unwrap_or_default());
    let version = value.trim().trim_matches(['"', '\'']).rsplit('/').next().unwrap_or_default();
    version.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// Kinds of Kubernetes with a `spec` that nothing else has by these names.
const BUILT_IN_KINDS: [&str; 11] = [
    "CronJob",
    "DaemonSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "Ingress",
    "NetworkPolicy",
    "PersistentVolumeClaim",
    "Pod",
    "PodDisruptionBudget",
    "ReplicationController",
    "StatefulSet",
];

/// Whether a line is `kind:` with one of them.
fn has_built_in_kind(line: &str) -> bool {
    let value = line.split_once(':').map_or("", |(_, value)| value.split('#').next().unwrap_or_default());
    BUILT_IN_KINDS.contains(&value.trim().trim_matches(['"', '\'']))
}

/// Where a line stands in regard to a top-level `services`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Services {
    Outside,
    /// Behind the key, before the first line that says whether a map or a list stands there.
    Begun,
    /// In a map.
    Map,
}

impl Services {
    /// The fact that an indented line is, without its indentation.
    fn fact(&mut self, inner: &str) -> u64 {
        if *self == Services::Outside || inner.trim_end().is_empty() || inner.starts_with('#') {
            return 0;
        }
        if *self == Services::Begun {
            *self = if inner.starts_with('-') { Services::Outside } else { Services::Map };
        }
        let is_runnable = *self == Services::Map && (inner.starts_with("image:") || inner.starts_with("build:"));
        if is_runnable { RUNNABLE } else { 0 }
    }
}

/// Whether nothing is written but `kind:`, with which nobody but the author of an object begins.
fn is_begun(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !(line.is_empty() || line.starts_with(['#', '-'])));
    lines.next() == Some("kind:") && lines.next().is_none()
}

/// What a YAML text without a telling name is.
fn yaml(path: &str, text: &str) -> Option<FileKind> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if start.starts_with('{') && !start.starts_with("{{") && json(start).is_some() {
        return Some(FileKind::Kubernetes);
    }
    if is_begun(text) {
        return Some(FileKind::Kubernetes);
    }
    let facts = facts(text);
    let all = |bits: u64| facts & bits == bits;
    let any = |bits: u64| facts & bits != 0;
    if all(OBJECT) {
        return Some(FileKind::Kubernetes);
    }
    if all(ON | JOBS | RUNS_ON) {
        return Some(FileKind::GithubWorkflow);
    }
    if all(GROUPS | ALERT | EXPR) && !any(API_VERSION | TESTS) {
        return Some(FileKind::PrometheusRules);
    }
    if any(TESTS) && any(RULE_FILES) {
        return None; // the unit tests of `promtool test rules`
    }
    if any(SCRAPE_CONFIGS) || (all(GLOBAL) && any(RULE_FILES | ALERTING | REMOTE_WRITE)) {
        return Some(FileKind::PrometheusConfig);
    }
    if all(ROUTE | RECEIVERS) {
        return Some(FileKind::Alertmanager);
    }
    let of_pipelines =
        JOBS | STEPS | STAGES | TRIGGER | PARAMETERS | VARIABLES | RUNS | WORKFLOWS | COMMANDS | LANGUAGE;
    if (all(SERVICES | RUNNABLE) || all(SHARED | COMPOSE_VERSION))
        && !any(NOT_COMPOSE | of_pipelines | API_VERSION | KIND | LOCAL | TESTS)
    {
        return Some(FileKind::Compose);
    }
    by_hint(hint(path), facts)
}

fn by_hint(hint: Hint, facts: u64) -> Option<FileKind> {
    let any = |bits: u64| facts & bits != 0;
    let azure = any(STEPS | JOBS | STAGES | EXTENDS)
        && (any(AZURE_ONLY) || any(AZURE_STEP) && any(POOL | TRIGGER | PARAMETERS))
        && !any(KIND | LANGUAGE | WORKFLOWS | ORBS | RUNS | COMMANDS | SERVICES);
    match hint {
        Hint::GithubAction if any(RUNS) => Some(FileKind::GithubAction),
        Hint::GitlabCi if any(SCRIPT | INCLUDE | STAGES | LOCAL | VARIABLES) => Some(FileKind::GitlabCi),
        Hint::CircleCi if any(JOBS | WORKFLOWS | COMMANDS | ORBS) => Some(FileKind::CircleCi),
        Hint::Compose if any(SERVICES | INCLUDE) => Some(FileKind::Compose),
        Hint::AzurePipelines if any(STEPS | JOBS | STAGES | EXTENDS | VARIABLES) && !any(KIND | LANGUAGE) => {
            Some(FileKind::AzurePipelines)
        }
        _ if azure => Some(FileKind::AzurePipelines),
        _ => None,
    }
}
