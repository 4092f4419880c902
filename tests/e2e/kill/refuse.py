"""Files that cannot be written: they stay what they were, the run says so and fails.

usage: refuse.py PROGRAM
"""

import contextlib
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

import folder as articles


def fails(program, folder, *words, **options):
    """Runs to the end, and fails for the reason that the words say."""
    process = articles.start(program, folder, stderr=subprocess.PIPE, text=True, **options)
    _, said = process.communicate()
    assert process.returncode == 2, (process.returncode, said)
    for word in words:
        assert word in said, f"{word!r} is not in:\n{said}"


def unchanged(folder, texts):
    found = articles.read(folder)
    assert found == texts, f"changed, or left behind: {set(found) ^ set(texts) or 'a text'}"


def too_large(program, folder):
    """A limit for the size of files: what a full disk does, in the middle of a file."""
    texts = articles.articles(6, random.Random(1))
    texts["long.html"] = articles.ARTICLE.format(
        number=7, filler="<p>The boat left.</p>\n" * 2000
    ).encode()
    articles.write(folder, texts)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))

    fails(program, folder, "long.html", "large", preexec_fn=limit)
    found = articles.read(folder)
    assert set(found) == set(texts)
    assert found["long.html"] == texts["long.html"]
    assert all(found[name] != texts[name] for name in texts if name != "long.html")
    print("a file larger than allowed: the old one stays, the others are mended")


def read_only(program, folder):
    texts = articles.articles(3, random.Random(2))
    articles.write(folder, texts)
    os.chmod(folder / "1.html", 0o444)
    fails(program, folder, "1.html", "read-only")
    found = articles.read(folder)
    assert found["1.html"] == texts["1.html"]
    assert found["0.html"] != texts["0.html"] and found["2.html"] != texts["2.html"]
    print("a read-only file: the old one stays, the others are mended")


def changed(program, folder):
    """Somebody saves a file at some moment of a run that takes its time with it."""
    name = "0.html"
    lines = 5000
    old = articles.ARTICLE.format(number=0, filler="<p>The boat left.</p>\n" * lines).encode()
    saved = old.replace(b"left", b"came")
    new = [articles.mended(program, folder, {name: text})[name] for text in (old, saved)]
    articles.write(folder, {name: old})
    begin = time.monotonic()
    articles.start(program, folder).wait()
    whole = time.monotonic() - begin
    rng = random.Random(3)
    refused = 0
    for _ in range(20):
        articles.write(folder, {name: old})
        process = articles.start(program, folder, stderr=subprocess.PIPE, text=True)
        time.sleep(rng.uniform(0, whole))
        beside = folder.parent / "saved"
        beside.write_bytes(saved)
        os.replace(beside, folder / name)
        _, said = process.communicate()
        found = articles.read(folder)
        # Saved before it was read: mended. Later: left alone. Never what it was, mended.
        assert set(found) == {name} and found[name] in (saved, new[1]), "what was saved is lost"
        if process.returncode == 2:
            assert "has changed since it was read" in said, said
            assert found[name] == saved
            refused += 1
    assert refused, "no file was saved while it was being mended: the test shows nothing"
    print(f"20 files saved during a run: none was lost, {refused} times the run refused to write")


@contextlib.contextmanager
def small_disk():
    """A file system of 64 KiB."""
    with tempfile.TemporaryDirectory() as name:
        command = ["mount", "-t", "tmpfs", "-o", "size=64k", "copydesk-e2e", name]
        mount = subprocess.run(command, capture_output=True, text=True)
        if mount.returncode != 0:
            yield None
            return
        try:
            yield pathlib.Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def full_disk(program):
    with small_disk() as disk:
        if disk is None:
            print("no right to mount a small disk here: the limit for files stands for it")
            return
        folder = disk / "posts"
        folder.mkdir()
        texts = articles.articles(4, random.Random(4))
        articles.write(folder, texts)
        with contextlib.suppress(OSError), open(disk / "ballast", "wb", 0) as ballast:
            while True:
                ballast.write(bytes(4096))
        fails(program, folder, "No space left")
        unchanged(folder, texts)
        print("a full disk: all files stay")

        (disk / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        fails(program, folder, "Read-only file system")
        unchanged(folder, texts)
        print("a read-only disk: all files stay")


def main():
    program = os.path.abspath(sys.argv[1])
    for test in (too_large, read_only, changed):
        with tempfile.TemporaryDirectory(dir=articles.memory()) as name:
            folder = pathlib.Path(name) / "posts"
            folder.mkdir()
            test(program, folder)
    full_disk(program)


main()
