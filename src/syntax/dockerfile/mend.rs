//! What mends an instruction that BuildKit refuses, where it can be told what was meant.

use super::nearly_json::NearlyJson;
use super::text::Text;
use super::words::Parts;
use super::{Command, Reader};
use crate::fix::Edit;
use crate::source::Span;

/// Programs that a line of a RUN is likely to begin with, and no instruction is.
const PROGRAMS: [&str; 30] = [
    "apk", "apt", "apt-get", "cd", "chmod", "chown", "cp", "curl", "dnf", "echo", "export", "gem", "git", "go", "ln",
    "make", "mkdir", "mv", "npm", "pip", "pip3", "rm", "sed", "sh", "tar", "unzip", "useradd", "wget", "yarn", "yum",
];

/// In a file with more problems stages get no other names.
const MOST_PROBLEMS: usize = 20;

/// A line that stands alone, and belongs to the RUN above.
pub(super) struct Dangling {
    pub(super) help: String,
    pub(super) edit: Option<Edit>,
}

impl<'s> Reader<'s> {
    /// Whether an unknown instruction is the rest of the RUN right above, which ends too early: it begins with an operator or a program, or
    /// the line above ends with an operator.
    pub(super) fn dangling(&self, parts: &Parts<'s>) -> Option<Dangling> {
        let source = self.lines.source;
        let end = self.run_end?;
        let start = parts.keyword.span().start as usize;
        let between = source.get(end..start)?;
        let above = source[..end].rsplit('\n').next()?;
        let is_right_below = between.matches('\n').count() == 1 && between.trim().is_empty();
        let goes_on = ["&&", "||", "|", ";"].iter().any(|operator| above.trim_end().ends_with(operator));
        let begins = ["&&", "||", "|"].iter().any(|operator| parts.keyword.as_str().starts_with(operator));
        let is_program = PROGRAMS.contains(&parts.keyword.as_str());
        if !is_right_below || !(goes_on || begins || is_program) {
            return None;
        }
        let escape = char::from(self.lines.escape);
        let added = if goes_on || begins { format!(" {escape}") } else { format!(" && {escape}") };
        // Behind a comment it would be part of that.
        let is_plain = !above.contains('#') && !above.trim_end().ends_with(escape);
        let blanks = between.find(['\r', '\n']).unwrap_or(0);
        let edit = is_plain.then(|| Edit::replace(Span::new(self.lines.file, end..end + blanks), added.clone()));
        Some(Dangling { help: format!("end the line above with `{}`", added.trim_start()), edit })
    }

    /// Whether the builder would take an instruction with another keyword. Here-documents would take the lines below with them.
    pub(super) fn would_do(&mut self, keyword: &str, parts: &Parts<'s>) -> bool {
        let is_early = !self.is_in_stage && !matches!(keyword, "FROM" | "ARG");
        if is_early || keyword == "ONBUILD" || parts.arguments.as_str().contains("<<") {
            return false;
        }
        let count = self.lines.problems.len();
        let keyword = keyword.to_ascii_lowercase();
        let command = self.command(&keyword, parts, &[], false);
        self.check_flags(&keyword, parts, &command);
        let is_right = self.lines.problems.len() == count && !matches!(command, Command::Invalid);
        self.lines.problems.truncate(count);
        self.is_after_unknown = true;
        is_right
    }

    /// Another name for a stage, made of letters that one may have. Nothing may refer to the old one, nor have the new one.
    pub(super) fn renamed(&self, alias: &Text<'s>) -> Option<Edit> {
        // Each looks through the whole file.
        if self.lines.problems.len() > MOST_PROBLEMS {
            return None;
        }
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name: String =
            alias.as_str().chars().map(|c| if is_letter(c) { c.to_ascii_lowercase() } else { '-' }).collect();
        let name = name.trim_matches(['-', '_', '.']);
        let name =
            if name.starts_with(|c: char| c.is_ascii_digit()) { format!("stage-{name}") } else { name.to_owned() };
        let is_free = self.lines.source.matches(alias.as_str()).nth(1).is_none() && !self.lines.source.contains(&name);
        // A variable in it means something.
        let is_plain = alias.is_verbatim() && !alias.as_str().contains(['$', '{', '<', '%']) && name.len() > 1;
        (is_free && is_plain).then(|| Edit::replace(alias.span(), name))
    }
}

/// Writes the keyword that was meant, in the letters of the one that stands there.
pub(super) fn keyword(written: &Text<'_>, meant: &str) -> Option<Edit> {
    let is_lower = written.as_str().bytes().all(|byte| byte.is_ascii_lowercase());
    let meant = if is_lower { meant.to_ascii_lowercase() } else { meant.to_owned() };
    written.is_verbatim().then(|| Edit::replace(written.span(), meant))
}

/// Writes a list as JSON: one with numbers, single quotes and the like in it, or bare words without brackets.
pub(super) fn as_json(list: &Text<'_>) -> Option<Edit> {
    let text = list.as_str();
    if !list.is_verbatim() || text.contains(['$', '\\', '\n']) {
        return None;
    }
    let json = match NearlyJson::read(text) {
        Some(array) if array.rest.is_empty() => array.to_json(),
        Some(_) => return None,
        None if text.contains(['[', ']', '"', '\'', '&', '|', ';', '#']) => return None,
        None => {
            let words: Vec<String> = text.split_whitespace().map(|word| format!("\"{word}\"")).collect();
            format!("[{}]", words.join(", "))
        }
    };
    Some(Edit::replace(list.span(), json))
}

/// Takes the blanks around a `=` away that stands, or begins a word, between a name and its value.
pub(super) fn joined(words: &[Text<'_>], at: usize) -> Option<Vec<Edit>> {
    let before = words.get(at.checked_sub(1)?)?;
    let is_name = |word: &Text<'_>| !word.as_str().contains('=');
    let mut edits = vec![gap(before, &words[at])?];
    if words[at] == *"=" {
        let value = words.get(at + 1).filter(|value| is_name(value))?;
        edits.push(gap(&words[at], value)?);
    }
    is_name(before).then_some(edits)
}

/// Takes away what stands between two words of one line.
pub(super) fn gap(left: &Text<'_>, right: &Text<'_>) -> Option<Edit> {
    let span = Span { start: left.span().end, end: right.span().start, file: left.span().file };
    let is_plain = left.is_verbatim() && right.is_verbatim() && left.span().end < right.span().start;
    is_plain.then(|| Edit::replace(span, ""))
}
