"""The tree on disk: old or new, never torn, whatever kills the publisher."""

from __future__ import annotations

import gzip
import os
import random
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from oyez.reach import disk, manifest
from oyez.reach.document import Document
from oyez.reach.tree import BadName, publish, turn, verify

PUBLISHER = """
import sys
from pathlib import Path
from reach.test_tree import state
from oyez.reach.tree import publish
root = Path(sys.argv[1])
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**6):
    documents, gone = state(number)
    publish(root, documents, gone, durable=False)
"""


def page(text, cls="page", status=200):
    return Document(text.encode(), "text/html; charset=utf-8", cls, status)


def state(number):
    """Successive states of a small tree: texts change, pictures come and go."""
    same = {f"p/{name}/index.html": page(f"{name} {number} " * 400) for name in "abcdef"}
    here, gone = ("m/x.png", "m/y.png")[:: 1 if number % 2 else -1]
    return same | {here: Document(b"\x89" * 900, "image/png", "media")}, (gone,)


def content(root):
    """Every public file with its bytes."""
    own = {manifest.GENERATION, manifest.LOCK}
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name not in own
    }


def test_siblings_hold_the_same_text(tmp_path):
    documents, _ = state(1)
    publish(tmp_path, documents)
    for path, document in documents.items():
        if path.endswith(".html"):
            assert (tmp_path / path).read_bytes() == document.data
            assert gzip.decompress((tmp_path / f"{path}.gz").read_bytes()) == document.data
            assert brotli.decompress((tmp_path / f"{path}.br").read_bytes()) == document.data
    assert not (tmp_path / "m/x.png.gz").exists()
    assert verify(tmp_path, documents) == {}


def test_unchanged_documents_are_not_written_again(tmp_path):
    documents, _ = state(1)
    first = publish(tmp_path, documents)
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.html*")}
    again = publish(tmp_path, documents)
    assert (again.number, again.written) == (first.number, ())
    changed = publish(tmp_path, documents | {"p/a/index.html": page("new")})
    assert changed.written == ("p/a/index.html",)
    assert changed.number == first.number + 1
    assert (tmp_path / "p/b/index.html").stat().st_ino == before[tmp_path / "p/b/index.html"]


def test_removing_a_name_removes_all_three(tmp_path):
    publish(tmp_path, {"p/a/index.html": page("a"), "index.html": page("i")})
    state = publish(tmp_path, {}, ("p/a/index.html",))
    assert state.removed == ("p/a/index.html",)
    assert set(content(tmp_path)) == {
        "index.html",
        "index.html.br",
        "index.html.gz",
        manifest.MANIFEST,
    }


def test_publishing_the_whole_site_removes_what_it_does_not_hold(tmp_path):
    publish(tmp_path, {"old.html": page("old"), "index.html": page("i")})
    assert publish(tmp_path, {"index.html": page("i")}, whole=True).removed == ("old.html",)
    assert verify(tmp_path, {"index.html": page("i")}) == {}


def test_verify_names_every_difference(tmp_path):
    documents = {name: page(name) for name in ("a.html", "b.html", "c.html")}
    publish(tmp_path, documents)
    (tmp_path / "a.html").write_text("somebody was here")
    (tmp_path / "b.html").unlink()
    (tmp_path / "c.html.gz").write_bytes(b"broken")
    (tmp_path / "d.html").write_text("x")
    assert verify(tmp_path, documents) == {
        "a.html": "changed",
        "b.html": "missing",
        "c.html": "siblings differ",
        "d.html": "unexpected",
    }


def test_each_revision_is_a_second_younger_than_the_one_before(tmp_path):
    times = []
    for text in ("1041", "1042", "1043"):
        publish(tmp_path, {"live.json": Document(text.encode(), "application/json", "live")})
        names = [tmp_path / f"live.json{suffix}" for suffix in ("", ".br", ".gz")]
        found = {int(name.stat().st_mtime) for name in names}
        assert len(found) == 1
        times.append(found.pop())
    assert times[0] < times[1] < times[2]


