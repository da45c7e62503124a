//! Plain requests of `curl` and `wget`, as health checks make them, and the same made by the other program.
//!
//! Facts: the manuals curl(1) and wget(1); `BusyBox`, `networking/wget.c`, whose `wget` follows redirections, fails for answers from 400
//! on as `curl --fail` does, and of several addresses of a host tries the first alone.

/// A word of a command that takes the place of another one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewWord {
    /// A word of its own.
    Word(&'static str),
    /// The word at this place of the old command.
    Same(usize),
    /// The same, an address, with `127.0.0.1` for `localhost`, which may be `::1` first.
    Address(usize),
}

/// What is asked for.
#[derive(Default)]
struct Request {
    address: Option<usize>,
    headers: Vec<usize>,
    /// Whether the answer is thrown away.
    is_silent: bool,
    /// Whether an answer of 400 and above is a failure.
    fails: bool,
    /// Whether the certificate may be anyone's.
    is_insecure: bool,
}

/// The words of a call of `curl` as one of `BusyBox`'s `wget` that surely fails and succeeds for the same answers. `None` if it has
/// options that `wget` does not know or does something else with. The first word is the program.
pub fn by_wget(words: &[&str]) -> Option<Vec<NewWord>> {
    let request = of_curl(words).filter(|request| request.fails)?;
    let address = request.address.filter(|at| words[*at].starts_with("http://") || !words[*at].contains("://"))?;
    let mut found: Vec<NewWord> = ["wget", "-q", "-O", "/dev/null"].map(NewWord::Word).into();
    found.extend(request.headers.iter().flat_map(|at| [NewWord::Word("--header"), NewWord::Same(*at)]));
    found.push(NewWord::Address(address));
    Some(found)
}

/// The words of a call of `wget` as one of `curl`.
pub fn by_curl(words: &[&str]) -> Option<Vec<NewWord>> {
    let request = of_wget(words)?;
    let mut found: Vec<NewWord> = vec![NewWord::Word("curl"), NewWord::Word("-fsSL")];
    if request.is_insecure {
        found.push(NewWord::Word("-k"));
    }
    if request.is_silent {
        found.extend([NewWord::Word("-o"), NewWord::Word("/dev/null")]);
    }
    found.extend(request.headers.iter().flat_map(|at| [NewWord::Word("-H"), NewWord::Same(*at)]));
    found.push(NewWord::Same(request.address?));
    Some(found)
}

fn of_curl(words: &[&str]) -> Option<Request> {
    let mut request = Request::default();
    let mut at = 1;
    while let Some(word) = words.get(at) {
        let value = words.get(at + 1).copied();
        match *word {
            "--fail" => request.fails = true,
            "--silent" | "--show-error" | "--location" | "--verbose" | "--include" => {}
            "--output" if value == Some("/dev/null") => at += 1,
            "--request" | "-X" if value == Some("GET") => at += 1,
            "--header" | "-H" if value.is_some() => {
                at += 1;
                request.headers.push(at);
            }
            _ if word.starts_with("--") => return None,
            _ => match word.strip_prefix('-') {
                // The value of the last letter of a cluster is the next word.
                Some(letters) => {
                    let (flags, takes_value) = letters.strip_suffix('o').map_or((letters, false), |rest| (rest, true));
                    if !flags.chars().all(|letter| "fsSLvi".contains(letter))
                        || takes_value && value != Some("/dev/null")
                    {
                        return None;
                    }
                    request.fails |= flags.contains('f');
                    at += usize::from(takes_value);
                }
                None => request.add_address(words, at)?,
            },
        }
        at += 1;
    }
    Some(request)
}

