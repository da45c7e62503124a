//! The grammar of the arguments of well-known programs: which options take a value, and how many words name the sub-command.
//!
//! Follows the manuals of curl 8, GNU wget 1, apt, apk-tools 2, dnf 5, pip 25, npm 11, yarn 1 and 4, pnpm 10, bun 1, Docker 28, Podman 5,
//! kubectl 1.34, helm 3, Terraform 1, git 2, gem 3, pacman 7, Go 1.25, Cargo 1.90, Composer 2, PDM 2, Pipenv 2025, `GnuPG` 2, shadow 4,
//! OpenSSH 10 and GNU tar 1. Options that take no value need not be listed, and in a program that is not listed no option takes the next
//! word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The options of which the value may be in the next word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Options {
    /// The letters of the short ones.
    pub(super) short: &'static str,
    /// The names of the long ones, separated by blanks.
    pub(super) long: &'static str,
}

impl Options {
    /// Whether the option of this name takes a value.
    pub(super) fn has_long(self, name: &str) -> bool {
        self.long.split_ascii_whitespace().any(|long| long == name)
    }
}

/// A sub-command with options of its own, besides the program's.
#[derive(Debug)]
pub(super) struct Subcommand {
    pub(super) names: &'static [&'static str],
    pub(super) options: Options,
}

/// A program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tool {
    names: &'static [&'static str],
    /// The options of the program and of all its sub-commands.
    pub(super) options: Options,
    /// How many words name the sub-command.
    pub(super) depth: usize,
    /// Sub-commands that are followed by one of their own: `image` of `docker image build`.
    pub(super) groups: &'static [&'static str],
    pub(super) subcommands: &'static [Subcommand],
    /// Whether long options begin with one dash.
    pub(super) long_by_one_dash: bool,
}

/// A program that is not listed.
static OTHER: Tool = tool(&[], 0, "", "");

const fn tool(names: &'static [&'static str], depth: usize, short: &'static str, long: &'static str) -> Tool {
    Tool { names, options: Options { short, long }, depth, groups: &[], subcommands: &[], long_by_one_dash: false }
}

const fn sub(names: &'static [&'static str], short: &'static str, long: &'static str) -> Subcommand {
    Subcommand { names, options: Options { short, long } }
}

/// The grammar of a program by its name without a folder.
pub(super) fn find(name: &str) -> &'static Tool {
    // `pip3.12`, `pip-3`, `python3`: the version is not part of the name.
    let stem = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    BY_NAME.get(name).or_else(|| BY_NAME.get(stem).filter(|_| stem != name)).copied().unwrap_or(&OTHER)
}

/// Rules ask this of each command of each script, most of which are of no program that is known here.
static BY_NAME: LazyLock<FxHashMap<&'static str, &'static Tool>> =
    LazyLock::new(|| TOOLS.iter().flat_map(|tool| tool.names.iter().map(move |name| (*name, tool))).collect());

const DOCKER_BUILD: Subcommand = sub(
    &["build", "bake"],
    "ftom",
    "add-host allow annotation attest build-arg build-context builder cache-from cache-to call cgroup-parent cpu-period cpu-quota \
     cpu-shares cpuset-cpus cpuset-mems file iidfile isolation label memory memory-swap metadata-file network no-cache-filter output \
     platform progress provenance sbom secret security-opt set shm-size ssh tag target ulimit volume creds authfile format runtime",
);
const DOCKER_RUN: Subcommand = sub(
    &["run", "create", "exec"],
    "acehlmpuvw",
    "add-host annotation attach blkio-weight cap-add cap-drop cgroup-parent cgroupns cidfile cpu-period cpu-quota cpu-shares cpus \
     cpuset-cpus cpuset-mems detach-keys device dns dns-option dns-search domainname entrypoint env env-file expose gpus group-add \
     health-cmd health-interval health-retries health-start-period health-timeout hostname ip ip6 ipc isolation label label-file link \
     log-driver log-opt mac-address memory memory-reservation memory-swap mount name network network-alias oom-score-adj pid \
     pids-limit platform publish pull restart runtime security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit \
     user userns uts volume volume-driver volumes-from workdir",
);
const DOCKER_LOGIN: Subcommand = sub(&["login"], "up", "username password authfile");

