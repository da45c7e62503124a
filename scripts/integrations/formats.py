"""The reports, each read by something that knows its format."""

import json
import xml.etree.ElementTree as xml

from .common import (
    BROKEN, PRIVILEGED, ROOT, SARIF_MULTITOOL, Failure, expect, folder, infralint, package_of_npm, run, tools,
)

FORMATS = ["human", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]


def reports(path, *arguments):
    """All reports of one run in a folder, by format, and what was shown."""
    place = folder()
    outputs = [f"--output={name}={place / name}" for name in FORMATS]
    shown = infralint("--exit-zero", *outputs, *arguments, cwd=path).stdout
    return {name: (place / name).read_text(encoding="utf-8") for name in FORMATS}, shown, place


def one_run_writes_all():
    """reports: one run writes all formats"""
    texts, shown, _ = reports(BROKEN)
    expect(shown == texts["human"], "what was shown is not the report for people")
    findings = len(json.loads(texts["json"])["findings"])
    expect(findings > 10, findings, "findings")
    expect(len(texts["concise"].splitlines()) == findings)
    return f"{findings} findings, {len(FORMATS)} formats"


def sarif():
    """reports: SARIF is valid for Microsoft's sarif-multitool"""
    program = package_of_npm(SARIF_MULTITOOL) / "node_modules" / ".bin" / "sarif-multitool"
    for path in (BROKEN, ROOT / "fixtures" / "clean"):
        place = reports(path)[2]
        (place / "sarif").rename(place / "report.sarif")
        done = run(program, "validate", place / "report.sarif", code=None)
        if done.returncode == 126 or "Permission denied" in done.stderr:
            raise Failure("the program of the package may not be run")
        expect("Analysis completed successfully" in done.stdout, done.stdout, done.stderr)
        told = [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]
        expect(not told, "\n".join(told[:5]))


def junit():
    """reports: JUnit is well formed, and junitparser counts what JSON counts"""
    texts, _, place = reports(BROKEN)
    summary = json.loads(texts["json"])["summary"]
    failed = summary["errors"] + summary["warnings"]
    root = xml.fromstring(texts["junit"])
    suites = root.findall("testsuite")
    expect(len(suites) == summary["files"]["linted"], len(suites), "suites")
    expect(sum(int(suite.get("failures")) for suite in suites) == failed == int(root.get("failures")))
    program = (
        "import sys; from junitparser import JUnitXml; x = JUnitXml.fromfile(sys.argv[1]); x.update_statistics();"
        "print(x.failures, x.tests)"
    )
    python = tools() / "python"
    if run(python, "-c", "import junitparser", code=None).returncode != 0:
        return "junitparser could not be fetched: only read by Python's parser"
    read = run(python, "-c", program, place / "junit").stdout.split()
    expect(read == [str(failed), root.get("tests")], read)


def checkstyle():
    """reports: Checkstyle is well formed and complete"""
    texts = reports(BROKEN)[0]
    findings = json.loads(texts["json"])["findings"]
    root = xml.fromstring(texts["checkstyle"])
    expect(root.tag == "checkstyle")
    read = [
        (file.get("name"), int(error.get("line")), int(error.get("column")), error.get("severity"), error.get("source"))
        for file in root.findall("file")
        for error in file.findall("error")
    ]
    expected = [
        (found["location"]["path"], found["location"]["start"]["line"], found["location"]["start"]["column"],
         found["severity"], found["rule"])
        for found in findings
    ]
    expect(read == expected)


def gitlab():
    """reports: GitLab's fingerprints are unique and outlive lines that move"""
    def fingerprints(text):
        issues = json.loads(reports(folder({"compose.yaml": text}))[0]["gitlab"])
        for issue in issues:
            expect(issue["severity"] in ("info", "minor", "major", "critical"), issue)
            expect(issue["location"]["lines"]["begin"] >= 1 and issue["location"]["path"] == "compose.yaml", issue)
        return [issue["fingerprint"] for issue in issues]

    twice = PRIVILEGED + PRIVILEGED.replace("services:\n", "").replace("api:", "web:")
    before, after = fingerprints(twice), fingerprints("# a line\n\n" + twice)
    expect(before == after and len(before) == len(set(before)) >= 2, before, after)
    issues = json.loads(reports(BROKEN)[0]["gitlab"])
    expect(len({issue["fingerprint"] for issue in issues}) == len(issues))


def rdjson():
    """reports: reviewdog's suggestions are what --fix does"""
    useless = "services:\n  é:\n    image: ghcr.io/acme/api:1.4.2 # infralint: ignore[compose/privileged]\n"
    path = folder({"compose.yaml": useless})
    select = "--select=infralint/unused-ignore,compose/privileged"
    found = json.loads(reports(path, select)[0]["rdjson"])["diagnostics"]
    expect(len(found) == 1 and found[0]["severity"] in ("ERROR", "WARNING", "INFO"), found)
    suggestion = found[0]["suggestions"][0]
    lines = useless.encode().split(b"\n")

    def offset(place):
        return sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1

    start, end = offset(suggestion["range"]["start"]), offset(suggestion["range"]["end"])
    mended = useless.encode()[:start] + suggestion["text"].encode() + useless.encode()[end:]
    infralint("--fix", select, cwd=path)
    expect((path / "compose.yaml").read_bytes() == mended, mended)


def markdown():
    """reports: Markdown has the totals and at most 200 rows"""
    path = folder({f"{number}/compose.yaml": PRIVILEGED for number in range(250)})
    text = reports(path, "--select=compose/privileged")[0]["markdown"]
    expect(text.count("<code>compose/privileged") == 0 and text.count("/compose.yaml:4</code>") == 200)
    expect("... and 50 more." in text and "in 250 files" in text)


CHECKS = [one_run_writes_all, sarif, junit, checkstyle, gitlab, rdjson, markdown]