fn of_wget(words: &[&str]) -> Option<Request> {
    let mut request = Request::default();
    let mut has_output = false;
    let mut at = 1;
    while let Some(word) = words.get(at) {
        let value = words.get(at + 1).copied();
        let output = match *word {
            "-O" | "-qO" | "--output-document" => {
                at += 1;
                value
            }
            _ => ["--output-document=", "-qO", "-O"].iter().find_map(|start| word.strip_prefix(start)),
        };
        match (*word, output) {
            (_, Some("-")) => has_output = true,
            ("--spider", _) | (_, Some("/dev/null")) => (request.is_silent, has_output) = (true, true),
            (_, Some(_)) => return None,
            ("-q" | "--quiet" | "-nv" | "--no-verbose" | "-S" | "--server-response" | "--tries=1" | "-t1", _) => {}
            ("-t" | "--tries", _) if value == Some("1") => at += 1,
            ("--no-check-certificate", _) => request.is_insecure = true,
            ("--header", _) if value.is_some() => {
                at += 1;
                request.headers.push(at);
            }
            _ if word.starts_with('-') => return None,
            _ => request.add_address(words, at)?,
        }
        at += 1;
    }
    has_output.then_some(request)
}

impl Request {
    /// Takes the word for the address; there is one, and in it nothing that `curl` takes for a pattern.
    fn add_address(&mut self, words: &[&str], at: usize) -> Option<()> {
        let is_plain = !words[at].contains(['[', ']', '{', '}', '#']) && !words[at].is_empty();
        (self.address.is_none() && is_plain).then(|| self.address = Some(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(by: fn(&[&str]) -> Option<Vec<NewWord>>, command: &str) -> Option<String> {
        let words: Vec<&str> = command.split(' ').collect();
        let new = by(&words)?.into_iter().map(|word| match word {
            NewWord::Word(word) => word,
            NewWord::Same(at) | NewWord::Address(at) => words[at],
        });
        Some(new.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn curl_is_made_wget() {
        for (command, wanted) in [
            ("curl -f http://localhost/", "wget -q -O /dev/null http://localhost/"),
            ("curl --fail --silent localhost:80/up", "wget -q -O /dev/null localhost:80/up"),
            ("curl -sfo /dev/null http://web:80", "wget -q -O /dev/null http://web:80"),
            ("curl http://web -sSLf -o /dev/null", "wget -q -O /dev/null http://web"),
            ("curl -f -X GET -H Host:a http://web", "wget -q -O /dev/null --header Host:a http://web"),
        ] {
            assert_eq!(shown(by_wget, command).as_deref(), Some(wanted), "{command}");
        }
    }

    #[test]
    fn what_wget_cannot_do_is_left() {
        for command in [
            "curl http://localhost/",
            "curl -f https://localhost/",
            "curl -fI http://localhost/",
            "curl -f -m 5 http://localhost/",
            "curl -f -o page http://localhost/",
            "curl -f -X POST http://localhost/",
            "curl -f http://[::1]/",
            "curl -f http://a http://b",
            "curl -f --unix-socket /run/a.sock http://localhost/",
            "curl -f",
            "curl -fo",
        ] {
            assert_eq!(shown(by_wget, command), None, "{command}");
        }
    }

    #[test]
    fn wget_is_made_curl() {
        for (command, wanted) in [
            ("wget -q --spider http://localhost/", "curl -fsSL -o /dev/null http://localhost/"),
            ("wget --no-verbose --tries=1 --spider http://web", "curl -fsSL -o /dev/null http://web"),
            ("wget -qO- http://web", "curl -fsSL http://web"),
            ("wget -q -O - --header a:b https://web", "curl -fsSL -H a:b https://web"),
            ("wget -qO /dev/null --no-check-certificate https://web", "curl -fsSL -k -o /dev/null https://web"),
        ] {
            assert_eq!(shown(by_curl, command).as_deref(), Some(wanted), "{command}");
        }
    }

    #[test]
    fn what_curl_would_do_otherwise_is_left() {
        for command in [
            "wget http://localhost/",
            "wget -q -O page http://localhost/",
            "wget --spider -T 5 http://localhost/",
            "wget --spider --post-data=a http://localhost/",
            "wget --spider",
            "wget -O",
        ] {
            assert_eq!(shown(by_curl, command), None, "{command}");
        }
    }
}
