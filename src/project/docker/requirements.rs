//! Programs that need a newer language than the image has which they are built in.

use super::{Context, ContextSource, Dockerfiles, context_sources, matching};
use crate::kind::REQUIREMENTS;
use crate::model::command::Command;
use crate::model::docker::{Dockerfile, Instruction, Stage};
use crate::model::image::Reference;
use crate::model::requirement::{self, Language, Requirement};
use crate::source::{FileId, Files};

/// A base image that is too old for a program.
#[derive(Debug)]
pub struct TooOld<'d> {
    /// The stage whose FROM names the image.
    pub stage: Stage<'d>,
    /// The image.
    pub image: Reference<'d>,
    /// What the program needs.
    pub requirement: Requirement,
    /// The file that says so.
    pub file: FileId,
}

impl Dockerfiles<'_> {
    /// The base images of a Dockerfile that are surely too old for what is copied into their stages and built there.
    pub fn too_old<'d>(&self, dockerfile: &'d Dockerfile<'d>, files: &Files) -> Vec<TooOld<'d>> {
        let sources = context_sources(dockerfile);
        let contexts = self.contexts(dockerfile, &sources, files);
        let context = match contexts.as_slice() {
            [context] => context.clone(),
            [] if self.builds_of(dockerfile.file()).next().is_none() => {
                let Some(context) = by_patterns(dockerfile, &sources, files) else { return Vec::new() };
                context
            }
            _ => return Vec::new(),
        };
        let context = &context;
        let mut found: Vec<TooOld<'d>> = Vec::new();
        for source in &sources {
            let Some(stage) = source.instruction.stage() else { continue };
            let Some((image, language)) = language_of(stage) else { continue };
            let paths: Vec<String> = if source.is_pattern {
                matching(context, &source.path, files).into_iter().map(str::to_owned).collect()
            } else if REQUIREMENTS.contains(&last_part(&source.path)) {
                vec![source.path.clone()]
            } else {
                REQUIREMENTS.iter().map(|name| format!("{}/{name}", source.path)).collect()
            };
            for path in paths {
                let Some(file) = files.find(&context.at(&path)) else { continue };
                let source = files.get(file);
                let wanted = requirement::of_file(source.name(), source.text());
                let Some(requirement) = wanted.filter(|wanted| wanted.language == language) else { continue };
                let is_older = requirement::is_older(image.tag.unwrap_or_default(), &requirement.at_least);
                let is_known = found.iter().any(|other| other.stage == stage.root());
                if is_older && !is_known && needs(stage, language, source.folder(), files) {
                    found.push(TooOld { stage: stage.root(), image, requirement, file });
                }
            }
        }
        found
    }
}

/// The folder of a Dockerfile that nothing builds, if what it copies by patterns lies there, and nothing of that in the root.
fn by_patterns(dockerfile: &Dockerfile<'_>, sources: &[ContextSource<'_>], files: &Files) -> Option<Context> {
    let own = Context { folder: files.get(dockerfile.file()).folder().to_owned(), is_named: false };
    let root = Context { folder: String::new(), is_named: false };
    let has = |context: &Context| {
        let patterns = sources.iter().filter(|source| source.is_pattern && source.path.len() > 1);
        patterns.into_iter().any(|source| !matching(context, &source.path, files).is_empty())
    };
    (has(&own) && (own == root || !has(&root))).then_some(own)
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The image at the bottom of a stage's chain, if it is one of a language and written out.
fn language_of(stage: Stage<'_>) -> Option<(Reference<'_>, Language)> {
    let image = stage.external_reference()?;
    if stage.root().base_text()?.as_str().contains('$') {
        return None;
    }
    let language = match image.library() {
        Some("golang") => Language::Go,
        Some("node") => Language::Node,
        Some("python") => Language::Python,
        Some("ruby") => Language::Ruby,
        Some("rust") => Language::Rust,
        _ if image.canonical_name() == "mcr.microsoft.com/dotnet/sdk" => Language::Dotnet,
        _ => return None,
    };
    Some((image, language))
}

/// Whether a stage runs what looks at the version that a program needs, and nothing that would bring another one.
fn needs(stage: Stage<'_>, language: Language, folder: &str, files: &Files) -> bool {
    let exists =
        |name: &str| files.exists(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
    let says = |words: &[&str]| {
        let mut texts = stage.chain().flat_map(Stage::instructions).map(|it| it.syntax().arguments.as_str());
        texts.any(|text| words.iter().any(|word| text.contains(word)))
    };
    let (programs, others): (&[&str], &[&str]) = match language {
        Language::Go => (&["go"], &["GOTOOLCHAIN"]),
        Language::Node => (&["npm", "yarn", "pnpm"], &["nvm", "fnm", "volta"]),
        Language::Python => (&["pip", "pip3", "poetry"], &["pyenv", "conda", "ignore-requires-python"]),
        Language::Ruby => (&["bundle", "bundler"], &["rbenv", "rvm"]),
        Language::Rust => (&["cargo"], &["rustup", "ignore-rust-version"]),
        Language::Dotnet => (&["dotnet"], &["dotnet-install", "global.json"]),
    };
    // pip asks the project only where that is what it installs.
    let is_asked = |command: &Command<'_>| {
        command.is_any(programs)
            && (!command.is_any(&["pip", "pip3"])
                || command.arguments.iter().any(|word| word.is(".") || word.prefix.starts_with(".[")))
    };
    let is_told = language == Language::Rust && (exists("rust-toolchain") || exists("rust-toolchain.toml"));
    !is_told
        && !says(others)
        && stage.chain().flat_map(Stage::instructions).flat_map(Instruction::commands).any(is_asked)
}
