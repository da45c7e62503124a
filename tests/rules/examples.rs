//! The examples of a page: small projects with what is to be said about them.

use std::collections::HashMap;
use std::fmt::Write;

use infralint::config::Config;
use infralint::diagnostic::Diagnostic;
use infralint::fix::Safety;
use infralint::output::human;
use infralint::repair::{Repaired, repair};
use infralint::rule::FixPromise;
use infralint::source::{FileId, Files};
use infralint::syntax::Syntax;
use infralint::{lint, rules, syntax};
use similar::{ChangeTag, TextDiff};

use crate::markdown::{Block, Item};
use crate::support;

/// A project of a page, by the places of its blocks among the page's items.
#[derive(Debug, Default)]
pub struct Example {
    files: Vec<usize>,
    report: Option<usize>,
    diff: Option<usize>,
}

/// What an example turned out to say.
pub struct Outcome {
    /// The findings as the page has to show them.
    pub report: String,
    /// What the fixes do.
    pub diff: String,
    /// How many findings there are.
    pub count: usize,
    /// What is wrong with messages and fixes.
    pub faults: Vec<String>,
}

/// Finds the examples of a page. Blocks under one heading are one project; a report or a diff completes it, and so does a file of a
/// name that it has already.
pub fn find(items: &[Item]) -> Result<Vec<Example>, String> {
    let mut examples = vec![Example::default()];
    let mut names: Vec<String> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let block = match item {
            Item::Prose(line) if line.starts_with('#') => {
                examples.push(Example::default());
                names.clear();
                continue;
            }
            Item::Prose(_) => continue,
            Item::Block(block) => block,
        };
        let last = examples.len() - 1;
        let example = &mut examples[last];
        match block.language() {
            "text" if !example.files.is_empty() && example.report.is_none() => example.report = Some(at),
            "diff" if example.report.is_some() && example.diff.is_none() => example.diff = Some(at),
            "text" | "diff" => {
                return Err(format!("line {}: a `{}` block belongs to no file", block.line, block.language()));
            }
            _ => {
                let Some(path) = block.path() else { continue };
                if example.report.is_some() || names.contains(&path) {
                    examples.push(Example { files: vec![at], ..Example::default() });
                    names = vec![path];
                } else {
                    example.files.push(at);
                    names.push(path);
                }
            }
        }
    }
    examples.retain(|example| !example.files.is_empty());
    Ok(examples)
}

/// The checks of other tools that a finding stands for without its page knowing of it.
fn faults_of_checks(finding: &Diagnostic) -> Vec<String> {
    let of_page = rules::find(finding.rule).map_or(&[][..], |rule| &rule.page().also);
    let unknown = finding.also.iter().flatten().filter(|check| !of_page.iter().any(|known| known == *check));
    unknown.map(|check| format!("a finding stands for `{check}`, which `also:` lacks")).collect()
}

/// Rules whose fixes make a file one that other rules look at for the first time. That it can be read is asked for all the same.
const REVEALING: [&str; 4] =
    ["compose/legacy-format", "kubernetes/unknown-kind", "syntax/dockerfile", "syntax/dockerfile-instruction"];

/// Rules whose fix does what another one, which is off by default, speaks against, or makes it see something for the first time:
/// pods in the network of their node are none that a policy could be for, packages are installed in the version that there is, a download
/// has another address, what COPY cannot download has no checksum, and a newer tag may be as short as the old one.
const OPPOSED: [(&str, &str); 11] = [
    ("dockerfile/chown-chmod-after-copy", "dockerfile/copy-chown-flag"),
    ("dockerfile/copy-remote-source", "dockerfile/add-remote-without-checksum"),
    ("dockerfile/entrypoint-interpreter-missing", "dockerfile/unpinned-apk-package"),
    ("dockerfile/hardcoded-arch-in-multiarch-build", "dockerfile/download-without-verification"),
    ("dockerfile/insecure-download", "dockerfile/download-without-verification"),
    ("dockerfile/invalid-parser-directive", "infralint/ignore-comment"),
    ("dockerfile/invalid-parser-directive", "infralint/ignore-without-reason"),
    ("dockerfile/missing-tool-in-base", "dockerfile/unpinned-apk-package"),
    ("dockerfile/missing-tool-in-base", "dockerfile/unpinned-apt-package"),
    ("image/end-of-life", "image/floating-tag"),
    ("kubernetes/host-namespace", "kubernetes/missing-network-policy"),
];

/// Rules whose fix is to change a comment.
const FOR_COMMENTS: [&str; 2] = ["infralint/unused-ignore", "dockerfile/invalid-parser-directive"];

/// The rule for the order of all keys, off by default: other fixes put an entry where people would look for it, and its own fix moves it.
const SORTING: &str = "kubernetes/sorted-keys";

