"""The action, with a release that lies on this machine, and what others say about our workflows."""

import functools
import hashlib
import http.server
import json
import os
import re
import shutil
import tarfile
import threading

from .common import (
    ACTIONLINT, BINARY, PRIVILEGED, ROOT, Skip, expect, folder, git, infralint, package_of_npm, repository, run, tool, version,
)
from .runner import Job, read_yaml

ARCHIVE = f"infralint-v{version()}-x86_64-unknown-linux-musl.tar.gz"
CONFIGURATION = {".infralint.yaml": "rules: { compose/privileged: error }\n"}
CLEAN = {"README.md": "", "Dockerfile": "FROM scratch\n"}
FOUND = {**CONFIGURATION, "compose.yaml": PRIVILEGED}

# What GitHub says of the event.
BASE = "github.event.pull_request.base.sha || github.event.merge_group.base_sha"
FORK = "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository"
PUSH = {BASE: "", FORK: "false"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_):
        pass


@functools.lru_cache(maxsize=None)
def release():
    """Serves a release of the program. Returns its address and the archive's SHA-256."""
    if os.name == "nt":
        raise Skip("the little runner is one of Linux")
    place = folder()
    (place / f"v{version()}").mkdir()
    archive = place / f"v{version()}" / ARCHIVE
    with tarfile.open(str(archive), "w:gz") as file:
        file.add(str(BINARY), "infralint")
    return serve(place), hashlib.sha256(archive.read_bytes()).hexdigest()


