//! What a `package.json` says of scripts and packages.
//!
//! Facts: npm, "package.json" (`scripts`, `dependencies`, `devDependencies`); Node.js, "Corepack" (`packageManager`).

use std::ops::Range;

use super::command::{Command, commands};
use crate::syntax::shell::{Dialect, parse};

/// How many scripts that run one another are followed.
const DEEPEST: usize = 5;

/// Programs that are called otherwise than the package that brings them.
const PROGRAMS: [(&str, &str); 6] = [
    ("nest", "@nestjs/cli"),
    ("ng", "@angular/cli"),
    ("svelte-kit", "@sveltejs/kit"),
    ("tsc", "typescript"),
    ("vue-cli-service", "@vue/cli-service"),
    ("webpack", "webpack-cli"),
];

/// A `package.json`.
#[derive(Debug)]
pub struct NodePackage<'t> {
    text: &'t str,
    json: serde_json::Value,
}

/// A program that only the packages for development bring.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DevelopmentTool {
    /// The program.
    pub program: String,
    /// The bytes of the package's name in `package.json`, quotes included.
    pub range: Range<usize>,
}

impl<'t> NodePackage<'t> {
    /// Reads one; `None` if it is no JSON.
    pub fn read(text: &'t str) -> Option<Self> {
        let json = serde_json::from_str(text).ok()?;
        Some(Self { text, json })
    }

    /// The package manager that the project asks for and its version: `pnpm`, `9.1.0`.
    pub fn manager(&self) -> Option<(&str, &str)> {
        let (name, version) = self.json.get("packageManager")?.as_str()?.split_once('@')?;
        Some((name, version.split('+').next()?))
    }

    /// A program that a script surely runs and that only the packages for development bring.
    pub fn tool_of_script(&self, script: &str) -> Option<DevelopmentTool> {
        self.tool_at(script, DEEPEST)
    }

    fn tool_at(&self, script: &str, depth: usize) -> Option<DevelopmentTool> {
        let text = self.json.get("scripts")?.get(script)?.as_str()?;
        let ast = parse(text, Dialect::Sh);
        let all = commands(&ast, text);
        let mut sure = all.iter().filter(|command| {
            !command.context.conditional && !command.context.tested && command.context.substitution.is_none()
        });
        sure.find_map(|command| match nested(command) {
            Some(script) => self.tool_at(script, depth.checked_sub(1)?),
            None => self.tool(command.name()?),
        })
    }

    /// A program, if only a package for development brings it.
    pub fn tool(&self, program: &str) -> Option<DevelopmentTool> {
        let package = PROGRAMS.iter().find(|(name, _)| *name == program).map_or(program, |(_, package)| package);
        let names = |key: &str| self.json.get(key).is_some_and(|packages| packages.get(package).is_some());
        let elsewhere = ["dependencies", "optionalDependencies", "peerDependencies"];
        if !names("devDependencies") || elsewhere.iter().any(|key| names(key)) {
            return None;
        }
        let quoted = format!("\"{package}\"");
        let table = self.text.find("\"devDependencies\"")?;
        let start = table + self.text[table..].find(&quoted)?;
        Some(DevelopmentTool { program: program.to_owned(), range: start..start + quoted.len() })
    }
}

/// The script that a command of a script runs.
fn nested<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    let word = |at: usize| command.arguments.get(at).and_then(|word| word.as_str());
    match (command.name()?, word(0)?) {
        ("npm" | "pnpm" | "yarn" | "bun", "run" | "run-script") => word(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "packageManager": "pnpm@9.1.0+sha256.abc",
  "scripts": {
    "build": "npm run clean && npm run compile",
    "clean": "rm -rf dist",
    "compile": "tsc -p . || true; vite build",
    "loop": "npm run loop",
    "start": "node server.js",
    "pages": "next build"
  },
  "dependencies": { "next": "15", "vite": "7" },
  "devDependencies": { "typescript": "5", "next": "15", "webpack-cli": "6" }
}"#;

    #[test]
    fn tools_for_development_are_found_where_they_surely_run() {
        let package = NodePackage::read(TEXT).expect("JSON");
        let tool = |program: &str| package.tool(program).map(|tool| &TEXT[tool.range]);
        assert_eq!(tool("tsc"), Some("\"typescript\""));
        assert_eq!(tool("webpack"), Some("\"webpack-cli\""));
        assert_eq!((tool("next"), tool("vite"), tool("node")), (None, None, None));
        for script in ["build", "loop", "start", "pages", "none"] {
            assert_eq!(package.tool_of_script(script), None, "{script}");
        }
        let sure = TEXT.replace(" || true; vite build", "");
        let package = NodePackage::read(&sure).expect("JSON");
        assert_eq!(package.tool_of_script("build").map(|tool| tool.program).as_deref(), Some("tsc"));
    }

    #[test]
    fn the_package_manager_has_a_version() {
        assert_eq!(NodePackage::read(TEXT).expect("JSON").manager(), Some(("pnpm", "9.1.0")));
        assert!(NodePackage::read("{").is_none());
    }
}
