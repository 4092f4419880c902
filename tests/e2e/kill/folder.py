"""A folder of articles that `copydesk check --fix` mends."""

import os
import pathlib
import subprocess

ARTICLE = """---
title: Nets {number}
date: 2024-05-01T08:00:00Z
---
{filler}<figure>
<img src="a.png" alt="A net">
The nets
</figure>
"""


def articles(count, rng, most_lines=60):
    """Texts by name, each with one fault that has a safe fix, of different lengths."""
    line = "<p>The boat left.</p>\n"
    return {
        f"{number}.html": ARTICLE.format(
            number=number, filler=line * rng.randrange(most_lines)
        ).encode()
        for number in range(count)
    }


def write(folder, texts):
    """Puts the texts there whose file holds something else."""
    for name, text in texts.items():
        path = pathlib.Path(folder) / name
        if not path.exists() or path.read_bytes() != text:
            path.write_bytes(text)


def read(folder):
    """All that is in the folder, by name."""
    return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}


def start(program, folder, **options):
    """Starts to mend the folder."""
    command = [program, "check", "--isolated", "--fix-only", "--quiet", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)


def mended(program, folder, texts):
    """What the texts are when a run is left in peace. They are in the folder before and after."""
    write(folder, texts)
    if start(program, folder).wait() != 0:
        raise SystemExit("a run in peace failed")
    new = read(folder)
    if set(new) != set(texts) or any(new[name] == texts[name] for name in texts):
        raise SystemExit("a run in peace did not mend every file: the test shows nothing")
    write(folder, texts)
    return new


def memory():
    """A folder in memory where there is one: what is killed leaves the same there as on a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
