"""Whoever applies what `check --diff` prints gets exactly what `check --fix` writes.

usage: diff.py PROGRAM [FOLDER…]

Tried with `patch -p0`, `patch -p1` (from inside the folder that was checked) and `git apply -p0`,
on files made for it and on copies of the folders.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FAULTY = """---
title: Nets
date: 2024-05-01T08:00:00Z
---
<p>The boat left.</p>
<figure>
<img src="a.png" alt="A net">
The nets
</figure>
"""
FILLER = "".join(f"<p>Mooring {number}</p>\n" for number in range(30))

FILES = {
    "plain.html": FAULTY,
    "no-final-newline.html": FAULTY.rstrip("\n"),
    "fault-at-the-end.html": FAULTY.replace("\nThe nets\n", "The nets").rstrip("\n"),
    "windows.html": FAULTY.replace("\n", "\r\n"),
    "windows-no-final-newline.html": FAULTY.rstrip("\n").replace("\n", "\r\n"),
    "mixed.html": FAULTY.replace("left.</p>\n", "left.</p>\r\n"),
    "old-mac.html": FAULTY.replace("left.</p>\n", "left.</p>\r"),
    "mark.html": "\ufeff" + FAULTY,
    "blank-line-first.html": "\n" + FAULTY,
    "two-hunks.html": FAULTY + FILLER + FAULTY.split("---\n")[2],
    "name with blanks.html": FAULTY,
    "港口/渔网 修补.html": FAULTY.replace("The nets", "渔网"),
    "quote's \"and\" back\\slash.html": FAULTY,
    "looks like a diff.html": FAULTY.replace("<p>The", "--- a\n+++ b\n@@ -1 +1 @@\n<p>The"),
}


def copydesk(program, folder, *flags):
    command = [program, "check", "--isolated", "--unsafe-fixes", *flags]
    done = subprocess.run(command, cwd=folder, capture_output=True)
    if done.returncode == 2:
        sys.exit(done.stderr.decode())
    return done.stdout


def articles(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".orig")
    }


def applied(folder, diff, *command):
    # In a repository around the folder, git would set line endings by that one's attributes.
    alone = dict(os.environ, GIT_CEILING_DIRECTORIES=str(folder.resolve().parent))
    done = subprocess.run(command, cwd=folder, input=diff, capture_output=True, env=alone)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stdout.decode()}{done.stderr.decode()}")


def compare(program, original, work):
    wanted = work / "wanted"
    shutil.copytree(original, wanted)
    copydesk(program, wanted, "--fix-only")
    wanted = articles(wanted)
    changed = sum(wanted[name] != text for name, text in articles(original).items())
    if not changed:
        sys.exit("nothing was mended: the test shows nothing")
    runs = [
        (False, ["patch", "-p0", "--silent", "--binary", "--fuzz=0"]),
        (True, ["patch", "-p1", "--silent", "--binary", "--fuzz=0"]),
        (False, ["git", "apply", "-p0", "--whitespace=nowarn"]),
    ]
    for number, (from_above, command) in enumerate(runs):
        copy = work / str(number)
        shutil.copytree(original, copy)
        place, path = (work, copy.name) if from_above else (copy, ".")
        diff = copydesk(program, place, "--diff", path)
        if articles(copy) != articles(original):
            sys.exit("--diff has changed a file")
        applied(copy, diff, *command)
        found = articles(copy)
        for name in sorted(set(wanted) | set(found)):
            if found.get(name) != wanted.get(name):
                sys.exit(f"{' '.join(command)}: {name} is not what --fix makes of it")
        print(f"{' '.join(command[:2])}: {changed} files as --fix writes them")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=os.environ.get("E2E_CACHE")) as name:
        made = pathlib.Path(name) / "made" / "files"
        for file, text in FILES.items():
            path = made / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        compare(program, made, made.parent)
        for number, folder in enumerate(sys.argv[2:]):
            print(folder)
            copy = pathlib.Path(name) / str(number) / "files"
            copy.parent.mkdir()
            shutil.copytree(folder, copy)
            for path in copy.rglob("*"):
                path.chmod(0o755 if path.is_dir() else 0o644)
            compare(program, copy, copy.parent)


main()
