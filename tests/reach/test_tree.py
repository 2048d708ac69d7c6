"""The tree on disk: old or new, never torn."""

from __future__ import annotations

import gzip
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from oyez.reach import manifest
from oyez.reach.document import Document
from oyez.reach.tree import BadName, publish, turn, verify

from .trees import content, page, state


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
        manifest.INDEX,
        manifest.shard_path(manifest.shard_of("index.html")),
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


OUTSIDE = ("../x", "/etc/x", "a//b", ".lock", "a/..", "x.gz", "")
OURS = ("GENERATION", "manifest.json", "manifest", "manifest/index.json", "manifest/x.html")


@pytest.mark.parametrize("path", [*OUTSIDE, *OURS])
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
