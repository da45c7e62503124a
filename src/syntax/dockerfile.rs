//! Dockerfiles, by BuildKit's grammar.
//!
//! The parser is our own, because it has to go on after what BuildKit refuses and to know where every word stands in the file, also
//! through line continuations, quotes, JSON and here-documents. Facts about the grammar are from BuildKit's sources
//! (`frontend/dockerfile/parser`, `frontend/dockerfile/instructions`) and from the Dockerfile reference
//! (<https://docs.docker.com/reference/dockerfile/>).

mod exec;
mod flags;
mod heredoc;
mod instructions;
mod json;
mod lines;
mod mend;
mod nearly_json;
mod spelling;
mod text;
mod words;

pub use flags::duration;
pub use instructions::is_stage_name;
pub use nearly_json::NearlyJson;
pub use text::Text;

use crate::diagnostic::Problem;
use crate::source::{FileId, Span};
use crate::tree::Comment;
use lines::Lines;
use words::Parts;

/// The rule of what BuildKit's parser cannot take apart.
const RULE: &str = "syntax/dockerfile";

/// The rule of what can be taken apart, and is no instruction that BuildKit knows.
const INSTRUCTION: &str = "syntax/dockerfile-instruction";

/// The checks of other tools for an instruction that cannot be what it is.
const REFUSED: [&str; 12] = [
    "hadolint:DL1000",
    "buildkit:instruction-error",
    "buildkit:build-error",
    "tally:unknown-instruction",
    "droast:DF071",
    "dockerfilelint:invalid_command",
    "dockerfilelint:required_params",
    "dockerfilelint:missing_args",
    "dockerfilelint:extra_args",
    "dockerfilelint:invalid_line",
    "dockerfilelint:invalid_workdir",
    "sonar:S2260",
];

/// Those for an argument whose name blanks keep away from its `=`.
const APART: [&str; 6] = [
    "hadolint:DL1000",
    "buildkit:instruction-error",
    "buildkit:build-error",
    "droast:DF071",
    "dockerfilelint:invalid_line",
    "sonar:S6574",
];

/// Those for an instruction that stands before the first FROM.
const EARLY: [&str; 6] = [
    "hadolint:DL3061",
    "buildkit:instruction-error",
    "tally:require-stages",
    "droast:DF037",
    "dockerfilelint:from_first",
    "sonar:S2260",
];

/// Those for what ONBUILD cannot trigger.
const NO_TRIGGER: [&str; 4] =
    ["hadolint:DL3043", "buildkit:instruction-error", "tally:invalid-onbuild-trigger", "droast:DF068"];

/// A Dockerfile.
#[derive(Clone, Debug)]
pub struct Dockerfile<'s> {
    /// The file.
    pub file: FileId,
    /// Its whole text.
    pub source: &'s str,
    /// The directives at the top.
    pub directives: Vec<Directive<'s>>,
    /// The character that escapes and continues lines: a backslash or a backtick.
    pub escape: char,
    /// The instructions in their order.
    pub instructions: Vec<Instruction<'s>>,
    /// The comments in their order, directives and comments within instructions included.
    pub comments: Vec<Comment>,
    /// The blank lines within instructions, which the builder warns of.
    pub empty_continuations: Vec<Span>,
    /// Whether it is a template that another tool makes Dockerfiles from: a line begins with `{{`, `{%` or `<%`. Nothing can be said
    /// about such a file.
    pub is_template: bool,
}

impl<'s> Dockerfile<'s> {
    /// The directive of this name (lower case).
    pub fn directive(&self, name: &str) -> Option<&Directive<'s>> {
        self.directives.iter().find(|directive| directive.name.eq_ignore_ascii_case(name))
    }
}

/// A directive at the top of the file: `# syntax=docker/dockerfile:1`.
#[derive(Clone, Debug)]
pub struct Directive<'s> {
    /// The name as written.
    pub name: &'s str,
    /// The value.
    pub value: Text<'s>,
    /// The whole comment.
    pub span: Span,
}

/// An instruction with all its lines and here-documents.
#[derive(Clone, Debug)]
pub struct Instruction<'s> {
    /// From the keyword to the end of the last line or here-document, without the line ending.
    pub span: Span,
    /// The keyword as written.
    pub keyword: Text<'s>,
    /// The flags before the arguments.
    pub flags: Vec<Flag<'s>>,
    /// What comes after the flags, on all lines.
    pub arguments: Text<'s>,
    /// The here-documents.
    pub heredocs: Vec<Heredoc<'s>>,
    /// What it does.
    pub command: Command<'s>,
    /// For a command in JSON form: what a shell would have to read to run the same.
    pub command_line: Option<Text<'s>>,
}

impl<'s> Instruction<'s> {
    /// The first flag of this name (without dashes).
    pub fn flag(&self, name: &str) -> Option<&Flag<'s>> {
        self.flags(name).next()
    }

    /// The flags of this name (without dashes): some may be given more than once.
    pub fn flags(&self, name: &str) -> impl Iterator<Item = &Flag<'s>> {
        self.flags.iter().filter(move |flag| flag.name == *name)
    }
}

