"""pre-commit, in throw-away repositories."""

import os
import re
import shutil

from .common import BINARY, PRIVILEGED, ROOT, WORK, expect, folder, git, infralint, repository, run, tool

# It waits for a service that has no health check; whether that is so, another file says.
OVERRIDE = "services:\n  api:\n    depends_on:\n      db:\n        condition: service_healthy\n"
BASE = "services:\n  api:\n    image: ghcr.io/acme/api:1.4.2\n  db:\n    image: postgres:17.2\n    healthcheck:\n      test: [CMD, \"true\"]\n"
USELESS = "services:\n  web:\n    image: ghcr.io/acme/web:1.4.2 # infralint: ignore[compose/privileged]\n"

FILES = {
    ".infralint.yaml": "exclude: [\"vendor/**\"]\n",
    "compose.yaml": BASE,
    "compose.override.yaml": OVERRIDE,
    "other/compose.yaml": PRIVILEGED,
    "vendor/compose.yaml": PRIVILEGED,
    "README.md": "",
}


def environment():
    """pre-commit's own folder; infralint is built without optimisation, into the folder that has most of it already."""
    return {
        "PRE_COMMIT_HOME": str(WORK / "pre-commit"),
        "CARGO_TARGET_DIR": str(ROOT / "target"),
        "MATURIN_PEP517_ARGS": "--profile dev",
        "PATH": os.pathsep.join([str(BINARY.parent), os.environ["PATH"]]),
        "PRE_COMMIT_COLOR": "never",
    }


def source():
    """This repository as it lies here, as one commit: what pre-commit would clone."""
    path = folder()
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(ROOT / name), str(path / name))
    git(path, "init", "--quiet", "--initial-branch=main")
    git(path, "add", "--all", "--force")
    git(path, "commit", "--quiet", "--message", "infralint")
    return path


def try_repo(hooks, files, named, code):
    """Runs hooks of this repository (all of them if none is named) on files of a repository of these files."""
    path = repository(files)
    named = ["--verbose", "--files", *named]
    done = run(tool("pre-commit"), "try-repo", SOURCE[0], *hooks, *named, cwd=path, env=environment(), code=code)
    return path, done.stdout


SOURCE = []


def manifest():
    """pre-commit: the hooks' manifest is valid"""
    run(tool("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml")
    SOURCE.append(source())


def file_names():
    """pre-commit: the hooks are called for every name that infralint knows, and so is the one of docs/pre-commit.md"""
    pattern = re.compile(r"^ +files: (.*)$", re.M)
    hooks = pattern.findall((ROOT / ".pre-commit-hooks.yaml").read_text()) + pattern.findall((ROOT / "docs" / "pre-commit.md").read_text())
    expect(len(hooks) == 4 and len(set(hooks)) == 1, hooks)
    files = {
        **{name: "FROM scratch\n" for name in (
            "Dockerfile", "dockerfile", "Containerfile", "api.Dockerfile", "api.dockerfile", "Dockerfile.dev", "api-Dockerfile", "b.Containerfile")},
        **{name: "" for name in (
            "main.tf", "main.tofu", "a.tfvars", "a.tftest.hcl", "a.tf.json", ".terraform.lock.hcl", "docker-bake.hcl", "terraform.tfstate",
            ".dockerignore", "Dockerfile.dockerignore", "c.containerignore", "Kustomization", ".github/workflows/a.yaml",
            ".gitlab-ci.yml", ".circleci/config.yml", "bitbucket-pipelines.yml", ".github/dependabot.yml",
            ".devcontainer/devcontainer.json", ".infralint.yml")},
        "compose.yaml": PRIVILEGED,
    }
    path = folder(files)
    read = re.findall(r"^(\S+): [a-z-]+$", infralint("--verbose", "--exit-zero", cwd=path, code=None).stderr, re.M)
    known = {name for name in read if (path / name).exists()}
    expect(known == set(files), sorted(set(files) ^ known))
    expect(all(re.search(hooks[0], name) for name in known), [name for name in known if not re.search(hooks[0], name)])
    expect(not re.search(hooks[0], "README.md") and not re.search(hooks[0], "src/main.rs"))


def all_hooks():
    """pre-commit: try-repo builds infralint and runs all hooks; the one that mends says what, and fails once"""
    files = {**FILES, "web/compose.yaml": USELESS, "unnamed/compose.yaml": USELESS}
    path, shown = try_repo([], files, ["other/compose.yaml", "web/compose.yaml", "vendor/compose.yaml"], code=1)
    for hook in ("infralint", "infralint-fix", "infralint-system"):
        expect(f"- hook id: {hook}\n" in shown, hook, shown)
    expect(shown.count("other/compose.yaml:4") == 3 and "vendor/" not in shown and "unnamed/" not in shown, shown)
    expect("fixed `web/compose.yaml`" in shown and "files were modified by this hook" in shown, shown)
    expect("ignore" not in (path / "web/compose.yaml").read_text(), shown)
    expect("ignore" in (path / "unnamed/compose.yaml").read_text(), shown)


def named_files():
    """pre-commit: infralint-system speaks of the named files only, and knows the others"""
    # The override is fine, but only with the file that it is laid over; what is excluded is not spoken of either.
    hook = ["infralint-system"]
    _, shown = try_repo(hook, FILES, ["compose.override.yaml", "vendor/compose.yaml", "README.md"], code=0)
    expect("no findings in 1 file" in shown, shown)
    without = {**FILES, "compose.yaml": BASE.replace("    healthcheck:\n      test: [CMD, \"true\"]\n", "")}
    _, shown = try_repo(hook, without, ["compose.override.yaml"], code=1)
    expect("compose/service-healthy-without-healthcheck" in shown, shown)
    expect("other/" not in shown and "vendor/" not in shown, shown)
    _, shown = try_repo(hook, FILES, ["README.md"], code=0)
    expect("no files to check" in shown, shown)


CHECKS = [manifest, file_names, all_hooks, named_files]
