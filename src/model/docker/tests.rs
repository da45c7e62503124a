use super::*;
use crate::model::image::{Image, ImagePlace};
use crate::source::FileId;
use crate::syntax::dockerfile as syntax;

fn with<R>(text: &str, check: impl FnOnce(&Dockerfile<'_>) -> R) -> R {
    let (parsed, problems) = syntax::parse(text, FileId(0));
    assert!(problems.is_empty(), "{problems:?}");
    check(&Dockerfile::new(&parsed))
}

#[test]
fn stages_build_on_one_another_and_inherit() {
    let text = "FROM node:22 AS Base\nUSER node\nSHELL [\"/bin/bash\", \"-c\"]\nFROM base AS next\nRUN x\nFROM base\nUSER root\nCMD [\"a\"]";
    with(text, |dockerfile| {
        let stages: Vec<Stage<'_>> = dockerfile.stages().collect();
        assert_eq!(stages[1].base(), Base::Stage(stages[0]));
        assert_eq!(stages[1].user().map(Instruction::index), Some(1));
        assert_eq!(stages[2].user().map(Instruction::index), Some(6));
        assert_eq!(stages[1].external_image().and_then(Image::text), Some("node:22"));
        assert!(stages[1].start().is_none() && stages[2].start().is_some());
        assert_eq!(dockerfile.instruction(4).shell().map(<[_]>::len), Some(2));
        assert!(stages[0].is_used() && !stages[1].is_used() && stages[2].is_final());
        assert_eq!(dockerfile.target("BASE"), Some(stages[0]));
        assert_eq!(dockerfile.target("2"), Some(stages[2]));
    });
}

#[test]
fn from_sees_only_what_stands_before_the_first_stage() {
    let text = "ARG V=1.2\nARG W\nARG N=node:$V\nFROM ${N}\nARG V\nENV A=$V B=x$A\nRUN x\nFROM a:${W}\nFROM a:${W:-9}\nFROM a:$TARGETARCH";
    with(text, |dockerfile| {
        let images: Vec<Option<&str>> = dockerfile.stages().map(|stage| stage.image().unwrap().text()).collect();
        assert_eq!(images, [Some("node:1.2"), None, Some("a:9"), None]);
        assert_eq!(dockerfile.instruction(6).variable("A"), Variable::Set(Value::known("1.2")));
        assert_eq!(dockerfile.instruction(6).variable("B"), Variable::Set(Value::unknown()));
    });
}

#[test]
fn env_wins_over_arg_and_comes_down_the_chain() {
    let text = "FROM a AS b\nARG X=1\nENV X=2\nARG X=3\nFROM b\nENV Y=$X\nENV Z=$PATH\nUSER $Y\nFROM scratch\nENV Q=${X:-none}\nUSER x";
    with(text, |dockerfile| {
        let user = dockerfile.instruction(7);
        let Command::User(word) = user.command() else { panic!() };
        assert_eq!(user.evaluate(word), Value::known("2"));
        assert_eq!(user.variable("Z"), Variable::Set(Value::unknown()));
        assert_eq!(dockerfile.instruction(10).variable("Q"), Variable::Set(Value::known("none")));
    });
}

#[test]
fn images_are_those_that_are_no_stages() {
    let text = "FROM a AS Build\nFROM scratch\nCOPY --from=build x y\nCOPY --from=0 x y\nCOPY --from=nginx x y\nCOPY --from=$X x y\nRUN --mount=type=bind,from=alpine:3,target=/x y\nCOPY --from=7 x y";
    with(text, |dockerfile| {
        let found: Vec<_> =
            images(dockerfile).into_iter().map(|image| (image.place, image.text(), image.span)).collect();
        let places: Vec<_> = found.iter().map(|(place, text, _)| (*place, *text)).collect();
        let wanted = [
            (ImagePlace::From, Some("a")),
            (ImagePlace::CopyFrom, Some("nginx")),
            (ImagePlace::MountFrom, Some("alpine:3")),
        ];
        assert_eq!(places, wanted);
        assert_eq!(&text[found[2].2.range()], "alpine:3");
    });
}

#[test]
fn triggers_of_the_stage_below_count() {
    with("FROM a AS b\nONBUILD USER app\nFROM b\nFROM b\nUSER root", |dockerfile| {
        let stages: Vec<Stage<'_>> = dockerfile.stages().collect();
        assert!(stages[0].user().is_none());
        assert!(matches!(stages[1].user().unwrap().command(), Command::User(name) if *name == "app"));
        assert!(matches!(stages[2].user().unwrap().command(), Command::User(name) if *name == "root"));
    });
}

#[test]
fn mounts_are_read_option_by_option() {
    with("FROM a\nRUN --mount=target=/root/.npm,type=cache npm ci", |dockerfile| {
        let mount = dockerfile.instruction(1).mounts().next().unwrap();
        assert_eq!((mount.kind(), mount.target(), mount.from()), ("cache", Some("/root/.npm"), None));
    });
}

#[test]
fn a_file_without_from_is_a_stage_of_an_unknown_base() {
    let (parsed, _) = syntax::parse("ARG A\nRUN x && y\nUSER root", FileId(0));
    let dockerfile = Dockerfile::new(&parsed);
    let stage = dockerfile.final_stage().unwrap();
    assert_eq!((dockerfile.stages().len(), stage.instructions().len()), (1, 2));
    assert_eq!(stage.base(), Base::Image(None));
    assert_eq!(dockerfile.instruction(1).commands().len(), 2);
    let (parsed, _) = syntax::parse("RUN x\nFROM a\nRUN y", FileId(0));
    assert_eq!(Dockerfile::new(&parsed).stages().len(), 1);
}

#[test]
fn a_comment_names_the_shell_of_its_stage_or_above_the_first_one_of_all() {
    let text = "# hadolint shell=dash\nFROM a AS b\nRUN x\n# hadolint  shell = /bin/bash why\nRUN x\nSHELL [\"zsh\", \"-c\"]\nRUN x\n\
                FROM a\nRUN x \\\n# hadolint shell=bash\n y\nRUN x\nFROM b\nRUN x\n# hadolint shell=ksh\nFROM b\nRUN x\n# hadolint shell=";
    with(text, |dockerfile| {
        let runs = dockerfile.instructions().filter(|it| matches!(it.command(), Command::Run(_)));
        let shells: Vec<Option<&str>> = runs.map(Instruction::shell_name).collect();
        let expected = ["dash", "bash", "zsh", "dash", "dash", "zsh", "ksh"].map(Some);
        assert_eq!(shells, expected);
    });
}

#[test]
fn a_stage_that_nobody_uses_and_that_starts_something_is_an_image() {
    let text = "FROM a AS base\nFROM base AS worker\nCMD [\"w\"]\nFROM base AS dev\nCMD [\"d\"]\nFROM b AS lib\nFROM b AS used\n\
                CMD [\"u\"]\nFROM c\nCOPY --from=used /x /x";
    with(text, |dockerfile| {
        let shipped: Vec<bool> = dockerfile.stages().map(Stage::is_shipped).collect();
        assert_eq!(shipped, [true, true, false, false, false, true]);
    });
}

#[test]
fn arguments_without_a_value_are_empty_if_the_build_is_given_none() {
    let text = "ARG A\nARG B=1\nFROM x$A\nFROM y$C\nFROM z:$B\nFROM w-$TARGETARCH\nFROM ${A:-v}";
    with(text, |dockerfile| {
        let names: Vec<Option<String>> = dockerfile.stages().map(Stage::base_without_arguments).collect();
        assert_eq!(names, [Some("x".into()), Some("y".into()), Some("z:1".into()), None, Some("v".into())]);
    });
}
