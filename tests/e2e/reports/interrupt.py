"""A long run on a terminal: there is a bar, and Ctrl-C shows what was found so far.

usage: interrupt.py PROGRAM
"""

import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
ARTICLE = "---\ntitle: Nets\ndate: 2024-05-01\n---\n" + (
    "<p>The boat left at nine, and nobody on the pier knew where to.</p>\n" * 60_000
    + '<p><img src="/boat.png"></p>\n'
)


def fail(message):
    sys.exit(f"interrupt: {message}")


def site(folder, files):
    """Many names of one long article: a run of minutes on little disk."""
    articles = folder / "articles"
    articles.mkdir()
    (folder / "long.txt").write_text(ARTICLE)
    for number in range(files):
        os.link(folder / "long.txt", articles / f"{number:05}.md")
    return articles


def run(articles, out, **streams):
    return subprocess.Popen(
        [PROGRAM, "check", "--isolated", "--output-format", "json", articles]
        + ["--report", f"sarif={out}/report.sarif"],
        stdout=subprocess.PIPE,
        **streams,
    )


def listens(process):
    """Whether a program that runs has something to do at Ctrl-C."""
    if process.poll() is not None:
        fail(f"it ended by itself: {process.communicate()}")
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    caught = int(status.split("SigCgt:")[1].split()[0], 16)
    return caught >> (signal.SIGINT - 1) & 1


def interrupted(articles, out):
    process = run(articles, out, stderr=subprocess.PIPE)
    while not listens(process):
        time.sleep(0.05)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    text, said = process.communicate()
    if process.returncode != 130:
        fail(f"exit {process.returncode}: {said}")
    report = json.loads(text)
    if b"interrupted: " not in said:
        fail(f"nothing is said: {said}")
    if list(out.iterdir()):
        fail(f"a report of half a run is left: {list(out.iterdir())}")
    done = report["summary"]["files"]
    print(f"interrupted after {done} files, {len(report['diagnostics'])} findings are shown")


def watched(articles, out, stop_at):
    """What a run writes to a terminal until it ends, interrupted once it says something."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    process = run(articles, out, stderr=theirs, env=environment | {"TERM": "xterm"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if stop_at in piece and stop_at not in seen:
            process.send_signal(signal.SIGINT)
        seen += piece
    text = process.stdout.read()
    process.wait()
    os.close(ours)
    return seen, text


def bar(articles, out):
    """Standard error is a terminal; the bar comes after two seconds, whenever these are over."""
    start = time.monotonic()
    seen, text = watched(articles, out, b" files, ")
    if b" files, " not in seen:
        fail(f"no bar: {seen}")
    if time.monotonic() - start < 2:
        fail("a bar for nobody")
    if b"\x1b[2K" not in seen[seen.rindex(b" files, ") :]:
        fail(f"the bar is left on the terminal: {seen[-300:]}")
    if b"\x1b" in text or not json.loads(text)["summary"]["files"]:
        fail(f"the bar is in the report: {text[-300:]}")
    for path in sorted(articles.iterdir())[2:]:
        path.unlink()
    seen, _ = watched(articles, out, b" files, ")
    if b" files, " in seen:
        fail(f"a bar for two files: {seen}")
    print("a bar is shown where somebody waits, and is taken away")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        out = folder / "out"
        out.mkdir()
        articles = site(folder, 20_000)
        interrupted(articles, out)
        bar(articles, out)


main()
