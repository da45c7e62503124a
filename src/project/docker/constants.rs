//! Variables that surely hold one value wherever a file uses them: `env` of GitHub, `variables` of GitLab, assignments in a Makefile and
//! defaults in a bake file, of which the value is what holds for whoever takes the files as they are.
//!
//! Facts: "Variables" in GitHub's "Workflow syntax", GitLab's "CI/CD YAML syntax reference" and Docker's "Bake file reference".

use rustc_hash::FxHashMap;

use crate::model::env::EnvVar;

/// The longest text that values are put into, in bytes.
const LONGEST: usize = 4096;

/// Names with their values; `None` for those that have several, or none that is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Constants(FxHashMap<String, Option<String>>);

impl Constants {
    /// Takes up a variable; a second value makes it unknown.
    pub(super) fn add(&mut self, name: &str, value: Option<&str>) {
        let value = value.filter(|value| !value.contains(['$', '{', '\n'])).map(str::to_owned);
        let entry = self.0.entry(name.to_owned()).or_insert_with(|| value.clone());
        if *entry != value {
            *entry = None;
        }
    }

    /// Takes up the variables of a pipeline. What a script of it assigns is not known.
    pub(super) fn add_all(&mut self, variables: &[EnvVar<'_>], text: &str) {
        for variable in variables {
            let assignment = format!("{}=", variable.name);
            self.add(variable.name, variable.value().filter(|_| !text.contains(&assignment)));
        }
    }

    /// Takes up a variable that hides one of the same name.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), Some(value.to_owned()));
    }

    /// Takes up a variable of which nothing is known, and which hides one of the same name.
    pub(super) fn hide(&mut self, name: &str) {
        self.0.insert(name.to_owned(), None);
    }

    /// The value of a variable.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_deref()
    }

    /// A text with values for `$NAME`, `${NAME}`, `$(NAME)` and `${{ env.NAME }}`; what is not known stays as it is.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(dollar) = rest.find('$') {
            filled.push_str(&rest[..dollar]);
            rest = &rest[dollar..];
            let (length, name) = reference(rest);
            filled.push_str(self.get(name).unwrap_or(&rest[..length]));
            rest = &rest[length..];
            if filled.len() > LONGEST {
                return text.to_owned();
            }
        }
        filled.push_str(rest);
        filled
    }

    /// The same, if all of it is known.
    pub(super) fn fill_all(&self, text: &str) -> Option<String> {
        Some(self.fill(text)).filter(|filled| !filled.contains(['$', '{']))
    }
}

/// How long a reference is that a text begins with, and the name in it; one byte and no name for something else.
fn reference(text: &str) -> (usize, &str) {
    for (open, close) in [("${{", "}}"), ("${", "}"), ("$(", ")")] {
        let Some(inner) = text.strip_prefix(open) else { continue };
        let Some(end) = inner.find(close) else { break };
        let name = inner[..end].trim();
        let name = if open == "${{" { name.strip_prefix("env.").unwrap_or_default() } else { name };
        let is_plain = !name.is_empty() && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
        return if is_plain { (open.len() + end + close.len(), name) } else { (open.len(), "") };
    }
    let end = text[1..].find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(text.len() - 1);
    (1 + end, &text[1..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_one_value_is_filled_in() {
        let mut constants = Constants::default();
        for (name, value) in [("A", "x"), ("B", "y"), ("B", "z"), ("C", "$A"), ("D", "x"), ("D", "x")] {
            constants.add(name, Some(value));
        }
        let filled = |text| constants.fill(text);
        assert_eq!(filled("$A/${A}:$(D) ${{ env.A }}-${{ github.sha }}"), "x/x:x x-${{ github.sha }}");
        assert_eq!(filled("$B ${C} ${A:-1} $ $AB ${"), "$B ${C} ${A:-1} $ $AB ${");
        assert_eq!(constants.fill_all("a/$A").as_deref(), Some("a/x"));
        assert_eq!(constants.fill_all("a/$B"), None);
    }
}
