//! Text that stands for a value which is filled in later, by format. A value with such text in it is not known.

/// Whose placeholders a file may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Placeholders {
    /// None: every text is what it says.
    #[default]
    None,
    /// Compose interpolation: `$VAR`, `${VAR:-x}`, but not `$$` (Compose specification, "Interpolation").
    Compose,
    /// What people leave for `envsubst`, `sed`, Kustomize, Helm or the reader to fill in: `${X}`, `$(X)`, `{{ x }}`, `<your-registry>`,
    /// `REPLACE_ME`.
    Kubernetes,
    /// GitHub Actions expressions: `${{ ... }}`.
    Github,
    /// GitLab CI variables and inputs: `$VAR`, `${VAR}`, `$[[ inputs.x ]]`.
    Gitlab,
    /// Azure Pipelines: macros `$(var)`, template expressions `${{ ... }}` and runtime expressions `$[ ... ]`.
    Azure,
    /// Templates of Terraform in JSON: `${...}` and `%{...}` (HCL JSON syntax, "Strings").
    Terraform,
    /// `CircleCI` parameters: `<< parameters.x >>`.
    CircleCi,
}

/// What people write where a value has to be put in by hand.
const REMINDERS: [&str; 7] =
    ["REPLACE_ME", "REPLACEME", "REPLACE_WITH", "CHANGE_ME", "CHANGEME", "PLACEHOLDER", "YOUR_"];

impl Placeholders {
    /// Whether a value with this text is unknown.
    pub fn are_in(self, text: &str) -> bool {
        match self {
            Self::None => false,
            Self::Compose => has_variable(text),
            Self::Gitlab => has_variable(text) || text.contains("$[["),
            Self::Kubernetes => has_kubernetes(text),
            Self::Terraform => text.contains("${") || text.contains("%{"),
            Self::Github => text.contains("${{"),
            Self::Azure => has_dollar_and(text, &["(", "{{", "["]),
            Self::CircleCi => encloses(text, "<<", ">>"),
        }
    }

    /// Whether `{{ x }}` without quotes, which YAML reads as two nested maps, is meant as a placeholder.
    pub fn has_double_braces(self) -> bool {
        self == Self::Kubernetes
    }
}

/// `$NAME` or `${`, but not where the dollar is doubled.
fn has_variable(text: &str) -> bool {
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'$' {
            continue;
        }
        match bytes.peek() {
            Some(b'$') => {
                bytes.next();
            }
            Some(b'{' | b'_' | b'a'..=b'z' | b'A'..=b'Z') => return true,
            _ => {}
        }
    }
    false
}

/// Whether a dollar is followed by one of these.
fn has_dollar_and(text: &str, followers: &[&str]) -> bool {
    text.match_indices('$').any(|(at, _)| followers.iter().any(|follower| text[at + 1..].starts_with(follower)))
}

/// Whether `open` is followed by `close` further on.
fn encloses(text: &str, open: &str, close: &str) -> bool {
    text.find(open).is_some_and(|at| text[at + open.len()..].contains(close))
}

fn has_kubernetes(text: &str) -> bool {
    let (mut dollar, mut brace, mut angle, mut capital) = (false, false, false, false);
    for byte in text.bytes() {
        dollar |= byte == b'$';
        brace |= byte == b'{';
        angle |= byte == b'<';
        capital |= matches!(byte, b'E' | b'_');
    }
    dollar && has_dollar_and(text, &["{", "("])
        || brace && encloses(text, "{{", "}}")
        || angle && has_angle_brackets(text)
        || capital && !text.contains('\n') && REMINDERS.iter().any(|reminder| text.contains(reminder))
}

/// `<your-registry>` somewhere in a single line.
fn has_angle_brackets(text: &str) -> bool {
    let is_name = |name: &str| {
        name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '))
    };
    !text.contains('\n')
        && text.match_indices('<').any(|(at, _)| {
            let rest = &text[at + 1..];
            rest.find('>').is_some_and(|end| is_name(&rest[..end]))
        })
}

#[cfg(test)]
mod tests {
    use super::Placeholders;

    #[test]
    fn compose_interpolates_variables_but_not_doubled_dollars() {
        for text in ["$TAG", "nginx:${TAG:-1}", "a$_b", "$$$X"] {
            assert!(Placeholders::Compose.are_in(text), "{text}");
        }
        for text in ["$$TAG", "100$", "$1", "$$", "", "$[[ inputs.x ]]"] {
            assert!(!Placeholders::Compose.are_in(text), "{text}");
        }
    }

    #[test]
    fn kubernetes_values_left_to_fill_in_are_unknown() {
        for text in ["${TAG}", "$(TAG)", "{{ tag }}", "<your-registry>/app", "REPLACE_ME", "acme/YOUR_IMAGE"] {
            assert!(Placeholders::Kubernetes.are_in(text), "{text}");
        }
        for text in ["$TAG", "a < b", "a<b>c\nd", "<1>", "EXAMPLE_ENV", "{a}", "{\"a\":{\"b\":1}}"] {
            assert!(!Placeholders::Kubernetes.are_in(text), "{text}");
        }
    }

    #[test]
    fn pipelines_have_their_own() {
        assert!(Placeholders::Github.are_in("${{ inputs.x }}") && !Placeholders::Github.are_in("${X} $Y"));
        assert!(Placeholders::Gitlab.are_in("$[[ inputs.x ]]") && Placeholders::Gitlab.are_in("$CI_JOB"));
        assert!(
            Placeholders::Azure.are_in("$(x)")
                && Placeholders::Azure.are_in("$[x]")
                && !Placeholders::Azure.are_in("$X")
        );
        assert!(Placeholders::CircleCi.are_in("<< parameters.x >>") && !Placeholders::CircleCi.are_in("cat <<EOF"));
        assert!(!Placeholders::None.are_in("${X}"));
    }
}
