"""Kills `copydesk check --fix-only` at random moments: every file is the old one or the new one.

usage: kill.py PROGRAM [TIMES]

A tenth of the kills happens on the disk, the others in memory. `SEED` repeats a run, as far as
the moments of a machine can be repeated.
"""

import concurrent.futures
import os
import pathlib
import random
import sys
import tempfile
import time

import folder as articles

FILES = 24


class Kills:
    """What so many kills in one folder came to."""

    def __init__(self, program, parent, times, seed):
        rng = random.Random(seed)
        old = articles.articles(FILES, rng)
        self.times, self.inside, self.writing = times, 0, 0
        with tempfile.TemporaryDirectory(dir=parent) as name:
            folder = pathlib.Path(name)
            new = articles.mended(program, folder, old)
            whole = measure(program, folder, old)
            for turn in range(times):
                process = articles.start(program, folder)
                time.sleep(rng.uniform(0, whole))
                process.kill()
                process.wait()
                self.look(turn, articles.read(folder), old, new)
                for left in folder.glob(".copydesk-*.tmp"):
                    left.unlink()
                articles.write(folder, old)

    def look(self, turn, found, old, new):
        pieces = [name for name in found if name not in old]
        for name in pieces:
            if not (name.startswith(".copydesk-") and name.endswith(".tmp")):
                sys.exit(f"kill {turn}: where does {name} come from?")
        for name in old:
            if found.get(name) not in (old[name], new[name]):
                sys.exit(f"kill {turn}: {name} is neither old nor new")
        done = sum(found[name] == new[name] for name in old)
        self.inside += 0 < done < FILES
        self.writing += bool(pieces)


def measure(program, folder, old):
    """How long a run takes here, in seconds: the middle one of five."""
    taken = []
    for _ in range(5):
        begin = time.monotonic()
        articles.start(program, folder).wait()
        taken.append(time.monotonic() - begin)
        articles.write(folder, old)
    return sorted(taken)[2]


def main():
    program = os.path.abspath(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print(f"seed {seed}")
    on_disk = times // 10
    share = (times - on_disk) // 2
    jobs = [
        (articles.memory(), share),
        (articles.memory(), times - on_disk - share),
        (os.environ.get("E2E_CACHE"), on_disk),
    ]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        running = [
            pool.submit(Kills, program, parent, count, seed + number)
            for number, (parent, count) in enumerate(jobs)
        ]
        done = [job.result() for job in running]
    inside = sum(kills.inside for kills in done)
    writing = sum(kills.writing for kills in done)
    print(
        f"{times} kills: every file was the old one or the new one; after {inside} there were "
        f"some of each, {writing} came while a file was being written"
    )
    if not inside or not writing:
        sys.exit("no kill came in the middle: the test shows nothing")


main()