def test_files_can_be_read_by_another_user(tmp_path):
    old = os.umask(0o077)
    try:
        publish(tmp_path / "site", {"p/a/index.html": page("a")})
    finally:
        os.umask(old)
    for path in (tmp_path / "site").rglob("*"):
        expected = 0o755 if path.is_dir() else 0o644
        if path.name != manifest.LOCK:
            assert stat.S_IMODE(path.stat().st_mode) == expected, path


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a//b", ".lock", "GENERATION", "manifest.json", "a/..", "x.gz", ""]
)
def test_no_path_leaves_the_tree(tmp_path, path):
    with pytest.raises(BadName):
        publish(tmp_path, {path: page("x")})


def test_a_picture_that_is_not_the_approved_one_is_refused(tmp_path):
    (tmp_path / "x.png").write_bytes(b"other")
    wrong = Document(b"", "image/png", "media", source=str(tmp_path / "x.png"), declared="00")
    with pytest.raises(ValueError, match="approved"):
        publish(tmp_path / "site", {"m/x.png": wrong})


def test_two_publishers_take_turns(tmp_path):
    def one(name):
        for number in range(10):
            publish(tmp_path, {f"{name}.html": page(f"{name}{number}")}, durable=False)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, "abcd"))
    assert verify(tmp_path, {f"{name}.html": page(f"{name}9") for name in "abcd"}) == {}
    assert manifest.read_generation(tmp_path).number == 40


def run_and_kill(root, number, seconds):
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(root), str(number)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def assert_nothing_torn(root):
    for name in "abcdef":
        words = (root / f"p/{name}/index.html").read_text().split()
        assert (len(words), len(set(words))) == (800, 2)


def assert_mended(root):
    for path, line in manifest.read(root).items():
        data = (root / path).read_bytes()
        assert manifest.digest(data) == line.sha256, path
        assert disk.sound(root / path, data, small=not path.endswith(".png")), path
    assert not list(root.rglob("*.tmp-*"))


def test_a_killed_publisher_leaves_nothing_torn_and_the_next_one_mends_it(tmp_path):
    """SIGKILL at random moments; then a publication of something else, then the full run."""
    chance = random.Random(20261121)
    root, fresh, number = tmp_path / "site", tmp_path / "fresh", 0
    publish(root, state(0)[0], durable=False)
    for _ in range(12):
        run_and_kill(root, number, chance.uniform(0, 0.06))
        assert_nothing_torn(root)
        number += 1000
        publish(root, {"other.html": page(f"{number}")}, durable=False)
        assert_mended(root)
    documents, gone = state(number)
    publish(root, documents, (*gone, "other.html"), durable=False)
    publish(fresh, documents, durable=False)
    assert content(root) == content(fresh)
    assert verify(root, documents) == {}


def test_a_reader_sees_old_or_new(tmp_path):
    publish(tmp_path, state(0)[0], durable=False)
    seen = set()
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(
            lambda: [publish(tmp_path, *state(n), durable=False) for n in range(1, 30)]
        )
        while not job.done():
            for suffix, unpack in (
                ("", bytes),
                (".gz", gzip.decompress),
                (".br", brotli.decompress),
            ):
                data = (tmp_path / f"p/a/index.html{suffix}").read_bytes()
                words = unpack(data).decode().split()
                assert len(words) == 800
                assert len(set(words[1::2])) == 1
                seen.add(words[1])
        job.result()
    assert len(seen) > 1


def test_a_takedown_goes_first_through_what_people_open_from_elsewhere():
    tree = {
        "feed": page("f", "feed"),
        "alert": page("a", "alert"),
        "home": page("h", "list"),
        "other": page("o"),
        "tombstone": page("t", "page", 410),
        "live": page("l", "live"),
        "style": page("s", "asset"),
    }
    order = ["style", "tombstone", "other", "live", "home", "feed", "alert"]
    assert sorted(tree, key=lambda name: turn(tree[name])) == order
