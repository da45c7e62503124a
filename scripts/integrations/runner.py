"""The little of GitHub's runner that a composite action needs: inputs, steps, conditions, outputs."""

import json
import os
import re
import subprocess

from .common import expect, folder, run, tools


def read_yaml(path):
    """The content of a YAML file. Python has no parser of its own; pre-commit brings one."""
    program = "import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.BaseLoader)))"
    return json.loads(run(tools() / "python", "-c", program, path).stdout)


class Job:
    """A job that uses an action once."""

    def __init__(self, action, workspace, inputs=None, context=None, upload="success", env=None):
        self.description = read_yaml(action / "action.yml")
        known = self.description["inputs"]
        expect(set(inputs or {}) <= set(known), "no such input")
        self.inputs = {name: given["default"] for name, given in known.items()}
        self.inputs.update(inputs or {})
        self.context = {"github.token": "token", **(context or {})}
        self.upload = upload
        self.steps, self.ran, self.log, self.failed = {}, [], "", None
        self.temp = folder()
        self.summary = self.temp / "summary"
        self.env = {
            **os.environ,
            "GITHUB_ACTION_PATH": str(action),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
            "RUNNER_TOOL_CACHE": str(self.temp / "cache"),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "CI": "true",
            **(env or {}),
        }
        self.workspace = workspace

    def go(self):
        """Runs the steps in order; after one that fails, none. Returns itself."""
        for step in self.description["runs"]["steps"]:
            if self.failed is None and self.holds(step.get("if", "")):
                self.ran.append(step["name"])
                outcome = self.use(step) if "uses" in step else self.shell(step)
                self.steps.setdefault(step.get("id"), {})["outcome"] = outcome
                goes_on = self.value(step.get("continue-on-error", "false")) == "true"
                if outcome == "failure" and not goes_on:
                    self.failed = step["name"]
        return self

    def shell(self, step):
        output = self.temp / f"output-{len(self.ran)}"
        output.write_text("")
        env = {name: self.value(text) for name, text in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=str(self.workspace),
            env={**self.env, **env, "GITHUB_OUTPUT": str(output)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
            timeout=300,
        )
        self.log += done.stdout
        outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
        self.steps[step.get("id")] = {"outputs": outputs}
        return "success" if done.returncode == 0 else "failure"

    def use(self, step):
        expect(re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", step["uses"]), "not pinned:", step["uses"])
        self.used = {name: self.value(text) for name, text in step["with"].items()}
        return self.upload

    def value(self, text):
        """A text with its expressions filled in."""
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.expression(found.group(1)), text)

    def expression(self, text):
        if text in self.context:
            return self.context[text]
        if "==" in text or "!=" in text:
            return "true" if self.holds(text) else "false"
        kind, _, name = text.partition(".")
        if kind == "inputs":
            return self.inputs[name]
        found = re.fullmatch(r"steps\.([\w-]+)\.(?:outputs\.([\w-]+)|(outcome))", text)
        expect(found, "this runner does not know", text)
        step = self.steps.get(found.group(1), {})
        return step.get("outcome", "skipped") if found.group(3) else step.get("outputs", {}).get(found.group(2), "")

    def holds(self, condition):
        """Whether a condition of comparisons and `&&` holds."""
        for part in filter(None, condition.split(" && ")):
            name, operator, value = re.fullmatch(r"(.+) (==|!=) '(.*)'", part).groups()
            if (self.expression(name) == value) != (operator == "=="):
                return False
        return True

    def outputs(self):
        """The action's outputs."""
        return {name: self.value(given["value"]) for name, given in self.description["outputs"].items()}
