"""The examples of the documents that need more than infralint; tests/documents.rs runs the others."""

import os
import re
import shutil
import sys
from pathlib import Path

from .action import PUSH, lint_workflows, release, released
from .common import EXE, PRIVILEGED, ROOT, WORK, Skip, expect, folder, git, repository, run, tool, version
from .packages import DIST, wheel
from .runner import Job, read_yaml

CONFIGURATION = ".pre-commit-config.yaml"


def examples(document, kind):
    """The fenced blocks of a kind in a document."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{re.escape(kind)}\n(.*?)^```$", text, re.M | re.S)


def without_compiler():
    """An environment in which there is neither Rust nor PyPI, only the wheel."""
    wheel()
    programs = [path for path in os.environ["PATH"].split(os.pathsep) if not (Path(path) / f"cargo{EXE}").exists()]
    return {
        "PATH": os.pathsep.join(programs),
        "PIP_FIND_LINKS": str(DIST),
        "PIP_NO_INDEX": "1",
        "UV_FIND_LINKS": str(DIST),
        "UV_NO_INDEX": "1",
        "UV_CACHE_DIR": str(WORK / "uv"),
    }


def versions():
    """documents: they name the version of Cargo.toml"""
    pattern = r"infralint(?:/infralint@v|==|@|:|-v)(\d+\.\d+\.\d+)|rev: v(\d+\.\d+\.\d+)"
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        found = {number for pair in re.findall(pattern, path.read_text(encoding="utf-8")) for number in pair if number}
        expect(found <= {version()}, path, found)


def pre_commit():
    """documents: the hook of docs/pre-commit.md installs without a compiler and reports"""
    example, = examples("pre-commit.md", f"yaml {CONFIGURATION}")
    path = repository({CONFIGURATION: example, "compose.yaml": PRIVILEGED, "Dockerfile": "FROM scratch\n"})
    env = {**without_compiler(), "PRE_COMMIT_HOME": str(folder()), "PRE_COMMIT_COLOR": "never"}
    # pre-commit's own empty package wants setuptools.
    del env["PIP_NO_INDEX"]
    shown = run(tool("pre-commit"), "run", "--all-files", cwd=path, env=env, code=1).stdout
    expect("compose/privileged" in shown and "compose.yaml:4" in shown, shown)
    (path / "compose.yaml").unlink()
    git(path, "add", ".")
    run(tool("pre-commit"), "run", "--all-files", cwd=path, env=env)
    other, = examples("pre-commit.md", "yaml")
    (path / "other.yaml").write_text(other)
    run(tool("pre-commit"), "validate-config", "other.yaml", cwd=path)


def gitlab():
    """documents: the script of docs/gitlab.md installs infralint and writes what its job keeps"""
    if shutil.which("bash") is None:
        raise Skip("there is no bash")
    example, = examples("gitlab.md", "yaml .gitlab-ci.yml")
    path = repository({".gitlab-ci.yml": example, "compose.yaml": PRIVILEGED})
    job = read_yaml(path / ".gitlab-ci.yml")["infralint"]
    place = folder()
    run(sys.executable, "-m", "venv", place)
    env = without_compiler()
    env["PATH"] = os.pathsep.join([str(place / ("Scripts" if os.name == "nt" else "bin")), env["PATH"]])
    run("bash", "-eo", "pipefail", "-c", "\n".join(job["script"]), cwd=path, env=env, code=1)
    for report in job["artifacts"]["reports"].values():
        expect((path / report).stat().st_size > 100, report)


def github():
    """documents: the workflow of docs/github.md runs, as far as its own action goes"""
    example, = examples("github.md", "yaml .github/workflows/infralint.yml")
    path = repository({".github/workflows/infralint.yml": example, "compose.yaml": PRIVILEGED})
    workflow = path / ".github" / "workflows" / "infralint.yml"
    step = read_yaml(workflow)["jobs"]["infralint"]["steps"][-1]
    expect(step["uses"] == f"infralint/infralint@v{version()}", step)
    job = Job(released(), path, {**step["with"], "mirror": release()[0]}, PUSH).go()
    expect(job.failed == "Judge" and "compose/privileged" in job.log, job.log)


def github_for_others():
    """documents: zizmor and actionlint have nothing against the workflow of docs/github.md"""
    example, = examples("github.md", "yaml .github/workflows/infralint.yml")
    # The commit of a release is not known before it is made; whoever copies the example is told to pin it.
    pinned = example.replace(f"infralint/infralint@v{version()}", f"infralint/infralint@{'0' * 40} # v{version()}")
    path = folder({".github/workflows/infralint.yml": pinned})
    run(tool("zizmor"), "--offline", "--quiet", path / ".github")
    expect(lint_workflows(path) == 1)


def installing():
    """documents: pip and uvx install what docs/ci.md names"""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    place = folder()
    run(sys.executable, "-m", "venv", place)
    env = without_compiler()
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    command, = re.findall(r"`(pip install \S+)`", text)
    run(programs / f"python{EXE}", "-m", *command.split(), "--quiet", env=env)
    expect(version() in run(programs / f"infralint{EXE}", "--version").stdout)
    command, = re.findall(r"`uvx (\S+)`", text)
    expect(version() in run(tool("uv"), "tool", "run", command, "--version", env=env).stdout)


CHECKS = [versions, pre_commit, gitlab, github, github_for_others, installing]
