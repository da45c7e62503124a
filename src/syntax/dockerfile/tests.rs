use super::*;

fn read(text: &str) -> (Dockerfile<'_>, Vec<String>) {
    let (dockerfile, problems) = parse(text, FileId(0));
    (dockerfile, problems.into_iter().map(|problem| problem.message).collect())
}

fn clean(text: &str) -> Dockerfile<'_> {
    let (dockerfile, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    dockerfile
}

/// The text of a RUN instruction's command.
fn script<'d>(dockerfile: &'d Dockerfile<'_>, index: usize) -> &'d Text<'d> {
    match &dockerfile.instructions[index].command {
        Command::Run(Form::Shell(text) | Form::Interpreted(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lines_are_joined_without_comments_and_blank_lines_and_know_their_places() {
    let text = "FROM a\nRUN one \\  \n# comment\n\n   # another\n  two\\\r\n three\nUSER x\n";
    let dockerfile = clean(text);
    let run = script(&dockerfile, 1);
    assert_eq!(run.as_str(), "one   two three");
    let three = run.as_str().find("three").unwrap();
    assert_eq!(&text[run.span_of(three..three + 5).range()], "three");
    assert_eq!(&text[dockerfile.instructions[1].span.range()], &text[7..text.find("\nUSER").unwrap()]);
    assert_eq!((dockerfile.comments.len(), dockerfile.empty_continuations.len()), (2, 1));
}

#[test]
fn directives_count_only_at_the_top() {
    let dockerfile =
        clean("# Escape = `\n#syntax=docker/dockerfile:1\n\n# check=skip=all\nFROM a\nRUN one `\n two \\\n");
    let names: Vec<&str> = dockerfile.directives.iter().map(|directive| directive.name).collect();
    assert_eq!(names, ["Escape", "syntax"]);
    assert_eq!(dockerfile.directives[1].value, "docker/dockerfile:1");
    assert_eq!(script(&dockerfile, 1).as_str(), "one  two \\");
    assert_eq!(read("# escape=x\nFROM a").1.len(), 1);
    assert_eq!(read("# syntax=docker/dockerfile:1\n# syntax=docker/dockerfile:1\nFROM a").1.len(), 1);
}

#[test]
fn a_byte_order_mark_and_a_shebang_are_tolerated() {
    clean("\u{feff}FROM a\n");
    let dockerfile = clean("#!/usr/bin/env docker build\n# check=skip=all\nFROM a\n");
    assert!(dockerfile.directive("check").is_some());
}

#[test]
fn an_escaped_escape_does_not_continue_a_line() {
    let dockerfile = clean("FROM a\nRUN dir c:\\\\\nUSER x\n\\\n RUN y");
    assert_eq!(dockerfile.instructions.len(), 4);
    assert_eq!(script(&dockerfile, 3).as_str(), "y");
}

#[test]
fn heredocs_follow_in_their_order() {
    let text = "FROM a\nRUN <<-ONE cat 3<<'TWO' > /x\n\tfirst $A\n\tONE\nsecond $B\nTWO\nUSER x\n";
    let dockerfile = clean(text);
    let run = &dockerfile.instructions[1];
    assert_eq!(run.heredocs.len(), 2);
    assert_eq!(run.heredocs[0].content().as_str(), "first $A\n");
    assert!(run.heredocs[0].expands && !run.heredocs[1].expands);
    let script = script(&dockerfile, 1);
    assert_eq!(script.as_str(), "<<-ONE cat 3<<'TWO' > /x\n\tfirst $A\nONE\nsecond $B\nTWO");
    let second = script.as_str().find("second").unwrap();
    assert_eq!(&text[script.span_of(second..second + 6).range()], "second");
    assert_eq!(&text[run.span.range()], &text[7..text.find("\nUSER").unwrap()]);
}

#[test]
fn a_heredoc_alone_is_the_script() {
    let text = "FROM a\nRUN --mount=type=cache,target=/c <<\"EOF\"\necho hi\nEOF\n# comment\nRUN << EOF\n#!/usr/bin/python\nEOF\nRUN <<-EOF\n\tone\n\t\ttwo\n\tEOF";
    let dockerfile = clean(text);
    assert_eq!(script(&dockerfile, 1).as_str(), "echo hi\n");
    assert!(matches!(dockerfile.instructions[2].command, Command::Run(Form::Interpreted(_))));
    let stripped = script(&dockerfile, 3);
    assert_eq!(stripped.as_str(), "one\ntwo\n");
    assert_eq!(&text[stripped.span_of(4..7).range()], "two");
}

#[test]
fn what_only_looks_like_a_heredoc_is_none() {
    let no_heredoc = [
        "RUN cat <<<word",
        "RUN echo \"<<EOF\"",
        "RUN echo '<<EOF'",
        "RUN [\"sh\", \"-c\", \"cat <<EOF\"]",
        "RUN x=$((1<<2))",
        "CMD cat <<EOF",
        "RUN cat<<EOF",
        "RUN it's <<EOF",
        "RUN << ",
    ];
    for line in no_heredoc {
        let text = format!("FROM a\n{line}\nUSER x\n");
        let dockerfile = clean(&text);
        assert_eq!(dockerfile.instructions.len(), 3, "{line}");
        assert!(dockerfile.instructions[1].heredocs.is_empty(), "{line}");
    }
}

#[test]
fn copy_takes_heredocs_as_sources() {
    let dockerfile = clean("FROM a\nCOPY --chown=1:1 x <<A <<B /dest/\na\nA\nb\nB\nONBUILD COPY <<A /x\na\nA\nUSER x");
    let Command::Copy(copy) = &dockerfile.instructions[1].command else { panic!() };
    assert_eq!((copy.sources.len(), copy.destination.as_str()), (1, "/dest/"));
    assert_eq!(dockerfile.instructions[1].heredocs.len(), 2);
    assert_eq!(dockerfile.instructions.len(), 4);
    assert_eq!(read("FROM a\nCOPY x <<A\na\nA").1, ["`COPY` with a here-document as destination"]);
}

#[test]
fn an_open_heredoc_is_a_problem_at_its_word() {
    let (dockerfile, problems) = parse("FROM a\nRUN <<EOF\necho\nUSER x\n", FileId(0));
    assert_eq!(problems[0].message, "here-document `EOF` is never closed");
    assert_eq!(problems[0].span.range(), 11..16);
    assert_eq!(dockerfile.instructions.len(), 2);
}

#[test]
fn json_form_falls_back_to_shell_form() {
    let dockerfile =
        clean("FROM a\nCMD [\"a\\u0041\\n\", \\\n \"\\ud83d\\ude00\"]\nCMD ['a']\nCMD [\"a\"] x\nCMD []\nCMD");
    let Command::Cmd(Form::Exec(words)) = &dockerfile.instructions[1].command else { panic!() };
    assert_eq!((words[0].as_str(), words[1].as_str()), ("aA\n", "😀"));
    assert!(matches!(&dockerfile.instructions[2].command, Command::Cmd(Form::Shell(_))));
    assert!(matches!(&dockerfile.instructions[3].command, Command::Cmd(Form::Shell(_))));
    assert!(matches!(&dockerfile.instructions[4].command, Command::Cmd(Form::Exec(words)) if words.is_empty()));
    assert_eq!(read("FROM a\nCMD [\"a\", 1, {\"b\": [null, 1.5e3]}]").1.len(), 1);
    assert_eq!(read("FROM a\nSHELL /bin/sh").1, ["`SHELL` is not in JSON form"]);
    clean(&format!("FROM a\nCMD {}{}", "[".repeat(20_000), "]".repeat(20_000)));
}

#[test]
fn flags_come_off_with_their_quotes() {
    let dockerfile = clean(
        "FROM --platform=linux/amd64 a AS b\nRUN --mount=type=secret,id=x \\\n  --mount=\"type=cache,target=/a b\" \\\n --network=none cmd --flag\nRUN -- --mount x",
    );
    let run = &dockerfile.instructions[1];
    let mounts: Vec<&str> = run.flags("mount").map(|flag| flag.value.as_ref().unwrap().as_str()).collect();
    assert_eq!(mounts, ["type=secret,id=x", "type=cache,target=/a b"]);
    assert_eq!(run.arguments.as_str(), "cmd --flag");
    assert_eq!(script(&dockerfile, 2).as_str(), "--mount x");
}

#[test]
fn wrong_flags_are_problems() {
    let (_, problems) = read(
        "FROM a\nCOPY --form=b x y\nCOPY --link=maybe x y\nCOPY --link --link x y\nRUN --network=x y\nCMD --help\n\
         HEALTHCHECK --interval=30 CMD x\nHEALTHCHECK --interval=1m30s --retries=3 --timeout=100ms CMD x\nCOPY --chown x y",
    );
    assert_eq!(problems.len(), 7, "{problems:?}");
    assert_eq!(problems[0], "`COPY` has no flag `--form`");
}

#[test]
fn pairs_keep_their_quotes_and_know_both_forms() {
    let dockerfile =
        clean("FROM a\nENV A=1 B=\"x y\" C=a\\ b D='q\"' E=\nENV old  some value # here\nARG X Y=\"1 2\"\nLABEL a.b=c");
    let Command::Env(pairs) = &dockerfile.instructions[1].command else { panic!() };
    let values: Vec<&str> = pairs.iter().map(|pair| pair.value.as_ref().unwrap().as_str()).collect();
    assert_eq!(values, ["1", "\"x y\"", "a\\ b", "'q\"'", ""]);
    let Command::Env(pairs) = &dockerfile.instructions[2].command else { panic!() };
    assert_eq!((pairs[0].name.as_str(), pairs[0].value.as_ref().unwrap().as_str()), ("old", "some value # here"));
    assert!(pairs[0].is_legacy);
    let Command::Arg(pairs) = &dockerfile.instructions[3].command else { panic!() };
    assert!(pairs[0].value.is_none() && pairs[1].value.is_some());
}

#[test]
fn what_is_refused_is_a_problem_and_the_rest_is_read() {
    let (dockerfile, problems) = read(
        "RUN early\nFROM a b\nFORM b\nENV x\nENV a=1 b\nLABEL\nCOPY x\nUSER\nONBUILD FROM x\nONBUILD ONBUILD RUN x\nHEALTHCHECK x\nFROM x AS 1y\nUSER ok",
    );
    assert_eq!(problems.len(), 12, "{problems:?}");
    assert_eq!(problems[0], "`RUN` before the first `FROM`");
    assert_eq!(problems[2], "unknown instruction `FORM`");
    assert_eq!(dockerfile.instructions.len(), 13);
    assert!(matches!(dockerfile.instructions[12].command, Command::User(_)));
}

#[test]
fn a_file_without_stages_is_a_problem() {
    assert_eq!(read("").1, ["file without a `FROM` instruction"]);
    assert_eq!(read("ARG x\n").1, ["file without a `FROM` instruction"]);
    assert_eq!(read("# only\n").1.len(), 1);
}

#[test]
fn another_frontend_may_have_another_grammar() {
    clean("# syntax=example.com/frontend:1\nINCLUDE x\n");
    clean("# syntax = docker/dockerfile:1.7-labs\nFROM a\n");
}

#[test]
fn a_line_of_ten_megabytes_and_many_continuations_are_read_in_time() {
    let (_, problems) = parse(&format!("FROM a\nRUN {}", "x ".repeat(5_000_000)), FileId(0)).clone();
    assert_eq!(problems.len(), 1);
    let text = format!("FROM a\nENV {}", "a=\"1\" \\\n".repeat(200_000));
    let dockerfile = clean(&text);
    assert!(matches!(&dockerfile.instructions[1].command, Command::Env(pairs) if pairs.len() == 200_000));
}

#[test]
fn of_lines_that_belong_nowhere_only_the_first_is_a_problem() {
    let (_, problems) = read("FROM a\nRUN a &&\nb &&\nc &&\nd\nUSER x\ne");
    let dangling = "`b` belongs to the `RUN` above, whose line does not go on";
    assert_eq!(problems, [dangling, "unknown instruction `e`"]);
}

#[test]
fn a_template_of_another_tool_is_none_of_our_business() {
    assert!(clean("{{ if x }}\nFROM a\n{{ end }}").is_template);
}
