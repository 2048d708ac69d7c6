"""The tree in memory, and the two request headers that choose from it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from oyez.reach import store
from oyez.reach.document import Document
from oyez.reach.negotiate import encodings, matches
from oyez.reach.server import Portal
from oyez.reach.tree import publish


def page(text):
    return Document(text, "text/html", "page")


def test_what_did_not_change_is_taken_over(tmp_path):
    publish(tmp_path, {"a.html": page(b"a"), "b.html": page(b"b")}, durable=False)
    _, first = store.load(tmp_path, {}, 10**6)
    publish(tmp_path, {"b.html": page(b"c")}, durable=False)
    _, second = store.load(tmp_path, first, 10**6)
    assert second["a.html"] is first["a.html"]
    assert second["b.html"].bodies[""].data == b"c"


def test_a_tree_in_motion_is_not_loaded_but_a_dead_one_is_in_the_end(tmp_path):
    publish(tmp_path, {"a.html": page(b"old")}, durable=False)
    (tmp_path / "a.html").write_bytes(b"new")
    with pytest.raises(store.Unsettled):
        store.load(tmp_path, {}, 10**6)
    portal = Portal(tmp_path, 10**6)
    portal.refresh()
    assert portal.ways == {}
    portal.waiting_since = time.monotonic() - 2
    portal.refresh()
    assert portal.ways["/a.html"].bodies[""].data == b"new"
    assert list(portal.ways["/a.html"].bodies) == [""]


def test_beyond_the_budget_pages_stay_on_the_disk(tmp_path):
    lists = {"index.html": Document(b"i", "text/html", "list")}
    publish(tmp_path, lists | {f"p/{n}.html": page(b"x" * 500) for n in range(9)}, durable=False)
    _, state = store.load(tmp_path, {}, 1200)
    kept = [path for path, entry in state.items() if entry.file is None]
    assert kept[0] == "index.html"
    assert 1 < len(kept) < 5
    assert store.read(state["p/8.html"]).data == b"x" * 500


def test_the_shelf_forgets_what_was_read_longest_ago(tmp_path):
    shelf = store.Shelf(25)
    bodies = {}
    for name in "abc":
        line = store.Line(name, "image/png", "media", 200)
        bodies[name] = (line, store.body(line, name, "", name.encode() * 10))
    shelf.keep(*bodies["a"])
    shelf.keep(*bodies["b"])
    shelf.recall(bodies["a"][0])
    shelf.keep(*bodies["c"])
    assert [shelf.recall(bodies[name][0]) is not None for name in "abc"] == [True, False, True]


def test_a_changed_generation_file_is_all_that_is_watched(tmp_path):
    portal = Portal(Path(tmp_path), 10**6)
    portal.refresh()
    assert not portal.outdated()
    publish(tmp_path, {"a.html": page(b"a")}, durable=False)
    assert portal.outdated()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ()),
        ("gzip, deflate, br", ("br", "gzip")),
        ("br;q=0, gzip", ("gzip",)),
        ("gzip;q=1.0, br;q=0.2", ("gzip", "br")),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("br;q=nonsense", ()),
        ("GZIP", ("gzip",)),
        ("identity, brx", ()),
    ],
)
def test_accept_encoding(header, expected):
    assert encodings(header) == expected


def test_if_none_match_compares_whole_tags():
    assert matches('W/"a"', '"a"')
    assert matches('"b" , "a"', '"a"')
    assert not matches('"a-br"', '"a"')
