"""Kills `copydesk check --fix-only` at random moments: every file is the old one or the new one.

usage: kill.py PROGRAM [TIMES]
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

FILES = 40
LIMIT = 110  # seconds

ARTICLE = """---
title: Nets {number}
date: 2024-05-01T08:00:00Z
---
{filler}
<figure>
<img src="a.png" alt="A net">
The nets
</figure>
"""


def restore(folder, texts):
    for name, text in texts.items():
        (folder / name).write_bytes(text)


def run(program, folder):
    return subprocess.Popen(
        [program, "check", "--isolated", "--fix-only", "--quiet", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def main():
    program = os.path.abspath(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        old = {
            f"{number}.html": ARTICLE.format(
                number=number, filler="<p>The boat left.</p>\n" * rng.randrange(400)
            ).encode()
            for number in range(FILES)
        }
        restore(folder, old)
        start = time.monotonic()
        if run(program, folder).wait() != 0:
            sys.exit("the run without a kill failed")
        whole = time.monotonic() - start
        new = {name: (folder / name).read_bytes() for name in old}
        if any(old[name] == new[name] for name in old):
            sys.exit("nothing was mended: the test shows nothing")

        begin = time.monotonic()
        mended = mixed = 0
        for turn in range(times):
            if time.monotonic() - begin > LIMIT:
                sys.exit(f"only {turn} of {times} kills in {LIMIT} s")
            restore(folder, old)
            process = run(program, folder)
            time.sleep(rng.uniform(0, whole))
            process.kill()
            process.wait()
            done = 0
            for path in folder.iterdir():
                if path.name in old:
                    text = path.read_bytes()
                    if text not in (old[path.name], new[path.name]):
                        sys.exit(f"kill {turn}: {path.name} is neither old nor new")
                    done += text == new[path.name]
                elif path.name.startswith(".copydesk-") and path.name.endswith(".tmp"):
                    path.unlink()
                else:
                    sys.exit(f"kill {turn}: where does {path.name} come from?")
            if {path.name for path in folder.iterdir()} != set(old):
                sys.exit(f"kill {turn}: a file is gone")
            mended += done
            mixed += 0 < done < FILES
        print(f"{times} kills, {mixed} of them in the middle, {mended} files mended before them")
        if times >= 100 and not mixed:
            sys.exit("no kill came in the middle: the test shows nothing")


main()