/// A flag of an instruction: `--from=build`.
#[derive(Clone, Debug)]
pub struct Flag<'s> {
    /// The whole flag with its dashes.
    pub span: Span,
    /// The name without dashes.
    pub name: Text<'s>,
    /// What comes after `=`, without quotes; `None` without `=`.
    pub value: Option<Text<'s>>,
}

/// A here-document: `<<EOF` with its lines.
#[derive(Clone, Debug)]
pub struct Heredoc<'s> {
    /// The word that ends it.
    pub name: String,
    /// Whether it is `<<-`, which takes the tabs at the start of its lines away.
    pub strips_tabs: bool,
    /// Whether variables in it are expanded: no part of the word is quoted.
    pub expands: bool,
    /// The word that announces it, with `<<`.
    pub word: Span,
    /// Its lines as they stand in the file, with line endings.
    pub raw: Text<'s>,
    /// The word that ends it, if that is there.
    pub terminator: Option<Span>,
}

impl<'s> Heredoc<'s> {
    /// Its content: the lines, without tabs at their start if it is `<<-`.
    pub fn content(&self) -> Text<'s> {
        if !self.strips_tabs || !self.raw.as_str().contains('\t') {
            return self.raw.clone();
        }
        let mut builder = self.raw.builder();
        let mut at = 0;
        for line in self.raw.as_str().split_inclusive('\n') {
            let tabs = line.len() - line.trim_start_matches('\t').len();
            builder.push_part(&self.raw, at + tabs..at + line.len());
            at += line.len();
        }
        builder.finish(self.raw.span().start as usize)
    }
}

