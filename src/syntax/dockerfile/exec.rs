//! Commands in JSON form as text that a shell would read the same way, so that one reader of commands serves both forms.

use super::Text;

/// Shells whose `-c` takes a script.
const SHELLS: [&str; 5] = ["sh", "bash", "ash", "dash", "zsh"];

/// What a shell would have to be given to run these words: of `["sh", "-c", "script"]` the script, else all of them on a line, in
/// single quotes where they hold more than plain characters. `arguments` is the text that they were read from.
pub(super) fn command_line<'s>(words: &[Text<'s>], arguments: &Text<'s>) -> Text<'s> {
    if let [program, option, script, ..] = words
        && is_shell(program.as_str())
        && is_script_option(option.as_str())
    {
        return script.clone();
    }
    let mut builder = arguments.builder();
    for (at, word) in words.iter().enumerate() {
        let place = word.span().range();
        if at > 0 {
            builder.push_decoded(place.start..place.start, " ");
        }
        let is_plain = !word.is_empty() && word.as_str().bytes().all(is_plain);
        let mark = |at: usize| (at..at, if is_plain { "" } else { "'" });
        let (open, close) = (mark(place.start), mark(place.end));
        builder.push_decoded(open.0, open.1);
        let mut from = 0;
        for (quote, _) in word.as_str().match_indices('\'') {
            builder.push_part(word, from..quote);
            builder.push_decoded(word.span_of(quote..quote + 1).range(), "'\\''");
            from = quote + 1;
        }
        builder.push_part(word, from..word.len());
        builder.push_decoded(close.0, close.1);
    }
    builder.finish(arguments.span().start as usize)
}

fn is_shell(program: &str) -> bool {
    SHELLS.contains(&program.rsplit('/').next().unwrap_or_default())
}

/// Whether an option says that the next word is a script: `-c`, `-lc`, `-exc`.
fn is_script_option(option: &str) -> bool {
    option.strip_prefix('-').is_some_and(|letters| {
        letters.ends_with('c') && letters.bytes().all(|letter| letter.is_ascii_lowercase()) && letters.len() < 5
    })
}

/// Whether a character means only itself to a shell.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_./:,@%+=".contains(&byte)
}

#[cfg(test)]
mod tests {
    use crate::source::FileId;
    use crate::syntax::dockerfile::parse;

    fn line(instruction: &str) -> String {
        let source = format!("FROM a\n{instruction}");
        let (dockerfile, _) = parse(&source, FileId(0));
        dockerfile.instructions[1].command_line.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default()
    }

    #[test]
    fn words_become_a_line_and_a_script_stays_one() {
        assert_eq!(
            line(r#"RUN ["apt-get", "install", "-y", "x y", "it's", ""]"#),
            r"apt-get install -y 'x y' 'it'\''s' ''"
        );
        assert_eq!(line(r#"RUN ["/bin/bash", "-ec", "a && \"b\""]"#), "a && \"b\"");
        assert_eq!(line(r#"RUN ["bash", "-o", "pipefail", "-c", "a | b"]"#), "bash -o pipefail -c 'a | b'");
        assert_eq!((line("RUN a"), line("RUN []")), (String::new(), String::new()));
    }

    #[test]
    fn the_line_knows_the_places_of_its_words() {
        let source = "FROM a\nRUN [\"sudo\", \"x \\u0041\",\\\n \"curl\"]";
        let (dockerfile, _) = parse(source, FileId(0));
        let text = dockerfile.instructions[1].command_line.as_ref().unwrap();
        for word in ["sudo", "x ", "curl"] {
            let at = text.as_str().find(word).unwrap();
            assert_eq!(&source[text.span_of(at..at + word.len()).range()], word);
        }
    }
}
