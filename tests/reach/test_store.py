"""The tree in memory, and the two request headers that choose from it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from oyez.reach import manifest, store
from oyez.reach.document import Document
from oyez.reach.negotiate import encodings, matches
from oyez.reach.server import Portal
from oyez.reach.state import load
from oyez.reach.tree import publish


def page(text):
    return Document(text, "text/html", "page")


def held(state):
    """Every document in memory by each address that leads to it."""
    return {way: entry for part in state.values() for way, entry in part.ways.items()}


def test_what_did_not_change_is_taken_over(tmp_path):
    publish(tmp_path, {"a.html": page(b"a"), "b.html": page(b"b")}, durable=False)
    _, first = load(tmp_path, {}, 10**6)
    publish(tmp_path, {"b.html": page(b"c")}, durable=False)
    _, second = load(tmp_path, first, 10**6)
    assert held(second)["a.html"] is held(first)["a.html"]
    assert held(second)["b.html"].bodies[""].data == b"c"


def test_a_tree_in_motion_is_not_loaded_but_a_dead_one_is_in_the_end(tmp_path):
    publish(tmp_path, {"a.html": page(b"old")}, durable=False)
    (tmp_path / "a.html").write_bytes(b"new")
    with pytest.raises(store.Unsettled):
        load(tmp_path, {}, 10**6)
    portal = Portal(tmp_path, 10**6)
    portal.refresh()
    assert portal.state == {}
    portal.waiting_since = time.monotonic() - 2
    portal.refresh()
    assert portal.way("/a.html").bodies[""].data == b"new"
    assert list(portal.way("/a.html").bodies) == [""]


def test_what_was_taken_as_it_stood_is_not_taken_over(tmp_path):
    """A killed publisher's page was read; then everything went back to what the manifest says."""
    publish(tmp_path, {"a.html": page(b"old")}, durable=False)
    (tmp_path / "a.html").write_bytes(b"new")
    _, loose = load(tmp_path, {}, 10**6, strict=False)
    (tmp_path / "a.html").write_bytes(b"old")
    _, strict = load(tmp_path, loose, 10**6)
    assert held(strict)["a.html"].bodies[""].data == b"old"


def test_a_shard_that_is_not_the_one_in_the_index_unsettles_the_tree(tmp_path):
    publish(tmp_path, {"a.html": page(b"a"), "p/7k2/index.html": page(b"b")}, durable=False)
    (tmp_path / manifest.shard_path(manifest.shard_of("a.html"))).unlink()
    with pytest.raises(store.Unsettled):
        load(tmp_path, {}, 10**6)
    _, loose = load(tmp_path, {}, 10**6, strict=False)
    assert set(held(loose)) == {"p/7k2", "p/7k2/", "p/7k2/index.html"}


def test_beyond_the_budget_pages_stay_on_the_disk(tmp_path):
    lists = {"index.html": Document(b"i", "text/html", "list")}
    publish(tmp_path, lists | {f"p/{n}.html": page(b"x" * 500) for n in range(9)}, durable=False)
    _, state = load(tmp_path, {}, 1200)
    kept = [path for path, entry in held(state).items() if path and entry.file is None]
    assert "index.html" in kept
    assert 1 < len(kept) < 5
    assert store.read(held(state)["p/8.html"]).data == b"x" * 500


def test_a_changed_list_stays_in_memory_when_pages_have_filled_it(tmp_path):
    pages = {f"p/{n}.html": page(b"x" * 500) for n in range(9)}
    lists = {"index.html": Document(b"i", "text/html", "list")}
    publish(tmp_path, pages | lists, durable=False)
    _, state = load(tmp_path, {}, 1200)
    news = {"index.html": Document(b"k" * 50, "text/html", "list"), "p/new.html": page(b"n")}
    publish(tmp_path, news, durable=False)
    _, after = load(tmp_path, state, 1200)
    assert held(after)["index.html"].bodies[""].data == b"k" * 50
    assert held(after)["p/new.html"].file is not None


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
