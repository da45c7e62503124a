//! Damaged files: whatever a file has become, it is read, checked and mended without a panic, and every place that is named is in it.
//!
//! Takes each file of `fixtures/` and each example of the rules' pages, damages it by chance (the same way in every run), and applies all
//! rules and all fixes. `ROUNDS=200 cargo test --release --test hostile` looks further, and `SEED=1` elsewhere. What becomes of an example
//! depends on its own text only, so that a new page changes nothing for the others.

#![allow(clippy::disallowed_methods, reason = "tests read the repository itself")]

mod support;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use infralint::config::{self, Config};
use infralint::diagnostic::Diagnostic;
use infralint::lint;
use infralint::repair::repair;
use infralint::source::{Files, Span};
use rayon::prelude::*;

/// How often each project is damaged.
const ROUNDS: u64 = 4;

/// What is put in: what opens and is never closed, closes what is not open, or is no usual text.
const SNIPPETS: [&str; 44] = [
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "\"",
    "'",
    "`",
    "\0",
    "é",
    "\u{feff}",
    "\u{2028}",
    "𝕏",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    " ",
    "\\",
    "\\\n",
    "#",
    "# infralint: ignore[*]",
    "//",
    "/*",
    "<<EOF\n",
    "<<~X",
    "${",
    "$(",
    "%{",
    "{{",
    "}}",
    "{{-",
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    ": ",
    "- ",
    "|",
    ">",
    "---\n",
    "?",
];

/// A small project: paths and texts.
type Texts = Vec<(String, String)>;

/// Numbers by chance, the same in every run (xorshift64*; Vigna, "An experimental exploration of Marsaglia's xorshift generators").
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`, or 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let wanted = self.below(text.len() + 1);
        (0..=wanted).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }

    fn snippet(&mut self) -> &'static str {
        SNIPPETS[self.below(SNIPPETS.len())]
    }
}

/// Damages a text in one way.
fn damage(text: &mut String, chance: &mut Chance) {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(10) {
        0 if !lines.is_empty() => drop(lines.remove(one)),
        1 if !lines.is_empty() => lines.insert(other, lines[one].clone()),
        2 if !lines.is_empty() => lines.swap(one, other),
        3 if !lines.is_empty() => lines[one].insert_str(0, "  "),
        4 => {
            let start = chance.place(text);
            let length = chance.below(40);
            let end = text[start..].char_indices().nth(length).map_or(text.len(), |(at, _)| start + at);
            text.replace_range(start..end, "");
            return;
        }
        5 => {
            let at = chance.place(text);
            text.truncate(at);
            return;
        }
        6 => {
            let at = chance.place(text);
            text.insert_str(at, &chance.snippet().repeat(300));
            return;
        }
        7 => {
            *text = text.replace('\n', "\r\n");
            return;
        }
        _ => {
            let at = chance.place(text);
            text.insert_str(at, chance.snippet());
            return;
        }
    }
    *text = lines.concat();
}

/// A number for a project: the same as long as its texts are (FNV-1a, 64 bits).
fn hash(texts: &Texts) -> u64 {
    let bytes = texts.iter().flat_map(|(path, text)| [path.as_bytes(), b"\0", text.as_bytes(), b"\0"]).flatten();
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// All files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut pending = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { pending.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The examples of a page: the blocks under a heading, up to a file of a name that was there before.
fn examples(page: &str) -> Vec<Texts> {
    let mut all = vec![Texts::new()];
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (open.take(), line.strip_prefix("```")) {
            (Some(block), Some(_)) => {
                if all.last().is_some_and(|texts| texts.iter().any(|(path, _)| *path == block.0)) {
                    all.push(Texts::new());
                }
                all.last_mut().expect("an example").push(block);
            }
            (Some((path, text)), None) => open = Some((path, format!("{text}{line}\n"))),
            (None, Some(info)) => {
                let mut words = info.split_whitespace();
                let default = match words.next() {
                    Some("dockerfile") => "Dockerfile",
                    Some("hcl" | "terraform") => "main.tf",
                    Some("json") => "example.json",
                    Some("text" | "diff") => "unread",
                    _ => "example.yaml",
                };
                open = Some((words.next().unwrap_or(default).to_owned(), String::new()));
            }
            (None, None) if line.starts_with('#') => all.push(Texts::new()),
            (None, None) => {}
        }
    }
    for texts in &mut all {
        texts.retain(|(path, _)| path != "unread");
    }
    all.retain(|texts| !texts.is_empty());
    all
}

/// All projects: those of the pages, and each file of the fixtures on its own.
fn projects() -> Vec<Texts> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for path in below(&root.join("rules")).into_iter().chain(below(&root.join("fixtures"))) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("md") => all.extend(examples(&text)),
            Some("rs" | "txt") => {}
            _ => {
                let fixtures = path.strip_prefix(root.join("fixtures")).unwrap_or(&path);
                // Without the name of the fixture itself.
                let inside: PathBuf = fixtures.components().skip(1).collect();
                all.push(vec![(inside.to_string_lossy().replace('\\', "/"), text)]);
            }
        }
    }
    all
}

/// What is wrong with the places that a finding names.
fn faults(finding: &Diagnostic, files: &Files) -> Option<String> {
    let is_good = |span: Span| {
        let text = files.get(span.file).text();
        span.start <= span.end && text.get(span.range()).is_some()
    };
    let labels = finding.labels.iter().map(|label| label.span);
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
    if finding.rule == "infralint/internal-error" {
        return Some(finding.message.clone());
    }
    let bad = [finding.span].into_iter().chain(labels).chain(edits).find(|span| !is_good(*span))?;
    Some(format!("{}: {bad:?} is no place in the file", finding.rule))
}

/// Checks and mends a project; what goes wrong.
fn survives(texts: &Texts, config: &Config) -> Result<(), String> {
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        let report = lint(support::files(texts.clone()), config);
        if let Some(fault) = report.findings.iter().find_map(|finding| faults(finding, &report.files)) {
            return Err(fault);
        }
        let mended = repair(report.files, config, true).report;
        let fault = mended.findings.iter().find_map(|finding| faults(finding, &mended.files));
        fault.map_or(Ok(()), |fault| Err(format!("after the fixes: {fault}")))
    }));
    attempt.unwrap_or_else(|_| Err("a panic".into()))
}

#[test]
fn nothing_that_a_file_may_have_become_is_too_much() {
    let rounds = number("ROUNDS").unwrap_or(ROUNDS);
    let start = number("SEED").unwrap_or(0).wrapping_mul(0x9E37_79B9);
    let config = config::read(".infralint.yaml", "preset: strict\n").expect("a configuration");
    let projects = projects();
    assert!(projects.len() > 100, "only {} projects were found", projects.len());
    let count = u64::try_from(projects.len()).expect("not that many");
    let found: Vec<String> = (0..count * rounds)
        .into_par_iter()
        .filter_map(|number| {
            let mut texts = projects[usize::try_from(number % count).ok()?].clone();
            let seed = hash(&texts).wrapping_add(start).wrapping_add(number / count);
            let mut chance = Chance::new(seed);
            let victim = chance.below(texts.len());
            for _ in 0..=chance.below(4) {
                damage(&mut texts[victim].1, &mut chance);
            }
            let fault = survives(&texts, &config).err()?;
            Some(format!("{seed}: {}: {fault}\n{}\n", texts[victim].0, texts[victim].1))
        })
        .collect();
    assert!(found.is_empty(), "{} of {}:\n{}", found.len(), count * rounds, found[..found.len().min(5)].join("\n"));
}
