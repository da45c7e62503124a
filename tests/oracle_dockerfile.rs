//! Our reading of Dockerfiles beside that of the `parse-dockerfile` crate, and what has to hold for any text.

use infralint::source::FileId;
use infralint::syntax::dockerfile::{self, Command, Form, Text};
use parse_dockerfile::{Instruction, JsonOrStringArray, UnescapedString};
use proptest::prelude::*;

/// Dockerfiles that both readers understand in full.
const CASES: [&str; 8] = [
    "FROM alpine:3.20\n",
    "ARG V=1\nFROM --platform=linux/amd64 alpine:${V} AS build\nRUN echo a \\\n    && echo b\nFROM build\n",
    "# syntax=docker/dockerfile:1\n\nFROM a\n# comment\nRUN [\"echo\", \"a b\"]\nCMD echo hi\n",
    "# escape=`\nFROM a\nRUN one `\n  two\nWORKDIR C:\\\\x\n",
    "FROM a\r\nCOPY --from=x --chown=1:1 a b /c/\r\nADD [\"a b\", \"/\"]\r\n",
    "FROM a\nRUN <<EOF\necho a\nEOF\nRUN <<-'X' cat\n\ta\n\tX\nUSER 1\n",
    "FROM a\nENV a=b c=\"d e\"\nLABEL x=y\nARG z\nEXPOSE 80 443/tcp\nVOLUME /a /b\nSTOPSIGNAL INT\nMAINTAINER me\n",
    "FROM a\nHEALTHCHECK --interval=5s CMD x\nHEALTHCHECK NONE\nSHELL [\"/bin/bash\", \"-c\"]\nENTRYPOINT [\"a\"]\nONBUILD RUN b\n",
];

/// What the other reader sees: the place of the keyword, and some of the words.
fn theirs(instruction: &Instruction<'_>) -> (usize, Vec<String>) {
    let text = |word: &UnescapedString<'_>| word.value.to_string();
    let exec = |command: &parse_dockerfile::Command<'_>| match command {
        parse_dockerfile::Command::Exec(words) => words.value.iter().map(text).collect(),
        _ => Vec::new(),
    };
    match instruction {
        Instruction::From(from) => {
            let alias = from.as_.as_ref().map(|(_, name)| text(name));
            (from.from.span.start, std::iter::once(text(&from.image)).chain(alias).collect())
        }
        Instruction::Copy(copy) => (copy.copy.span.start, vec![text(&copy.dest)]),
        Instruction::Add(add) => (add.add.span.start, vec![text(&add.dest)]),
        Instruction::Volume(volume) => {
            let words = match &volume.arguments {
                JsonOrStringArray::Json(words) => words.value.iter().map(text).collect(),
                JsonOrStringArray::String(words) => words.iter().map(text).collect(),
            };
            (volume.volume.span.start, words)
        }
        Instruction::User(user) => (user.user.span.start, vec![text(&user.arguments)]),
        Instruction::Expose(expose) => (expose.expose.span.start, expose.arguments.iter().map(text).collect()),
        Instruction::Run(run) => (run.run.span.start, exec(&run.arguments)),
        Instruction::Cmd(cmd) => (cmd.cmd.span.start, exec(&cmd.arguments)),
        Instruction::Entrypoint(entrypoint) => (entrypoint.entrypoint.span.start, exec(&entrypoint.arguments)),
        Instruction::Shell(shell) => (shell.shell.span.start, shell.arguments.iter().map(text).collect()),
        Instruction::Env(env) => (env.env.span.start, Vec::new()),
        Instruction::Arg(arg) => (arg.arg.span.start, Vec::new()),
        Instruction::Label(label) => (label.label.span.start, Vec::new()),
        Instruction::Healthcheck(check) => (check.healthcheck.span.start, Vec::new()),
        Instruction::Stopsignal(signal) => (signal.stopsignal.span.start, Vec::new()),
        Instruction::Maintainer(maintainer) => (maintainer.maintainer.span.start, Vec::new()),
        Instruction::Onbuild(onbuild) => (onbuild.onbuild.span.start, Vec::new()),
        Instruction::Workdir(workdir) => (workdir.workdir.span.start, Vec::new()),
        other => panic!("an instruction new to this test: {other:?}"),
    }
}

