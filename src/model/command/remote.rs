//! Programs that are downloaded and run at once, unseen: `curl ... | sh`.

use super::{Argument, Command, SubstitutionKind, readers};
use crate::syntax::shell::TextRange;

/// A download of which the content is run.
#[derive(Clone, Copy, Debug)]
pub struct RemoteScript<'c, 't> {
    /// The command that downloads.
    pub download: &'c Command<'t>,
    /// The word with the address.
    pub url: &'c Argument<'t>,
    /// The command that runs what comes.
    pub runner: &'c Command<'t>,
    /// Whether somebody on the way can change what comes: plain HTTP, or certificates are not checked.
    pub is_open_to_changes: bool,
}

/// Programs that pass on what they read, changed at most in part.
const PASSING: [&str; 8] = ["tee", "cat", "sed", "tr", "gunzip", "zcat", "base64", "tac"];

/// How many programs may stand between the download and what runs it.
const MAX_PIPES: usize = 8;

/// All downloads of a script of which the content is run.
pub fn remote_scripts<'c, 't>(all: &'c [Command<'t>]) -> Vec<RemoteScript<'c, 't>> {
    all.iter().filter_map(|command| remote_script(all, command)).collect()
}

fn remote_script<'c, 't>(all: &'c [Command<'t>], download: &'c Command<'t>) -> Option<RemoteScript<'c, 't>> {
    let url = downloaded_to_output(download)?;
    let runner = runner_of(all, download)?;
    let parsed = download.parsed();
    let unchecked = parsed.has(&["k", "insecure", "no-check-certificate"]);
    let is_open_to_changes = unchecked || url.prefix.starts_with("http://");
    Some(RemoteScript { download, url, runner, is_open_to_changes })
}

/// The address of a download that goes to the standard output, if it surely is one of the web. Addresses of the machine itself are none.
fn downloaded_to_output<'c, 't>(command: &'c Command<'t>) -> Option<&'c Argument<'t>> {
    let parsed = command.parsed();
    let is_output = |text: Option<&str>| matches!(text, Some("-" | "/dev/stdout"));
    let target = match command.name()? {
        "curl" => {
            if parsed.has(&["O", "remote-name", "I", "head"]) {
                return None;
            }
            parsed.option(&["o", "output"]).is_none_or(|option| option.value.is_some_and(|value| is_output(value.text)))
        }
        "wget" => parsed.option(&["O", "output-document"])?.value.is_some_and(|value| is_output(value.text)),
        _ => return None,
    };
    let to_file = command.redirections.iter().any(|redirection| {
        use crate::syntax::shell::RedirectOperator::{Append, Output, OutputAndErrors};
        matches!(redirection.operator, Output | Append | OutputAndErrors)
            && !matches!(redirection.descriptor, Some(2..))
    });
    if !target || to_file {
        return None;
    }
    let named = parsed.option(&["url"]).and_then(|option| option.value).map(|value| value.range);
    let words = command.arguments.iter().filter(|word| Some(word.range) == named);
    parsed.operands.iter().copied().chain(words).find(|word| is_web_address(&word.prefix))
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.unwrap_or(text).split(['/', ':', '?']).next().unwrap_or_default();
    let is_local = matches!(host, "localhost" | "host.docker.internal" | "[")
        || host.starts_with("127.")
        || host.rsplit_once('.').is_some_and(|(_, last)| last == "local");
    // Without a scheme only what can be nothing else than a host is taken for one.
    let is_host = host.contains('.') && !host.starts_with('.');
    !is_local && (rest.is_some() || is_host && text.contains('/') || is_host && text == host)
}

/// The command that runs what `command` writes.
fn runner_of<'c, 't>(all: &'c [Command<'t>], command: &'c Command<'t>) -> Option<&'c Command<'t>> {
    let mut at = command;
    for _ in 0..MAX_PIPES {
        let mut next = readers(all, at);
        let Some(reader) = next.next() else { return substituted_into(all, at) };
        if runs_input(reader) {
            return Some(reader);
        }
        if !reader.is_any(&PASSING) {
            // A group of commands may pass the input on to a later one of them; that is not followed.
            return None;
        }
        at = reader;
    }
    None
}

/// The command that runs the text or file that the output of `command` becomes.
fn substituted_into<'c, 't>(all: &'c [Command<'t>], command: &Command<'t>) -> Option<&'c Command<'t>> {
    let substitution = command.context.substitution?;
    let outer = &all[substitution.of];
    let is_first = || first_operand(outer).is_some_and(|word| word.range == substitution.word);
    let runs = match substitution.kind {
        SubstitutionKind::Process => {
            outer.is_any(&[".", "source"]) && is_first() || is_interpreter(outer) && is_first()
        }
        SubstitutionKind::Command => {
            outer.is_any(&["eval"]) && starts_with_substitution(outer, substitution.word)
                || script_argument(outer) == Some(substitution.word)
                    && starts_with_substitution(outer, substitution.word)
        }
        SubstitutionKind::Script => false,
    };
    runs.then_some(outer)
}

/// Whether the word is nothing but what the substitution gives: in `eval "PATH=$(...)"` it is only a part.
fn starts_with_substitution(command: &Command<'_>, word: TextRange) -> bool {
    command.arguments.iter().any(|argument| argument.range == word && argument.prefix.is_empty())
}

/// The word that a shell runs because of `-c`.
fn script_argument(command: &Command<'_>) -> Option<TextRange> {
    let is_flag = |word: &Argument<'_>| {
        word.as_str().is_some_and(|text| text.starts_with('-') && !text.starts_with("--") && text.ends_with('c'))
    };
    let at = command.arguments.iter().position(is_flag).filter(|_| is_shell(command))?;
    command.arguments.get(at + 1).map(|word| word.range)
}

fn is_shell(command: &Command<'_>) -> bool {
    command.is_any(&["sh", "bash", "zsh", "ash", "dash", "ksh"])
}

fn is_interpreter(command: &Command<'_>) -> bool {
    let stem =
        command.name().unwrap_or_default().trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    is_shell(command) || matches!(stem, "python" | "perl" | "ruby" | "node" | "php")
}

fn first_operand<'c, 't>(command: &'c Command<'t>) -> Option<&'c Argument<'t>> {
    command.arguments.iter().find(|word| !word.prefix.starts_with('-') || word.is("-"))
}

/// Whether a command runs what it reads from its standard input.
fn runs_input(command: &Command<'_>) -> bool {
    if !is_interpreter(command) || command.is_wrapped_in("xargs") {
        return false;
    }
    let is_option = |word: &&Argument<'_>| word.prefix.starts_with('-') && !word.is("-");
    let mut options = command.arguments.iter().take_while(is_option);
    if is_shell(command) {
        let with_script = |word: &Argument<'_>| !word.prefix.starts_with("--") && word.prefix.ends_with('c');
        let from_input = |word: &Argument<'_>| !word.prefix.starts_with("--") && word.prefix.contains('s');
        if options.clone().any(with_script) {
            return false;
        }
        if options.any(from_input) {
            return true;
        }
    } else if options.any(|word| !matches!(&*word.prefix, "-u" | "-B" | "-I" | "-E" | "-w")) {
        // `python -c`, `perl -pe`, `node -e`: the program is in the arguments.
        return false;
    }
    match command.arguments.iter().find(|word| !is_option(word)) {
        None => true,
        Some(word) => matches!(word.as_str(), Some("-" | "/dev/stdin" | "/proc/self/fd/0")),
    }
}
