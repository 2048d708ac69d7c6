"""The manifest in shards: a publication costs the same in a large tree as in a small one."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oyez.reach import manifest
from oyez.reach.manifest import shard_of, shard_path
from oyez.reach.render import documents, pictures
from oyez.reach.server import Portal
from oyez.reach.state import load
from oyez.reach.tree import publish, verify

from . import sample
from .trees import content, make_former, page

CODES = [f"n{number}x" for number in range(40)]
FOLDERS = ("", "de/", "en/", "fr/")


def about(code, text="said", status=200):
    """The documents of one notice."""
    pages = {f"{folder}p/{code}/index.html": page(text, status=status) for folder in FOLDERS}
    answers = {f"{folder}verify/{code}/index.html": page(text, "list") for folder in FOLDERS}
    return (
        pages | answers | {f"cap/{code}-1.xml": page(text, "alert"), f"p/{code}.json": page(text)}
    )


def lists(text):
    """What gathers notices, of the whole site and of one authority."""
    return {"index.html": page(text, "list"), "a/os/index.html": page(text, "list")}


def whole(text="said"):
    """Every document of a tree."""
    every = {path: one for code in CODES for path, one in about(code).items()}
    return every | lists(text)


def places(root):
    """Every file with the place of its bytes on the disk: a file written anew has another one."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in files}


@pytest.fixture
def tree(tmp_path):
    """A tree of many notices."""
    publish(tmp_path, whole(), durable=False)
    return tmp_path


def withdraw(root, code="n7x"):
    """One notice is taken back."""
    news = about(code, "withdrawn", 410) | lists("withdrawn")
    publish(root, news, durable=False)
    return news


def test_a_publication_writes_only_its_documents_its_shards_and_the_index(tree):
    before = places(tree)
    assert len([name for name in before if name.startswith(manifest.FOLDER)]) > len(CODES) // 2
    news = withdraw(tree)
    after = places(tree)
    written = {name for name, place in after.items() if before.get(name) != place}
    shards = {shard_path(shard_of(path)) for path in news}
    assert len(shards) == 3, "the notice's, the authority's, and that of the whole site"
    files = {path + suffix for path in news for suffix in ("", ".br", ".gz")}
    assert written == files | shards | {manifest.INDEX, manifest.GENERATION}
    assert before.keys() == after.keys()


def test_a_publication_does_not_even_read_the_other_shards(tree):
    touched = {shard_path(shard_of(path)) for path in about("n7x") | lists("")}
    others = set(manifest.shards(tree).files()) - touched - {manifest.INDEX}
    assert others
    for name in others:
        (tree / name).write_bytes(b"cannot be read")
    withdraw(tree)
    assert all((tree / name).read_bytes() == b"cannot be read" for name in others)


def test_the_server_takes_over_what_did_not_change_without_a_look(tree):
    portal = Portal(tree, 10**6)
    portal.refresh()
    before = portal.state
    touched = {shard_of(path) for path in about("n7x") | lists("")}
    for name in before.keys() - touched:
        (tree / shard_path(name)).write_bytes(b"cannot be read")
    withdraw(tree)
    assert portal.outdated()
    portal.refresh()
    assert {name for name, part in portal.state.items() if part is not before[name]} == touched
    assert portal.way("/de/p/n7x/").line.status == 410
    assert portal.way("/de/p/n8x/") is before[shard_of("p/n8x")].ways["de/p/n8x"]


def test_all_that_a_publication_of_a_notice_writes_lies_in_one_shard():
    site = sample.site()
    every = documents(site) | pictures(site)
    own = [path for path in every if "7k2" in path]
    assert len(own) > 5
    assert {shard_of(path) for path in own} == {shard_of("p/7k2/index.html")}


def test_notices_are_dealt_out_evenly():
    for codes in (map(str, range(50_000)), (f"{n * 7919:07x}" for n in range(50_000))):
        sizes = Counter(shard_of(f"p/{code}/index.html") for code in codes)
        assert len(sizes) == manifest.SHARDS
        assert max(sizes.values()) < 2 * 50_000 / manifest.SHARDS