static TOOLS: [Tool; 42] = [
    tool(
        &["apt-get", "apt", "aptitude", "apt-cache"],
        1,
        "otca",
        "option target-release default-release config-file host-architecture arch-only build-profiles solver",
    ),
    tool(
        &["apk"],
        1,
        "ptX",
        "root repository arch cache-dir cache-max-age keys-dir repositories-file wait virtual timeout progress-fd",
    ),
    Tool {
        groups: &["group", "groups", "module"],
        ..tool(
            &["yum", "dnf", "dnf5", "microdnf", "tdnf"],
            1,
            "cdexR",
            "installroot releasever setopt repo repoid enablerepo disablerepo exclude excludepkgs config forcearch repofrompath \
             disableplugin enableplugin advisory comment destdir downloaddir",
        )
    },
    tool(
        &["pacman", "yay"],
        0,
        "br",
        "root dbpath cachedir config arch overwrite ignore ignoregroup assume-installed hookdir gpgdir logfile color print-format",
    ),
    tool(&["zypper"], 1, "cRprtDC", "config root repo type plus-repo reposd-dir cache-dir releasever from"),
    tool(
        &["pip"],
        1,
        "rceiftdb",
        "requirement constraint editable index-url extra-index-url find-links target prefix root download dest platform \
         python-version implementation abi trusted-host proxy timeout retries progress-bar config-settings global-option \
         build-option src upgrade-strategy no-binary only-binary cache-dir log exists-action cert client-cert report wheel-dir \
         use-feature use-deprecated group python keyring-provider root-user-action",
    ),
    tool(
        &["npm", "npx"],
        1,
        "wCcp",
        "prefix workspace registry tag omit include loglevel cache userconfig globalconfig otp access call package script-shell \
         install-strategy before depth cpu os libc auth-type",
    ),
    tool(
        &["yarn", "yarnpkg"],
        1,
        "",
        "cwd registry modules-folder cache-folder mutex network-timeout network-concurrency tag otp access pattern mode cached-folder",
    ),
    tool(
        &["pnpm"],
        1,
        "CF",
        "dir filter filter-prod registry loglevel reporter store-dir virtual-store-dir modules-dir workspace-concurrency tag otp",
    ),
    tool(
        &["bun", "bunx"],
        1,
        "cdlr",
        "cwd config registry cache-dir backend filter omit target outdir outfile preload define",
    ),
    tool(&["gem"], 1, "vinsp", "version install-dir bindir source platform http-proxy document trust-policy"),
    tool(
        &["curl"],
        0,
        "AbcCdDeEFhHKmMoPQrtTuUwxXyYz",
        "abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at \
         cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-servers \
         doh-url dump-header etag-compare etag-save expect100-timeout form form-string header hostpubmd5 hostpubsha256 hsts interface \
         ipfs-gateway json keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt \
         max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy \
         proto proto-default proto-redir proxy proxy-header proxy-user pubkey quote range rate referer request request-target resolve \
         retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit speed-time \
         stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers trace trace-ascii unix-socket upload-file url url-query \
         user user-agent variable write-out",
    ),
    tool(
        &["wget"],
        0,
        "aoeitTOPwQUlARDIXB",
        "append-output output-file execute input-file tries timeout output-document directory-prefix wait waitretry quota user-agent \
         level accept reject domains include-directories exclude-directories base bind-address body-data body-file ca-certificate \
         ca-directory certificate certificate-type ciphers connect-timeout config cut-dirs default-page dns-timeout ftp-password \
         ftp-user header http-password http-user limit-rate load-cookies local-encoding max-redirect method password post-data \
         post-file prefer-family private-key progress proxy-password proxy-user read-timeout referer regex-type restrict-file-names \
         save-cookies secure-protocol start-pos user",
    ),
    tool(
        &["git"],
        1,
        "cCbmjouFS",
        "git-dir work-tree namespace exec-path config-env branch origin depth reference config shallow-since shallow-exclude jobs \
         filter template separate-git-dir upload-pack message file author date format pretty max-count strategy onto",
    ),
    Tool {
        groups: &[
            "buildx",
            "image",
            "container",
            "compose",
            "manifest",
            "network",
            "volume",
            "system",
            "context",
            "builder",
        ],
        subcommands: &[DOCKER_BUILD, DOCKER_RUN, DOCKER_LOGIN],
        ..tool(&["docker", "podman", "nerdctl"], 1, "Hc", "config context host log-level tlscacert tlscert tlskey root")
    },
    Tool {
        subcommands: &[DOCKER_BUILD, sub(&["bud"], "ft", "file tag build-arg target platform"), DOCKER_LOGIN],
        ..tool(&["buildah"], 1, "", "root runroot storage-driver log-level")
    },
    tool(
        &["docker-compose"],
        1,
        "fpc",
        "file project-name profile env-file project-directory context host ansi parallel",
    ),
    Tool {
        groups: &["config", "rollout", "auth", "certificate", "set", "top"],
        ..tool(
            &["kubectl", "oc"],
            1,
            "fnlkoscpvLR",
            "filename namespace selector kustomize output server context cluster user kubeconfig token as as-group \
             certificate-authority client-certificate client-key request-timeout cache-dir tls-server-name container patch type \
             timeout for from-literal from-file from-env-file field-selector field-manager template replicas image port target-port \
             grace-period since tail sort-by overrides docker-server docker-username docker-password docker-email",
        )
    },
    Tool {
        groups: &["repo", "dependency", "dep", "plugin", "registry", "get", "show", "search"],
        ..tool(
            &["helm"],
            1,
            "fnoup",
            "values set set-string set-file set-json set-literal namespace version timeout kube-context kubeconfig output repo \
             username password ca-file cert-file key-file keyring history-max max-history description post-renderer \
             post-renderer-args destination app-version kube-version api-versions show-only release-name-template kube-token \
             kube-apiserver registry-config repository-config repository-cache kube-as-user burst-limit qps",
        )
    },
    Tool {
        long_by_one_dash: true,
        groups: &["workspace", "state", "providers"],
        ..tool(&["terraform", "tofu"], 1, "", "")
    },
    tool(
        &["tar", "bsdtar"],
        0,
        "fCTXbg",
        "file directory files-from exclude exclude-from strip-components transform owner group mode",
    ),
    tool(&["ssh"], 0, "BbcDEeFIiJLlmOopQRSWw", ""),
    tool(&["cp", "mv"], 0, "tS", "target-directory suffix"),
    tool(&["mkdir"], 0, "m", "mode"),
    tool(&["install"], 0, "gmotS", "group mode owner suffix target-directory"),
    tool(
        &["grep", "egrep", "fgrep"],
        0,
        "efmABCdD",
        "regexp file max-count after-context before-context context directories devices binary-files label",
    ),
    tool(&["python", "pypy"], 0, "cmWX", ""),
    tool(&["node", "deno", "ruby", "perl"], 0, "eprI", "eval print require import"),
    Tool {
        long_by_one_dash: true,
        ..tool(
            &["go"],
            1,
            "",
            "C ldflags gcflags asmflags gccgoflags tags o p mod modfile overlay pkgdir toolexec exec buildmode compiler \
             installsuffix coverpkg covermode pgo",
        )
    },
    tool(
        &["cargo"],
        1,
        "FjpZC",
        "version vers git branch tag rev path root registry index target features jobs profile target-dir config color \
         message-format manifest-path bin example package exclude",
    ),
    tool(&["composer"], 1, "d", "working-dir"),
    tool(
        &["useradd", "usermod"],
        0,
        "bcdefgGkKpRPsuZ",
        "base-dir comment home-dir home expiredate inactive gid groups skel key password root prefix shell uid selinux-user login",
    ),
    tool(
        &["adduser", "addgroup"],
        0,
        "hgsGuk",
        "home shell uid gid ingroup gecos comment firstuid lastuid firstgid lastgid conf skel",
    ),
    tool(&["groupadd", "groupmod"], 0, "gKpRPn", "gid key password root prefix new-name"),
    tool(
        &["gpg", "apt-key"],
        0,
        "uro",
        "keyserver keyserver-options homedir keyring primary-keyring secret-keyring local-user recipient output status-fd \
         passphrase-fd passphrase-file trust-model options",
    ),
    tool(&["pipx"], 1, "i", "index-url python suffix pip-args backend spec"),
    tool(&["poetry"], 1, "CPE", "directory project extras with without only"),
    tool(&["bundle", "bundler"], 1, "j", "jobs retry gemfile path without with"),
    tool(&["pdm"], 1, "pGL", "project group lockfile venv config"),
    tool(&["pipenv"], 1, "iep", "index editable python requirements categories extra-pip-args"),
    tool(&["ssh-keygen"], 0, "abCDEfFIJjKMmNnOPRrSsTtVWwYZz", ""),
    tool(
        &["uv"],
        1,
        "pifCPx",
        "index-url extra-index-url index default-index python project directory find-links config-file cache-dir extra group only-group \
         no-group package no-install-package upgrade-package refresh-package python-platform link-mode config-setting",
    ),
];