/// What an instruction does.
#[derive(Clone, Debug)]
pub enum Command<'s> {
    /// `FROM image [AS name]`.
    From(From<'s>),
    /// `RUN command`.
    Run(Form<'s>),
    /// `COPY source... destination`.
    Copy(Copy<'s>),
    /// `ADD source... destination`.
    Add(Copy<'s>),
    /// `ENV name=value...`.
    Env(Vec<Pair<'s>>),
    /// `LABEL name=value...`.
    Label(Vec<Pair<'s>>),
    /// `ARG name[=default]...`.
    Arg(Vec<Pair<'s>>),
    /// `USER name[:group]`.
    User(Text<'s>),
    /// `WORKDIR path`.
    Workdir(Text<'s>),
    /// `EXPOSE port[/protocol]...`.
    Expose(Vec<Text<'s>>),
    /// `VOLUME path...`.
    Volume(Vec<Text<'s>>),
    /// `STOPSIGNAL signal`.
    Stopsignal(Text<'s>),
    /// `CMD command`.
    Cmd(Form<'s>),
    /// `ENTRYPOINT command`.
    Entrypoint(Form<'s>),
    /// `HEALTHCHECK CMD command`, or `HEALTHCHECK NONE`, which is `None`.
    Healthcheck(Option<Form<'s>>),
    /// `SHELL ["program", "argument"...]`.
    Shell(Vec<Text<'s>>),
    /// `ONBUILD instruction`.
    Onbuild(Box<Instruction<'s>>),
    /// `MAINTAINER name`, which is deprecated.
    Maintainer(Text<'s>),
    /// Something that BuildKit refuses; a problem says why.
    Invalid,
}

/// The base of a stage.
#[derive(Clone, Debug)]
pub struct From<'s> {
    /// The image or the earlier stage.
    pub image: Text<'s>,
    /// The name after `AS`.
    pub alias: Option<Text<'s>>,
}

/// What is copied where.
#[derive(Clone, Debug)]
pub struct Copy<'s> {
    /// The sources, without here-documents.
    pub sources: Vec<Text<'s>>,
    /// The destination.
    pub destination: Text<'s>,
    /// Whether it is in JSON form.
    pub is_json: bool,
    /// The words from an operator of the shell on. For a builder these are sources, too, and the last one is the destination; what was
    /// meant stands before them.
    pub shell: Vec<Text<'s>>,
}

/// A name and, if there is one, its value as written, with quotes, escapes and variables.
#[derive(Clone, Debug)]
pub struct Pair<'s> {
    /// The name as written.
    pub name: Text<'s>,
    /// The value; only ARG does without.
    pub value: Option<Text<'s>>,
    /// Whether they are written in the old form `ENV name value`.
    pub is_legacy: bool,
}

/// A command to run.
#[derive(Clone, Debug)]
pub enum Form<'s> {
    /// Text for the shell, here-documents included.
    Shell(Text<'s>),
    /// Words to run without a shell.
    Exec(Vec<Text<'s>>),
    /// A here-document with a `#!` line, which is run by the program named there.
    Interpreted(Text<'s>),
}

/// Reads a Dockerfile. Nothing is fatal: what BuildKit refuses is a problem and an invalid instruction, and all else stays.
pub fn parse(text: &str, file: FileId) -> (Dockerfile<'_>, Vec<Problem>) {
    let mut reader =
        Reader { lines: Lines::new(text, file), is_after_unknown: false, run_end: None, is_in_stage: false };
    let mut instructions = Vec::new();
    while let Some(line) = reader.lines.logical() {
        let instruction = reader.instruction(&line);
        let is_plain_run =
            matches!(instruction.command, Command::Run(Form::Shell(_))) && instruction.heredocs.is_empty();
        reader.run_end = is_plain_run.then_some(instruction.span.end as usize);
        instructions.push(instruction);
    }
    reader.check_order(&instructions);
    let lines = reader.lines;
    let is_template = instructions.iter().any(|instruction| {
        let keyword = instruction.keyword.as_str();
        ["{{", "{%", "<%"].iter().any(|mark| keyword.starts_with(mark))
    });
    let dockerfile = Dockerfile {
        file,
        source: text,
        directives: lines.directives,
        escape: char::from(lines.escape),
        instructions,
        comments: lines.comments,
        empty_continuations: lines.empty_continuations,
        is_template,
    };
    let mut problems = if is_template || has_foreign_grammar(&dockerfile) { Vec::new() } else { lines.problems };
    problems.sort_by_key(|problem| problem.span);
    (dockerfile, problems)
}

/// Whether a `syntax` directive names a frontend other than Docker's own, whose grammar may be another one.
fn has_foreign_grammar(dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.directive("syntax").is_some_and(|directive| {
        let value = directive.value.as_str();
        let name =
            ["docker.io/", "docker-image://"].iter().find_map(|prefix| value.strip_prefix(prefix)).unwrap_or(value);
        !name.starts_with("docker/dockerfile")
    })
}

/// Reads instructions.
struct Reader<'s> {
    lines: Lines<'s>,
    /// Whether the instruction before was unknown: of lines that belong to no instruction only the first is reported.
    is_after_unknown: bool,
    /// Where the instruction before ends, if it is a RUN in shell form that the next line may belong to.
    run_end: Option<usize>,
    /// Whether a FROM was there.
    is_in_stage: bool,
}

impl<'s> Reader<'s> {
    fn problem(&mut self, problem: Problem) {
        let is_plain = problem.rule == INSTRUCTION && problem.also.is_none();
        self.lines.problems.push(if is_plain { problem.with_also(&REFUSED) } else { problem });
    }

    /// An instruction from its logical line, with the here-documents that follow it.
    fn instruction(&mut self, line: &Text<'s>) -> Instruction<'s> {
        let parts = Parts::new(line, self);
        let announced = if self.may_have_heredocs(&parts, true) { heredoc::announced(line) } else { Vec::new() };
        let heredocs = heredoc::bodies(line, announced, &mut self.lines);
        let mut instruction = self.typed(parts, heredocs, false);
        self.is_in_stage |= instruction.keyword.as_str().eq_ignore_ascii_case("FROM");
        let end = instruction.heredocs.iter().map(|heredoc| heredoc.terminator.unwrap_or(heredoc.raw.span()).end).max();
        instruction.span = line.trim().span();
        instruction.span.end = instruction.span.end.max(end.unwrap_or(0));
        instruction
    }

    /// Whether here-documents may follow: RUN, COPY and ADD in shell form, also after ONBUILD.
    fn may_have_heredocs(&self, parts: &Parts<'s>, may_nest: bool) -> bool {
        match parts.keyword.as_str().to_ascii_lowercase().as_str() {
            "run" | "copy" | "add" => !matches!(json::parse(&parts.arguments), json::JsonForm::Strings(_)),
            "onbuild" if may_nest => self.may_have_heredocs(&Parts::new(&parts.arguments, self), false),
            _ => false,
        }
    }

    /// Instructions have to come after a FROM, except for ARG.
    fn check_order(&mut self, instructions: &[Instruction<'s>]) {
        let is_from = |instruction: &&Instruction<'s>| instruction.keyword.as_str().eq_ignore_ascii_case("FROM");
        let early = instructions
            .iter()
            .take_while(|instruction| !is_from(instruction))
            .find(|instruction| !matches!(instruction.command, Command::Arg(_) | Command::Invalid));
        if let Some(instruction) = early {
            let message = format!("`{}` before the first `FROM`", instruction.keyword.as_str().to_ascii_uppercase());
            let help = "begin with `FROM`; only `ARG` may stand before it";
            let problem = Problem::new(INSTRUCTION, instruction.keyword.span(), message).with_help(help);
            self.problem(problem.with_also(&EARLY));
        } else if !instructions.iter().any(|instruction| is_from(&instruction)) {
            let start = Span::new(self.lines.file, 0..0);
            let span = instructions.first().map_or(start, |instruction| instruction.keyword.span());
            let rule = if instructions.is_empty() { RULE } else { INSTRUCTION };
            if !instructions.iter().any(|instruction| matches!(instruction.command, Command::Invalid)) {
                // Not what hadolint says of instructions in a wrong place.
                let kind = if instructions.is_empty() { "buildkit:parse-error" } else { "buildkit:instruction-error" };
                let also = [kind, "tally:require-stages", "droast:DF071"];
                self.problem(Problem::new(rule, span, "file without a `FROM` instruction").with_also(&also));
            }
        }
    }
}

#[cfg(test)]
mod tests;