WORDS = st.sampled_from(["p", "de", "og", "cap", "verify", "a", "u", "m", "widget", "7k2", "index"])
PARTS = st.lists(WORDS | st.from_regex(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,8}", fullmatch=True))


@given(PARTS)
def test_an_address_leads_to_the_shard_of_its_page(parts):
    folder = "/".join(parts)
    path = f"{folder}/index.html".removeprefix("/")
    assert shard_of(folder) == shard_of(f"{folder}/" if folder else "") == shard_of(path)


PATHS = [*about("7k2"), *about("8m4"), "index.html", "a/os/index.html", "m/00.png"]
TEXTS = st.none() | st.text("xyz", max_size=3)
STEPS = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(PATHS), TEXTS, max_size=6), st.booleans()), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(STEPS, st.booleans())
def test_whatever_is_published_tree_and_server_hold_just_that(steps, former):
    """Against a plain dictionary; `None` removes, and a whole publication removes the rest."""
    with tempfile.TemporaryDirectory() as folder:
        root, model, state = Path(folder), {}, {}
        for change, everything in steps:
            news = {path: page(text) for path, text in change.items() if text is not None}
            gone = [path for path, text in change.items() if text is None]
            publish(root, news, gone, whole=everything, durable=False)
            kept = {} if everything else {p: one for p, one in model.items() if p not in gone}
            model = kept | news
            assert verify(root, model) == {}
            assert set(manifest.read(root)) == set(model)
            if former:
                make_former(root)
            _, state = load(root, state, 10**6)
            assert state == load(root, {}, 10**6)[1]
            ways = {way: one for part in state.values() for way, one in part.ways.items()}
            assert {path: ways[path].bodies[""].data for path in model} == {
                path: one.data for path, one in model.items()
            }


def test_an_emptied_shard_leaves_nothing_behind(tree, tmp_path_factory):
    publish(tree, {}, tuple(about("n7x")), durable=False)
    fresh = tmp_path_factory.mktemp("fresh")
    rest = {path: one for path, one in whole().items() if "n7x" not in path}
    publish(fresh, rest, durable=False)
    assert content(tree) == content(fresh)


def test_a_former_tree_is_served_as_it_is_and_brought_over_by_the_next_publication(
    tree, tmp_path_factory
):
    make_former(tree)
    assert verify(tree, whole()) == {}
    portal = Portal(tree, 10**6)
    portal.refresh()
    before, old = portal.state, portal.way("/de/p/n7x/")
    assert (portal.number, old.line.status) == (1, 200)
    news = withdraw(tree)
    assert portal.way("/de/p/n7x/") is old
    portal.refresh()
    assert (portal.number, portal.way("/de/p/n7x/").line.status) == (2, 410)
    touched = {shard_of(path) for path in news}
    assert {name for name, part in portal.state.items() if part is not before[name]} == touched
    fresh = tmp_path_factory.mktemp("fresh")
    publish(fresh, whole() | news, durable=False)
    assert content(tree) == content(fresh)


def test_a_publication_of_nothing_new_brings_a_former_tree_over_too(tree):
    make_former(tree)
    state = publish(tree, about("n7x"), durable=False)
    assert (state.number, state.written) == (2, ())
    assert not (tree / manifest.FORMER).exists()
    assert verify(tree, whole()) == {}
    assert publish(tree, about("n7x"), durable=False).number == 2


def test_one_line_is_read_from_either_form(tree):
    line = manifest.line(tree, "p/n7x/index.html")
    assert line == manifest.read(tree)["p/n7x/index.html"]
    make_former(tree)
    assert manifest.line(tree, "p/n7x/index.html") == line
    assert manifest.line(tree, "p/none/index.html") is None
    assert manifest.line(tree / "nothing", "p/n7x/index.html") is None


def test_verify_names_a_manifest_that_somebody_touched(tree):
    name, other = sorted(manifest.shards(tree).index)[:2]
    (tree / shard_path(name)).write_bytes(b"{}")
    (tree / shard_path(other)).unlink()
    (tree / "manifest/more.json").write_bytes(b"{}")
    assert verify(tree, whole()) == {
        shard_path(name): "changed",
        shard_path(other): "changed",
        "manifest/more.json": "unexpected",
    }
    (tree / manifest.INDEX).write_bytes(b"{}")
    assert verify(tree, whole())[manifest.GENERATION] == "changed"
