//! Programs that go on in the background when they are started, so that who started them goes on, too.
//!
//! Facts: the manual pages of the programs.

use super::Command;

/// What to do where something else starts a program.
const ITSELF: &str = "start the program itself, in the foreground";

/// Programs that leave the foreground by themselves, the options with which they stay or do something else and end, and how to say so.
const LEAVING: [(&str, &[&str], &str); 16] = [
    ("nginx", &["c", "t", "T", "v", "V", "s", "h", "?"], "`-g 'daemon off;'`"),
    ("apache2", &["X", "t", "v", "V", "l", "L", "M", "S", "h"], "`-D FOREGROUND`"),
    ("apache2ctl", &["X", "t", "v", "V", "l", "L", "M", "S", "h"], "`-D FOREGROUND`"),
    ("apachectl", &["X", "t", "v", "V", "l", "L", "M", "S", "h"], "`-D FOREGROUND`"),
    // That of BusyBox stays with `-f`.
    ("httpd", &["X", "t", "v", "V", "l", "L", "M", "S", "h", "f"], "`-D FOREGROUND`"),
    ("sshd", &["D", "d", "i", "t", "T", "G", "V"], "`-D`"),
    ("cron", &["f", "n", "x"], "`-f`"),
    ("crond", &["f", "n", "x", "d", "h", "V"], "`-f`, or `-n` on Red Hat and its relatives"),
    ("rsyslogd", &["n", "N", "v"], "`-n`"),
    ("lighttpd", &["D", "t", "tt", "v", "V", "h", "1"], "`-D`"),
    ("squid", &["N", "foreground", "z", "k", "v", "h"], "`--foreground`"),
    ("varnishd", &["F", "d", "C", "V", "x", "I"], "`-F`"),
    ("named", &["f", "g", "v", "V", "h"], "`-g`"),
    ("smbd", &["F", "foreground", "i", "interactive", "b", "V", "h"], "`--foreground`"),
    ("nmbd", &["F", "foreground", "i", "interactive", "V", "h"], "`--foreground`"),
    ("php-fpm", &["F", "nodaemonize", "t", "test", "v", "version", "m", "i", "h", "help", "y", "fpm-config"], "`-F`"),
];

/// Programs that start something and end: the words with which they do so, and what to do instead.
const STARTING: [(&str, &[&str], &str); 12] = [
    ("service", &["start", "restart"], ITSELF),
    ("rc-service", &["start", "restart"], ITSELF),
    ("postfix", &["start"], "`postfix start-fg` stays"),
    ("catalina.sh", &["start"], "`catalina.sh run` stays"),
    ("pm2", &["start"], "`pm2-runtime` stays"),
    ("pg_ctl", &["start"], "start `postgres` itself"),
    ("caddy", &["start"], "`caddy run` stays"),
    ("mongod", &["--fork"], "leave `--fork` out"),
    ("memcached", &["-d", "--daemon"], "leave `-d` out"),
    ("gunicorn", &["-D", "--daemon"], "leave `--daemon` out"),
    ("mysqld", &["-D", "--daemonize"], "leave `--daemonize` out"),
    ("celery", &["--detach"], "leave `--detach` out"),
];

/// A command after which a program goes on in the background.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leaving<'c> {
    /// The program, or the script that starts it.
    pub program: &'c str,
    /// What keeps it in the foreground, for people.
    pub remedy: String,
}

/// What a command starts that surely leaves the foreground by itself.
pub fn leaves_foreground<'c>(command: &'c Command<'_>) -> Option<Leaving<'c>> {
    let program = command.name()?;
    let words: Vec<&str> = command.arguments.iter().map(|word| word.as_str()).collect::<Option<_>>()?;
    let is_script = command.program.as_ref()?.as_str()?.starts_with("/etc/init.d/");
    if is_script && matches!(words.as_slice(), ["start" | "restart"]) {
        return Some(Leaving { program, remedy: ITSELF.to_owned() });
    }
    if let Some((_, starts, remedy)) = STARTING.iter().find(|(known, _, _)| *known == program) {
        let stays = words.iter().any(|word| matches!(*word, "--no-daemon" | "--attach" | "stop"));
        let begins = !stays && words.iter().any(|word| starts.contains(word));
        return begins.then(|| Leaving { program, remedy: (*remedy).to_owned() });
    }
    // `php-fpm8.2`.
    let plain = program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end_matches('-');
    let (_, staying, how) = LEAVING.iter().find(|(known, _, _)| *known == plain)?;
    let stays = words.iter().any(|word| stays_by(word, staying));
    (!stays).then(|| Leaving { program, remedy: format!("add {how}") })
}

/// Whether a word keeps a program in the foreground, or makes it do something else: it is one of these options, or says so.
fn stays_by(word: &str, options: &[&str]) -> bool {
    let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
    let is_option = options.iter().any(|option| match option.len() {
        1 => short.is_some_and(|rest| rest.starts_with(option) || rest.len() <= 4 && rest.contains(option)),
        _ => word.strip_prefix("--").is_some_and(|rest| rest == *option),
    });
    is_option
        || word.to_ascii_lowercase().contains("foreground")
        || word.contains("NO_DETACH")
        || word.contains("daemon")
        || matches!(word, "stop" | "graceful-stop" | "status" | "configtest")
}

#[cfg(test)]
mod tests {
    use super::leaves_foreground;
    use crate::model::command::commands;
    use crate::syntax::shell::{Dialect, parse};

    #[test]
    fn programs_leave_the_foreground_unless_they_are_told_to_stay() {
        for (script, wanted) in [
            ("nginx", Some("nginx")),
            ("nginx -g 'daemon off;'", None),
            ("/usr/sbin/sshd -p 22", Some("sshd")),
            ("/usr/sbin/sshd -De", None),
            ("php-fpm8.2 -R", Some("php-fpm8.2")),
            ("php-fpm8.2 --nodaemonize", None),
            ("service cron start", Some("service")),
            ("service cron stop", None),
            ("/etc/init.d/ssh start", Some("ssh")),
            ("gunicorn app:app --daemon", Some("gunicorn")),
            ("gunicorn app:app", None),
            ("crond $OPTIONS", None),
        ] {
            let all = commands(&parse(script, Dialect::Sh), script);
            assert_eq!(leaves_foreground(&all[0]).map(|leaving| leaving.program), wanted, "{script}");
        }
    }
}
