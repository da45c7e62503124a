use crate::diagnostic::Place;
use crate::model::kubernetes::Container;
use crate::model::kubernetes::schema::is_stand_in;
use crate::model::script::{Dialect, Interpreter, Script, ScriptOrigin};
use crate::rule::{Check, Cx};
use crate::tree::Node;

pub const CHECK: Check = Check::Container(check);

/// Programs that ask a server, each with the options that name its host.
const CLIENTS: [(&str, &[&str]); 9] = [
    ("pg_isready", &["-h", "--host"]),
    ("psql", &["-h", "--host"]),
    ("mysqladmin", &["-h", "--host"]),
    ("mysql", &["-h", "--host"]),
    ("mariadb-admin", &["-h", "--host"]),
    ("redis-cli", &["-h"]),
    ("valkey-cli", &["-h"]),
    ("mongosh", &["--host"]),
    ("mongo", &["--host"]),
];

/// A word of a command: what it says, if that is known, and where.
struct Word {
    text: Option<String>,
    place: Place,
}

fn check(container: Container<'_>, cx: &mut Cx<'_>) {
    let Some(command) = container.node().at(&["livenessProbe", "exec", "command"]) else { return };
    let words: Vec<Node<'_>> = command.items().collect();
    let commands = match words.as_slice() {
        [shell, option, text, ..] if is_shell(*shell) && is_script_option(*option) => of_script(*text),
        all => vec![all.iter().map(|it| Word { text: it.as_str().map(str::to_owned), place: (*it).into() }).collect()],
    };
    let asked = commands.iter().filter_map(|words| host_of(words)).find(|(host, _)| is_other(host));
    if let Some((host, place)) = asked {
        cx.report(place, format!("the liveness probe of container `{}` asks the host `{host}`", container.name()))
            .help("ask the container alone: to restart it does not bring back what it depends on");
    }
}

fn is_shell(program: Node<'_>) -> bool {
    let name = program.as_str().map(|program| program.rsplit('/').next().unwrap_or_default());
    name.is_some_and(|name| ["sh", "bash", "ash", "dash"].contains(&name))
}

/// Whether the next word is a script: `-c`, `-ec`, `-lc`.
fn is_script_option(option: Node<'_>) -> bool {
    option.as_str().is_some_and(|it| it.starts_with('-') && it.ends_with('c'))
}

/// The commands of a script in which no shell finds a fault.
fn of_script(text: Node<'_>) -> Vec<Vec<Word>> {
    if text.as_str().is_none() {
        return Vec::new();
    }
    let script = Script::of_node(text, Interpreter::Posix(Dialect::Sh), ScriptOrigin::Container);
    let words = |command: &crate::model::command::Command<'_>| {
        let all = command.program.iter().chain(&command.arguments);
        let word = |it: &crate::model::command::Argument<'_>| Word {
            text: it.as_str().map(str::to_owned),
            place: script.place_of(it.range),
        };
        all.map(word).collect()
    };
    if script.syntax_error().is_some() { Vec::new() } else { script.commands().iter().map(words).collect() }
}

/// The host that a command surely asks, and where it is named.
fn host_of(words: &[Word]) -> Option<(String, Place)> {
    let (program, arguments) = words.split_first()?;
    let name = program.text.as_deref()?.rsplit('/').next()?;
    if ["curl", "wget"].contains(&name) {
        let of_address = |word: &Word| {
            let (scheme, rest) = word.text.as_deref()?.split_once("://")?;
            let authority = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
            let host = if authority.starts_with('[') { authority } else { authority.split(':').next()? };
            scheme.starts_with("http").then(|| (host.to_owned(), word.place))
        };
        return arguments.iter().find_map(of_address);
    }
    if ["nc", "ncat", "netcat"].contains(&name) {
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match word.text.as_deref()? {
                option if option.starts_with('-') && option.ends_with(['w', 'i', 'p', 's', 'X', 'x']) => {
                    rest.next();
                }
                option if option.starts_with('-') => {}
                host => return Some((host.to_owned(), word.place)),
            }
        }
        return None;
    }
    let (_, options) = CLIENTS.into_iter().find(|(client, _)| *client == name)?;
    arguments.iter().enumerate().find_map(|(at, word)| {
        let text = word.text.as_deref()?;
        if options.contains(&text) {
            let next = arguments.get(at + 1)?;
            return Some((next.text.clone()?, next.place));
        }
        let joined = |option: &&str| {
            let rest = text.strip_prefix(*option)?;
            if option.starts_with("--") { rest.strip_prefix('=') } else { Some(rest) }
        };
        Some((options.iter().find_map(joined).filter(|host| !host.is_empty())?.to_owned(), word.place))
    })
}

/// Whether a host is surely not the container's own: no address of its loopback interface, no socket, and nothing to be filled in.
fn is_other(host: &str) -> bool {
    let is_own = ["localhost", "0.0.0.0", "::1", "[::1]", "ip6-localhost"].contains(&host) || host.starts_with("127.");
    let is_name = host.starts_with(|first: char| first.is_ascii_alphanumeric())
        && host.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_'));
    is_name && !is_own && !is_stand_in(host) && host.chars().any(|letter| !letter.is_ascii_digit())
}