def serve(place):
    """Serves a folder as long as this program runs. Returns its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(place)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


@functools.lru_cache(maxsize=None)
def released():
    """The action as it is at the tag of a release, with the table of checksums."""
    path = folder()
    shutil.copy(str(ROOT / "action.yml"), str(path))
    shutil.copy(str(ROOT / "Cargo.toml"), str(path))
    shutil.copytree(str(ROOT / "action"), str(path / "action"))
    with (path / "action" / "checksums.txt").open("a") as table:
        table.write(f"{release()[1]}  {ARCHIVE}\n")
    return path


def use(workspace, inputs=None, context=None, **options):
    """Runs the action of a release in a folder."""
    inputs = {"mirror": release()[0], **(inputs or {})}
    return Job(options.pop("action", None) or released(), workspace, inputs, {**PUSH, **(context or {})}, **options).go()


def clean():
    """action: a clean repository passes, and its SARIF is uploaded"""
    job = use(repository(CLEAN))
    expect(job.failed is None, job.log)
    outputs = job.outputs()
    expect([outputs[name] for name in ("errors", "exit-code")] == ["0", "0"], outputs)
    expect(job.used["category"] == "infralint" and job.used["sarif_file"] == outputs["sarif-file"], job.used)


def findings():
    """action: findings are uploaded first and fail the job last; log, summary and counts are of one run"""
    job = use(repository(FOUND), {"paths": "compose.yaml\n", "args": "--select compose/privileged --ignore  syntax/*"})
    expect(job.failed == "Judge" and job.ran[-2:] == ["Upload to code scanning", "Judge"], job.ran, job.log)
    expect(job.outputs()["errors"] == "1" and job.outputs()["exit-code"] == "1", job.outputs())
    results = json.load(open(job.outputs()["sarif-file"]))["runs"][0]["results"]
    expect(len(results) == 1, results)
    expect("compose/privileged" in job.summary.read_text() and "error[compose/privileged]" in job.log, job.log)
    expect("\n::error file=" not in job.log, "annotations besides the upload")
    for inputs in ({"fail-on": "never"}, {"config": "none.yaml", "fail-on": "error", "args": "--select compose/no-such"}):
        job = use(repository({**FOUND, "none.yaml": ""}), inputs)
        expect((job.failed is None) == ("config" not in inputs), job.log)


def gates():
    """action: fail-on and working-directory; paths are told from the repository's root"""
    files = {f"a b/{name}": text for name, text in FOUND.items()}
    job = use(repository({**CLEAN, **files}), {"working-directory": "a b", "fail-on": "error"})
    expect(job.failed == "Judge", job.log)
    results = json.load(open(job.outputs()["sarif-file"]))["runs"][0]["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    expect(uris == {"a%20b/compose.yaml"}, uris)


def forks():
    """action: a pull request from a fork gets annotations, and so does one whose upload fails"""
    job = use(repository(FOUND), context={FORK: "true"})
    expect(job.failed == "Judge" and "Upload to code scanning" not in job.ran, job.ran)
    expect("\n::error file=compose.yaml,line=4" in job.log and "::notice title=infralint::" in job.log, job.log)
    job = use(repository(FOUND), upload="failure")
    expect(job.failed == "Judge" and "\n::error file=compose.yaml,line=4" in job.log, job.ran, job.log)
    job = use(repository(CLEAN), {"sarif-upload": "true"}, upload="failure")
    expect(job.failed == "Upload to code scanning", job.ran)


def changed():
    """action: only-changed speaks of what a pull request changes"""
    path = repository({**FOUND, "b/compose.yaml": PRIVILEGED})
    base = git(path, "rev-parse", "HEAD")
    (path / "b" / "compose.yaml").write_text(PRIVILEGED.replace("true", "true # still"))
    git(path, "commit", "--quiet", "--all", "--message", "second")
    inputs = {"only-changed": "true", "args": "--select=compose/privileged"}
    job = use(path, inputs, {BASE: base})
    expect(job.outputs()["errors"] == "1" and "b/compose.yaml:4" in job.log, job.log)
    job = use(path, inputs)
    expect(job.outputs()["errors"] == "2" and "this is no pull request" in job.log, job.log)
    shallow = folder() / "clone"
    run("git", "clone", "--quiet", "--depth=1", path.as_uri(), shallow)
    job = use(shallow, inputs, {BASE: base})
    expect(job.failed == "Check" and "in a shallow clone, fetch it" in job.log, job.log)


def downloads():
    """action: what is not exactly the known release is refused, and nothing is taken in its place"""
    path = repository(FOUND)
    wrong = "0" * 64
    for inputs, action, reason in [
        ({"checksum": wrong}, None, f"but {wrong} was expected"),
        ({"checksum": "abc"}, None, "must be a SHA-256"),
        ({"version": "latest"}, None, "must be of the form 1.2.3, not 'latest'"),
        ({"version": "1.2.3/../../x"}, None, "must be of the form"),
        ({"version": "1.2.3\n::error::x"}, None, "not '1.2.3%0A::error::x'"),
        ({"version": "9.9.9"}, None, "is not known here"),
        ({"version": "9.9.9", "checksum": wrong}, None, "could not be fetched"),
        ({"mirror": "http://example.com"}, None, "must begin with https://"),
        ({}, ROOT, "is not known here"),
    ]:
        job = use(path, inputs, action=action)
        expect(job.failed == "Fetch infralint" and job.ran == ["Fetch infralint"], inputs, job.ran, job.log)
        expect(reason in job.log, inputs, job.log)
    job = use(path, env={"RUNNER_OS": "Plan9"})
    expect(job.failed == "Fetch infralint" and "no release for this runner: Plan9" in job.log, job.log)
    job = use(path, {"checksum": release()[1]}, action=ROOT)
    expect(job.failed == "Judge", job.log)


def cache():
    """action: the cache of a runner is used, but only while it has the known release"""
    path, kept = repository(CLEAN), folder()
    env = {"RUNNER_TOOL_CACHE": str(kept)}
    use(path, env=env)
    archive = kept / "infralint" / version() / ARCHIVE
    expect(use(path, {"mirror": "http://127.0.0.1:1"}, env=env).failed is None, "the cache was not used")
    archive.write_bytes(b"something else")
    job = use(path, {"mirror": "http://127.0.0.1:1"}, env=env)
    expect(job.failed == "Fetch infralint", job.log)
    expect(use(path, env=env).failed is None and len(archive.read_bytes()) > 1000, "the cache was not mended")


def hostile():
    """action: nothing in names, texts and inputs becomes a command"""
    files = {
        **CONFIGURATION,
        "$(touch pwned)/compose.yaml": PRIVILEGED,
        "`touch pwned`/compose.yaml": PRIVILEGED,
        "a\n::error::pwned/compose.yaml": PRIVILEGED.replace("api", "::error::pwned"),
    }
    path = repository(files)
    inputs = {
        "paths": "$(touch pwned)\n`touch pwned`\na; touch pwned\n",
        "args": "$(touch pwned) ; touch pwned",
        "config": "$(touch pwned)",
        "category": "$(touch pwned)",
    }
    for given in ({}, *({name: value} for name, value in inputs.items()), {"working-directory": "../x"}, {"fail-on": "x"}):
        job = use(path, given, context={FORK: "true"})
        expect(job.failed is not None, given, job.log)
        expect(not list(path.rglob("pwned")) and not list(job.temp.rglob("pwned")), given)
        commands, word = job.log.split("\n"), None
        for line in commands:
            if line.startswith("::stop-commands::"):
                word = f"::{line.split('::')[2]}::"
            elif line == word:
                word = None
            elif word is None:
                expect(not line.startswith("::error::pwned"), given, job.log)
    job = use(path, {"args": "--select=compose/privileged"}, context={FORK: "true"})
    expect(job.outputs()["errors"] == "3", job.outputs())


def own_rules():
    """workflows: infralint has nothing against them"""
    infralint(".github", "action.yml", "packaging", "--fail-on=info")


def zizmor():
    """workflows: zizmor has nothing against them"""
    run(tool("zizmor"), "--offline", "--quiet", ".github", "action.yml")


def actionlint():
    """workflows: actionlint has nothing against them"""
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    expect(lint_workflows(ROOT) == len(workflows) >= 2)
    broken = folder({".github/workflows/a.yml": "on: psh\njobs: {}\n"})
    expect('unknown Webhook event "psh"' in lint_workflows(broken, code=1), "actionlint does not speak of a broken workflow")
    return f"actionlint 1.7.7, in {ACTIONLINT}"


def lint_workflows(path, code=0):
    """Runs actionlint on the workflows of a repository. Returns how many it read, or, where it is to fail, what it says."""
    program = package_of_npm(ACTIONLINT) / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    shown = run("node", program, ".github/workflows/*.yml", cwd=path, code=code).stdout
    return shown if code else int(re.search(r"Checking (\d+) workflow", shown).group(1))


def shellcheck():
    """workflows: ShellCheck has nothing against their scripts"""
    place = folder()
    for path in [ROOT / "action.yml", *(ROOT / ".github" / "workflows").glob("*.yml")]:
        text = read_yaml(path)
        jobs = text["jobs"].values() if "jobs" in text else [text["runs"]]
        scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
        for number, script in enumerate(scripts):
            (place / f"{path.stem}-{number}.sh").write_text(script)
    scripts = sorted(place.glob("*.sh"))
    expect(len(scripts) > 10, len(scripts))
    run(tool("shellcheck"), "--shell=bash", *(ROOT / "action").glob("*.sh"), ROOT / ".ci" / "run", *scripts)
    return f"{len(scripts) + 3} scripts"


CHECKS = [clean, findings, gates, forks, changed, downloads, cache, hostile, own_rules, zizmor, actionlint, shellcheck]
