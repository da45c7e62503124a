"""Exit codes, gates, and the line that a long run shows."""

import os
import re
import subprocess
import time

from .common import BINARY, PRIVILEGED, Skip, expect, folder, git, infralint, repository

# The rule reports an error here.
SELECT = "--select=compose/privileged"


def exit_codes():
    """gates: exit codes by --fail-on, --exit-zero and the configuration"""
    path = folder({"compose.yaml": PRIVILEGED, ".infralint.yaml": "rules: { compose/privileged: warning }\n"})
    for arguments, code in [
        ([], 1),
        (["--fail-on=info"], 1),
        (["--fail-on=warning"], 1),
        (["--fail-on=error"], 0),
        (["--fail-on=never"], 0),
        (["--exit-zero"], 0),
        (["nowhere.yaml"], 2),
        (["--no-such-flag"], 2),
    ]:
        infralint(SELECT, *arguments, cwd=path, code=code)


def old_repository():
    """gates: a baseline lets an old repository begin, and only what is new fails"""
    path = repository({"compose.yaml": PRIVILEGED})
    infralint(SELECT, cwd=path, code=1)
    infralint(SELECT, "--write-baseline", cwd=path)
    baseline = "--baseline=infralint-baseline.json"
    infralint(SELECT, baseline, cwd=path)
    (path / "new").mkdir()
    (path / "new" / "compose.yaml").write_text(PRIVILEGED)
    expect("new/compose.yaml" in infralint(SELECT, baseline, "--format=concise", cwd=path, code=1).stdout)


def changed_since():
    """gates: --changed-since reports what a branch changes"""
    path = repository({"compose.yaml": PRIVILEGED, "old/compose.yaml": PRIVILEGED})
    git(path, "checkout", "--quiet", "-b", "work")
    (path / "compose.yaml").write_text(PRIVILEGED.replace("true", "true # still"))
    git(path, "commit", "--quiet", "--all", "--message", "second")
    shown = infralint(SELECT, "--changed-since=main", "--format=concise", cwd=path, code=1).stdout
    expect(shown.splitlines() == [shown.strip()] and shown.startswith("compose.yaml:4:"), shown)
    outside = infralint("--changed-since=main", cwd=folder(), code=2, env={"GIT_CEILING_DIRECTORIES": str(path.parent)})
    expect("--changed-since: not a git repository" in outside.stderr, outside.stderr)


def progress():
    """terminal: a long run says how far it is, and not in pipes or CI"""
    if os.name == "nt":
        raise Skip("Python has no terminals to lend on Windows")
    service = "".join(f"  s{number}:\n    image: ghcr.io/acme/api:1.4.2\n" for number in range(200))
    path = folder()
    # As many files as make a run long on this machine.
    for number in range(5000):
        (path / str(number)).mkdir()
        (path / str(number) / "compose.yaml").write_text(f"services:\n{service}")
        if number % 25 == 24:
            started = time.monotonic()
            infralint("--quiet", cwd=path, code=None)
            if time.monotonic() - started > 1.5:
                break
    watched = {key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR")}
    watched["TERM"] = "xterm"
    lines = on_terminal(path, watched)
    expect(re.search(r"\rinfralint: (finding|reading|parsing|checking) files: \d+ of \d+", lines), lines)
    expect(lines.endswith("\r"), lines)
    expect(lines.split("\r")[-2].strip() == "", "the line is not gone:", lines)
    for name, value in [("CI", "true"), ("TERM", "dumb")]:
        expect(on_terminal(path, {**watched, name: value}) == "", f"progress with {name}={value}")
    expect(infralint(cwd=path, code=None, env={"TERM": "xterm"}).stderr == "", "progress in a pipe")


def on_terminal(path, env):
    """What a run that finds nothing writes to a terminal that is its standard error."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen([str(BINARY)], cwd=str(path), env=env, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    text = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        text += part
    os.close(ours)
    process.wait(60)
    return text.decode()


CHECKS = [exit_codes, old_repository, changed_since, progress]
