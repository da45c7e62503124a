//! Placeholders of the languages that scripts are embedded in.

/// How long a placeholder of `CircleCI`, or a name, may be.
const NEAR: usize = 256;

/// Finds placeholders, and remembers what it looked for in vain so that the whole stays linear.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Whether no `}}` closes an expression from here on.
    expressions_are_open: bool,
    /// Whether no `]]` follows from here on.
    inputs_are_open: bool,
    /// Up to which byte no `}}` follows.
    templates_are_open_before: usize,
}

impl Finder {
    /// The length in bytes of the placeholder that begins at `at`, if one does; `bytes` are those of the text that are read.
    pub(super) fn length_at(&mut self, text: &str, bytes: &[u8], at: usize) -> Option<usize> {
        // A parser steps through text byte by byte: only where ASCII begins a placeholder is the text cut.
        let text = &text[..bytes.len()];
        match &bytes[at..] {
            [b'$', b'{', b'{', ..] if !self.expressions_are_open => {
                let length = expression_length(&text[at..]);
                self.expressions_are_open = length.is_none();
                length
            }
            [b'$', b'[', b'[', ..] if !self.inputs_are_open => {
                let end = text[at..].find("]]");
                self.inputs_are_open = end.is_none();
                end.map(|end| end + 2)
            }
            [b'{', b'{', ..] if at >= self.templates_are_open_before => {
                let line = text[at..].split('\n').next().unwrap_or_default();
                match line.find("}}") {
                    Some(end) => Some(end + 2 + line[end + 2..].bytes().take_while(|byte| *byte == b'}').count()),
                    None => {
                        self.templates_are_open_before = at + line.len();
                        None
                    }
                }
            }
            [b'<', b'<', ..] => circleci_length(&text[at..]),
            [b'$', b'(', ..] => macro_length(&bytes[at..]),
            _ => None,
        }
    }
}

/// The length of `$(NAME)`: a variable of Kubernetes in `command` and `args`, and of Azure Pipelines ("Define variables", macro syntax), with
/// dots there. One word with capitals in it is hardly ever a command, so that it counts everywhere.
fn macro_length(bytes: &[u8]) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let name = bytes[2..].iter().take(NEAR).take_while(|byte| is_part(byte)).count();
    let is_closed = bytes.get(2 + name) == Some(&b')');
    (is_closed && bytes[2..2 + name].iter().any(u8::is_ascii_uppercase)).then_some(name + 3)
}

/// The length of `${{ ... }}`: the end is not looked for in its strings (`'...'`).
fn expression_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut in_string = false;
    let mut at = 3;
    while at < bytes.len() {
        match bytes[at] {
            b'\'' => in_string = !in_string,
            b'}' if !in_string && bytes.get(at + 1) == Some(&b'}') => return Some(at + 2),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The length of `<< parameters.name >>` and the like: `CircleCI`, Configuration reference, "Pipeline values and parameters".
fn circleci_length(text: &str) -> Option<usize> {
    let head = text[2..].trim_start_matches(['#', '/', '^']).trim_start_matches(' ');
    let known = ["parameters.", "pipeline.", "matrix.", "include("].iter().any(|prefix| head.starts_with(prefix));
    if !known {
        return None;
    }
    let near = text.bytes().take(NEAR).collect::<Vec<_>>();
    let line = near.split(|byte| *byte == b'\n').next()?;
    line.windows(2).position(|pair| pair == b">>").map(|end| end + 2)
}