/// The same of our reading.
fn ours(instruction: &dockerfile::Instruction<'_>) -> (usize, Vec<String>) {
    let text = |text: &Text<'_>| text.as_str().to_owned();
    let words = match &instruction.command {
        Command::From(from) => std::iter::once(text(&from.image)).chain(from.alias.as_ref().map(text)).collect(),
        Command::Copy(copy) | Command::Add(copy) => vec![text(&copy.destination)],
        Command::User(user) => vec![text(user)],
        Command::Run(Form::Exec(words))
        | Command::Cmd(Form::Exec(words))
        | Command::Entrypoint(Form::Exec(words))
        | Command::Volume(words)
        | Command::Expose(words)
        | Command::Shell(words) => words.iter().map(text).collect(),
        _ => Vec::new(),
    };
    (instruction.keyword.span().start as usize, words)
}

#[test]
fn both_readers_see_the_same_instructions() {
    for case in CASES {
        let (read, problems) = dockerfile::parse(case, FileId(0));
        assert!(problems.is_empty(), "{case}: {problems:?}");
        let other = parse_dockerfile::parse(case).unwrap_or_else(|error| panic!("{case}: {error}"));
        let ours: Vec<_> = read.instructions.iter().map(ours).collect();
        let theirs: Vec<_> = other.instructions.iter().map(theirs).collect();
        assert_eq!(ours, theirs, "{case}");
    }
}

/// Pieces that Dockerfiles are made of, in any order.
fn any_dockerfile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "FROM ",
            "RUN ",
            "COPY ",
            "ONBUILD ",
            "ENV ",
            "ARG ",
            "HEALTHCHECK ",
            "SHELL ",
            "CMD ",
            "# escape=`\n",
            "#",
            "\\\n",
            "`\n",
            "\n",
            "\r\n",
            " ",
            "\t",
            "\\",
            "\"",
            "'",
            "[\"",
            "\"]",
            ",",
            "<<EOF",
            "<<-'E F'",
            "\nEOF\n",
            "--mount=",
            "--",
            "$",
            "${",
            "}",
            ":-",
            "=",
            "é",
            "\u{feff}",
            "\\u00e9",
            "AS ",
            "\u{a0}",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,4}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// That a text's places lie in the file, on boundaries of characters and in the order of the text.
fn check_text(source: &str, text: &Text<'_>) {
    let mut before = 0;
    for (at, c) in text.as_str().char_indices() {
        let span = text.span_of(at..at + c.len_utf8());
        assert!(source.get(span.range()).is_some(), "{source:?}: {text:?}");
        assert!(span.start >= before, "{source:?}: {text:?}");
        before = span.start;
    }
    assert!(source.get(text.span().range()).is_some(), "{source:?}: {text:?}");
}

fn check_instruction(source: &str, instruction: &dockerfile::Instruction<'_>) {
    assert!(source.get(instruction.span.range()).is_some());
    check_text(source, &instruction.keyword);
    check_text(source, &instruction.arguments);
    for flag in &instruction.flags {
        check_text(source, &flag.name);
        flag.value.iter().for_each(|value| check_text(source, value));
    }
    match &instruction.command {
        Command::Run(form) | Command::Cmd(form) | Command::Entrypoint(form) => match form {
            Form::Shell(text) | Form::Interpreted(text) => check_text(source, text),
            Form::Exec(words) => words.iter().for_each(|word| check_text(source, word)),
        },
        Command::Env(pairs) | Command::Label(pairs) | Command::Arg(pairs) => {
            for pair in pairs {
                check_text(source, &pair.name);
                pair.value.iter().for_each(|value| check_text(source, value));
            }
        }
        Command::Onbuild(inner) => check_instruction(source, inner),
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_place_lies_in_it(source in any_dockerfile()) {
        let (read, problems) = dockerfile::parse(&source, FileId(0));
        for problem in &problems {
            prop_assert!(source.get(problem.span.range()).is_some(), "{:?}", problem);
        }
        for instruction in &read.instructions {
            check_instruction(&source, instruction);
        }
    }
}