impl Example {
    /// Whether the page says that something is reported.
    pub fn reports(&self) -> bool {
        self.report.is_some()
    }

    /// The line of its first block.
    pub fn line(&self, items: &[Item]) -> usize {
        block(items, self.files[0]).line
    }

    fn sources(&self, items: &[Item]) -> Files {
        let blocks = self.files.iter().map(|at| block(items, *at));
        support::files(blocks.filter_map(|block| Some((block.path()?, block.text.clone()))).collect())
    }

    /// The configuration that runs one rule, with the options that a `.infralint.yaml` of the example gives it.
    fn config(&self, items: &[Item], rule: &str) -> Config {
        let own = self.files.iter().map(|at| block(items, *at));
        let mut own =
            own.filter(|block| block.path().as_deref() == Some(".infralint.yaml") && block.text.contains(rule));
        match own.next_back().map(|block| infralint::config::read(".infralint.yaml", &block.text)) {
            Some(read) => {
                let mut config = read.expect("a configuration");
                config.select(vec![rule.to_owned()]);
                config
            }
            None => Config::only(rule),
        }
    }

    /// Runs one rule on it.
    pub fn run(&self, items: &[Item], rule: &str) -> Outcome {
        let config = self.config(items, rule);
        let report = lint(self.sources(items), &config);
        let mut faults: Vec<String> = report.findings.iter().flat_map(faults_of_message).collect();
        let promise = rules::find(rule).map_or(FixPromise::None, |rule| rule.page().fix);
        faults.extend(report.findings.iter().filter_map(|finding| faults_of_promise(finding, promise)));
        faults.extend(report.findings.iter().flat_map(faults_of_checks));
        let fixable = report.findings.iter().any(|finding| finding.fix.is_some());
        let repaired = repair(self.sources(items), &config, true);
        if fixable {
            faults.extend(self.faults_of_fix(items, repaired, &config, rule));
        }
        let diff = diff(&repair(self.sources(items), &config, true));
        let text = human::findings(&report, false);
        Outcome { report: with_line_ending(text.trim_end()), diff, count: report.findings.len(), faults }
    }

    /// Compares with what the page says, or writes it there.
    pub fn compare(&self, items: &[Item], outcome: &Outcome) -> Vec<String> {
        let expect = |at: Option<usize>| at.map_or("", |at| block(items, at).text.as_str());
        let mut faults = Vec::new();
        if expect(self.report) != outcome.report {
            faults.push(format!("the report differs:\n{}", support::difference(expect(self.report), &outcome.report)));
        }
        if self.reports() && outcome.count == 0 {
            faults.push("nothing is reported".into());
        }
        if expect(self.diff) != outcome.diff {
            faults.push(format!("the fix differs:\n{}", support::difference(expect(self.diff), &outcome.diff)));
        }
        faults
    }

    /// The blocks to be written: where, and whether in place of the one that is there or after it.
    pub fn updates(&self, outcome: &Outcome) -> Vec<(usize, bool, Block)> {
        let Some(report) = self.report else { return Vec::new() };
        let mut updates = vec![(report, true, Block::new("text", outcome.report.clone()))];
        match self.diff {
            Some(diff) => updates.push((diff, true, Block::new("diff", outcome.diff.clone()))),
            None if outcome.diff.is_empty() => {}
            None => updates.push((report, false, Block::new("diff", outcome.diff.clone()))),
        }
        updates
    }

    /// What a fix has to keep to: it mends its finding, breaks nothing, raises nothing new, and is done after one run.
    fn faults_of_fix(&self, items: &[Item], repaired: Repaired, config: &Config, rule: &str) -> Vec<String> {
        let mut faults = Vec::new();
        if repaired.report.findings.iter().any(|finding| finding.fix.is_some()) {
            faults.push("a fix was not applied or did not mend its finding".into());
        }
        if repaired.report.findings.iter().any(|finding| finding.rule == "infralint/internal-error") {
            faults.push("a fix breaks a file".into());
        }
        let before = self.sources(items);
        for id in repaired.before.keys() {
            let problems = |files: &Files| syntax::parse(files, *id).problems.len();
            if problems(&repaired.report.files) > problems(&before) {
                faults.push(format!("{} has new problems after the fix", before.get(*id).path()));
            }
            if !FOR_COMMENTS.contains(&rule) {
                faults.extend(lost_comments(&before, &repaired.report.files, *id));
            }
        }
        let mut known: HashMap<String, usize> = HashMap::new();
        let strict = everything();
        for finding in lint(before, &strict).findings {
            *known.entry(key(&finding)).or_default() += 1;
        }
        let again = repair(repaired.report.files, config, true);
        if !again.before.is_empty() {
            faults.push("a second run changes something".into());
        }
        let is_judged = |finding: &Diagnostic| {
            let is_revealed = REVEALING.contains(&rule) && !finding.rule.starts_with("syntax/");
            let is_opposed = OPPOSED.contains(&(rule, finding.rule));
            !is_opposed && !is_revealed && finding.rule != SORTING
        };
        for finding in lint(again.report.files, &strict).findings.into_iter().filter(is_judged) {
            match known.get_mut(&key(&finding)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => faults.push(format!("new after the fix: {}: {}", finding.rule, finding.message)),
            }
        }
        faults
    }
}

