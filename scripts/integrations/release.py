"""The release workflow: all its scripts run, job by job, in clones of a repository that lies here. For what only GitHub has there are
stand-ins, which do the little that the scripts see of it, and note what they were asked for."""

import fnmatch
import functools
import glob
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import tarfile

from .action import PUSH, serve
from .common import BINARY, ROOT, Skip, expect, folder, git, run, tool, version
from .packages import wheel
from .precommit import source
from .runner import Job, read_yaml

# What the scripts call that is not to happen here. Each notes its arguments.
STAND_INS = {
    "sudo": "",
    "rustup": "",
    # A build takes long; the program of this machine stands for that of each.
    "cargo": 'if [[ $1 == build ]]; then place=target/${*: -1}/release; mkdir -p "$place"; cp "$BINARY" "$place/infralint"; cp "$BINARY" "$place/infralint.exe"; fi\n'
             'if [[ $1 == tree ]]; then exec "$CARGO" "$@"; fi',
    "gh": 'if [[ "$1 $2" == "release create" ]]; then mkdir -p "$RELEASES/$3"; for file in "$@"; do [[ ! -f $file ]] || cp "$file" "$RELEASES/$3"; done; fi',
}


class Release:
    """A run of the workflow on the main branch of a repository."""

    def __init__(self):
        self.jobs = read_yaml(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
        self.origin, self.artifacts, self.releases, self.place = folder(), folder(), folder(), folder()
        self.calls, self.uses, self.outputs = self.place / "calls", [], {}
        path = source()
        changes = path / "CHANGELOG.md"
        # As whoever makes a release does.
        changes.write_text(changes.read_text().replace("## Unreleased", f"## {version()} - 2026-01-01", 1))
        git(path, "commit", "--quiet", "--all", "--message", "Prepare the release")
        run("git", "clone", "--quiet", "--bare", path, self.origin)
        for name, script in STAND_INS.items():
            program = self.place / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f'#!/usr/bin/env bash\nset -eu\nprintf "%s\\0" {name} "$@" END >>"$CALLS"\n{script}\n')
            program.chmod(0o755)

    def go(self):
        """Runs all jobs. The workflow names them so that each comes after those that it needs."""
        for name, job in self.jobs.items():
            needed = job.get("needs", [])
            needed = [needed] if isinstance(needed, str) else needed
            expect(all(other in self.outputs for other in needed), name, "comes before what it needs")
            for leg in job.get("strategy", {}).get("matrix", {}).get("include", [{}]):
                self.job(name, job, leg)
        return self

    def job(self, name, job, leg):
        context = {f"matrix.{key}": value for key, value in leg.items()}
        context.update({"github.ref": "refs/heads/main", "github.token": "token", "github.actor": "somebody"})
        context.update({f"needs.{other}.outputs.{key}": value for other, outputs in self.outputs.items() for key, value in outputs.items()})
        workspace = folder()
        runner = {"ubuntu": "Linux", "macos": "macOS", "windows": "Windows"}[fill(job["runs-on"], context).split("-")[0]]
        shell = job.get("defaults", {}).get("run", {}).get("shell")
        for step in job["steps"]:
            if step.get("if", f"runner.os == '{runner}'") != f"runner.os == '{runner}'":
                continue
            outputs = self.use(name, step, workspace, context) if "uses" in step else {}
            if "run" in step:
                env = {key: fill(value, context) for key, value in {**job.get("env", {}), **step.get("env", {})}.items()}
                outputs = self.script(step, shell, workspace, {**env, "RUNNER_OS": runner})
            context.update({f"steps.{step.get('id')}.outputs.{key}": value for key, value in outputs.items()})
        self.outputs[name] = {key: fill(value, context) for key, value in job.get("outputs", {}).items()}

    def script(self, step, shell, workspace, env):
        noted = folder() / "output"
        noted.write_text("")
        path = os.pathsep.join([str(self.place / "bin"), os.environ["PATH"]])
        rust = {name: os.environ.get(name, os.path.expanduser(default)) for name, default in [("CARGO_HOME", "~/.cargo"), ("RUSTUP_HOME", "~/.rustup")]}
        given = {**rust, "PATH": path, "HOME": str(self.place), "CARGO": shutil.which("cargo"), "GITHUB_OUTPUT": str(noted),
                 "CALLS": str(self.calls), "BINARY": str(BINARY), "RELEASES": str(self.releases)}
        # What GitHub runs where no shell is named, and where bash is.
        options = ["--noprofile", "--norc", "-eo", "pipefail"] if shell == "bash" else ["-e"]
        done = subprocess.run(["bash", *options, "-c", step["run"]], cwd=str(workspace), env={**given, **env},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, timeout=300)
        expect(done.returncode == 0, step, "\n", done.stdout)
        return dict(line.split("=", 1) for line in noted.read_text().splitlines())

    def use(self, job, step, workspace, context):
        """Does what an action would do that the other steps see."""
        expect(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", step["uses"]), "not pinned:", step["uses"])
        name, given = step["uses"].split("@")[0], {key: fill(value, context) for key, value in step.get("with", {}).items()}
        self.uses.append((job, name, given))
        if name == "actions/checkout":
            run("git", "clone", "--quiet", self.origin, workspace)
        elif name == "PyO3/maturin-action" and given.get("command") == "sdist":
            run(tool("maturin"), "sdist", *given["args"].split(), cwd=workspace)
        elif name == "PyO3/maturin-action":
            (workspace / "dist").mkdir()
            shutil.copy(str(wheel()), str(workspace / "dist"))
        elif name == "actions/upload-artifact":
            found = glob.glob(str(workspace / given["path"]))
            expect(found, "nothing to upload:", given)
            (self.artifacts / given["name"]).mkdir()
            for path in found:
                shutil.copy(path, str(self.artifacts / given["name"]))
        elif name == "actions/download-artifact":
            place = workspace / given.get("path", ".")
            place.mkdir(exist_ok=True)
            for path in itertools.chain(*(self.artifacts.glob(pattern + "/*") for pattern in alternatives(given["pattern"]))):
                shutil.copy(str(path), str(place))
        return {"token": "token", "digest": "sha256:" + "0" * 64}

    def called(self, program):
        """The arguments of each call of a stand-in."""
        calls = self.calls.read_text().split("END\0")
        return [call.split("\0")[1:-1] for call in calls if call.startswith(program + "\0")]


def fill(text, context):
    """A text with its expressions filled in."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: context[found.group(1)], text)


def alternatives(pattern):
    """`{a,b}` as `a` and `b`."""
    return pattern[1:-1].split(",") if pattern.startswith("{") else [pattern]


@functools.lru_cache(maxsize=None)
def made():
    """A release."""
    if os.name == "nt":
        raise Skip("the scripts of releases are for Linux")
    return Release().go()


def workflow():
    """release: every script of the workflow runs; archives, checksums, tags and notes are as promised"""
    release, number = made(), version()
    place = release.releases / f"v{number}"
    targets = [leg["target"] for leg in release.jobs["binaries"]["strategy"]["matrix"]["include"]]
    archives = [f"infralint-v{number}-{target}.tar.gz" for target in targets]
    expect({path.name for path in place.iterdir()} == {*archives, f"infralint-v{number}.sha256", f"infralint-v{number}.spdx.json"},
           sorted(place.iterdir()))
    for archive in archives:
        with tarfile.open(str(place / archive)) as file:
            program = "infralint.exe" if "windows" in archive else "infralint"
            expect(file.getnames() == [program, "LICENSE-APACHE", "LICENSE-MIT", "README.md"], archive, file.getnames())
    table = git(release.origin, "show", f"v{number}:action/checksums.txt").splitlines()[-len(archives):]
    digests = {name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in archives}
    expect(dict(reversed(line.split("  ")) for line in table) == digests, table)
    expect((place / f"infralint-v{number}.sha256").read_text().splitlines() == table)
    tags = [git(release.origin, "rev-parse", tag) for tag in (f"v{number}^{{}}", f"v{number.split('.')[0]}^{{}}")]
    expect(tags[0] == tags[1] and git(release.origin, "rev-parse", f"v{number}^") == git(release.origin, "rev-parse", "main"), tags)
    create, = [call for call in release.called("gh") if call[:2] == ["release", "create"]]
    notes = create[create.index("--notes") + 1]
    expect(len(notes) > 1000 and "## " not in notes.replace("### ", ""), notes)
    expect(["publish", "--locked"] in release.called("cargo"), release.called("cargo"))
    attested = [given.get("subject-path", given.get("subject-name")) for _, name, given in release.uses if "attest" in name]
    expect(len(attested) == len(archives) + 2, attested)
    return f"{len(archives)} archives"


def action():
    """release: the action at the tag fetches what was released, by the checksums that the tag has"""
    release = made()
    path = folder()
    run("git", "clone", "--quiet", "--branch", f"v{version()}", release.origin, path)
    job = Job(path, folder({"Dockerfile": "FROM scratch\n"}), {"mirror": serve(release.releases)}, PUSH).go()
    expect(job.failed is None and job.outputs()["exit-code"] == "0", job.log)


def once():
    """release: a version that has a tag is not released again"""
    release = made()
    step, = [step for step in release.jobs["version"]["steps"] if "run" in step]
    path = folder()
    run("git", "clone", "--quiet", release.origin, path)
    env = {"BRANCH": "refs/heads/main", "GITHUB_OUTPUT": str(folder() / "output")}
    expect("is released already" in run("bash", "-e", "-c", step["run"], cwd=path, env=env, code=1).stdout)
    run("bash", "-e", "-c", step["run"], cwd=path, env={**env, "BRANCH": "refs/heads/other"}, code=1)


def parts():
    """release: the list of parts is valid SPDX, and has what is in the binary and no more"""
    path = made().releases / f"v{version()}" / f"infralint-v{version()}.spdx.json"
    run(tool("pyspdxtools"), "-i", path)
    found = {(package["name"], package["versionInfo"]) for package in json.loads(path.read_text())["packages"]}
    metadata = json.loads(run("cargo", "metadata", "--format-version=1", "--locked").stdout)
    own, = [package for package in metadata["packages"] if package["name"] == "infralint"]
    needed = {dependency["name"] for dependency in own["dependencies"] if dependency["kind"] is None}
    only_tests = {dependency["name"] for dependency in own["dependencies"] if dependency["kind"] == "dev"} - needed
    names = {name for name, _ in found}
    expect(names >= {"infralint", *needed} and not names & only_tests, names)
    expect(found <= {(package["name"], package["version"]) for package in metadata["packages"]}, found)
    return f"{len(found)} crates"


def python_packages():
    """release: what goes to PyPI passes twine's check, and the source has all that a build needs"""
    release = made()
    dist = [path for place in release.artifacts.glob("wheel-*") for path in place.iterdir()]
    run(tool("twine"), "check", "--strict", *dist)
    archive, = [path for path in dist if path.name.endswith(".tar.gz")]
    with tarfile.open(str(archive)) as file:
        names = {name.split("/", 1)[1] for name in file.getnames()}
    wanted = run("git", "ls-files", "src", "rules/*.rs", "rules/*.md", "Cargo.lock", "LICENSE-*", "pyproject.toml").stdout.split()
    expect(names >= set(wanted), sorted(set(wanted) - names)[:5])


def image():
    """release: the image's context has the static binaries where packaging/Dockerfile takes them from"""
    release = made()
    build, = [given for _, name, given in release.uses if name == "docker/build-push-action"]
    recipe = (ROOT / build["file"]).read_text()
    source_path, = re.findall(r"^COPY .*?(\S+) \S+$", recipe, re.M)
    scripts = [step["run"] for step in release.jobs["image"]["steps"] if "run" in step]
    for platform in build["platforms"].split(","):
        place = source_path.replace("${TARGETARCH}", platform.split("/")[1])
        expect(any(f"-C {build['context']}/{place.split('/')[0]} " in script for script in scripts), place)
    expect(re.search(r"^FROM \S+@sha256:[0-9a-f]{64}$", recipe, re.M) and re.search(r"^USER 65532", recipe, re.M), recipe)


CHECKS = [workflow, action, once, parts, python_packages, image]