/// A configuration with all rules on.
fn everything() -> Config {
    infralint::config::read(".infralint.yaml", "preset: strict\n").expect("a configuration")
}

fn block(items: &[Item], at: usize) -> &Block {
    match &items[at] {
        Item::Block(block) => block,
        Item::Prose(line) => panic!("`{line}` is not a block"),
    }
}

fn key(finding: &Diagnostic) -> String {
    format!("{}: {}", finding.rule, finding.message)
}

fn with_line_ending(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// A message starts in lower case, names something, and has no full stop. It may start with a proper name of the format: an
/// instruction (`RUN`) or a kind with its name (``Deployment `api` ``). What a parser says is about the place, which has no name.
fn faults_of_message(finding: &Diagnostic) -> Vec<String> {
    let message = &finding.message;
    let mut faults = Vec::new();
    let mut words = message.split(' ');
    let first = words.next().unwrap_or_default();
    let is_proper_name =
        first.chars().all(char::is_uppercase) || words.next().is_some_and(|next| next.starts_with('`'));
    if first.is_empty() || first.starts_with(char::is_uppercase) && !is_proper_name {
        faults.push(format!("the message does not start in lower case: {message}"));
    }
    if message.ends_with(['.', '!']) {
        faults.push(format!("the message ends with a full stop: {message}"));
    }
    let names_something = message.contains(['`', '"']) || message.contains(|c: char| c.is_ascii_digit());
    if !names_something && !finding.rule.starts_with("syntax/") {
        faults.push(format!("the message names nothing: {message}"));
    }
    faults
}

/// The comments of a file, sorted.
fn comments(files: &Files, id: FileId) -> Vec<String> {
    let comments = syntax::parse(files, id).comments(files);
    let mut texts: Vec<String> = comments.into_iter().map(|comment| files.text(comment).trim().to_owned()).collect();
    texts.sort_unstable();
    texts
}

/// The directives of a Dockerfile, which look like comments and are none.
fn directives(files: &Files, id: FileId) -> Vec<&str> {
    match &syntax::parse(files, id).syntax {
        Syntax::Dockerfile(file) => file.directives.iter().map(|it| files.text(it.span).trim()).collect(),
        _ => Vec::new(),
    }
}

/// The comments of a file that its fixed version lacks.
fn lost_comments(before: &Files, after: &Files, id: FileId) -> Vec<String> {
    let mut kept = comments(after, id);
    let mut lost = Vec::new();
    let directives = directives(before, id);
    for comment in comments(before, id).into_iter().filter(|comment| !directives.contains(&comment.as_str())) {
        match kept.iter().position(|other| *other == comment) {
            Some(at) => drop(kept.remove(at)),
            None => lost.push(format!("the fix loses a comment: {comment}")),
        }
    }
    lost
}

/// Whether a fix is of the safety that the page promises.
fn faults_of_promise(finding: &Diagnostic, promise: FixPromise) -> Option<String> {
    let offered = finding.fix.as_ref()?;
    let kept = match promise {
        FixPromise::None => false,
        FixPromise::Safe => offered.safety == Safety::Safe,
        FixPromise::Unsafe => offered.safety == Safety::Unsafe,
        FixPromise::Sometimes => true,
    };
    (!kept).then(|| format!("a fix is {}, but the page says `fix: {}`", offered.safety.name(), promise.name()))
}

/// What the fixes do: the lines that change, file by file.
fn diff(repaired: &Repaired) -> String {
    let files = &repaired.report.files;
    let has_others = files.iter().filter(|(_, file)| !file.kind().is_context()).count() > 1;
    let mut text = String::new();
    for (id, before) in &repaired.before {
        if has_others {
            let _ = writeln!(text, "--- {}", files.get(*id).path());
        }
        let diff = TextDiff::from_lines(before.as_str(), files.get(*id).text());
        for (at, group) in diff.grouped_ops(0).iter().enumerate() {
            if at > 0 {
                text.push_str("@@\n");
            }
            for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
                let mark = match change.tag() {
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                    ChangeTag::Equal => ' ',
                };
                let _ = writeln!(text, "{mark}{}", change.value().trim_end_matches(['\n', '\r']));
            }
        }
    }
    text
}
