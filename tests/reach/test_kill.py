"""A publisher may be killed at any moment: nothing is torn, and the next one mends it."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from oyez.reach import disk, manifest
from oyez.reach.document import Document
from oyez.reach.lines import Lines
from oyez.reach.server import Portal
from oyez.reach.tree import publish, verify

from .trees import content, make_former, page, state

PUBLISHER = """
import sys
from pathlib import Path
from reach.trees import state
from oyez.reach.tree import publish
root = Path(sys.argv[1])
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**6):
    documents, gone = state(number)
    publish(root, documents, gone, durable=False)
"""


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


BEFORE = {
    "p/a/index.html": page("a"),
    "p/b/index.html": page("b"),
    "m/x.png": Document(b"x", "image/png", "media"),
    "index.html": page("home", "list"),
}
CHANGE = {
    "p/a/index.html": page("withdrawn", status=410),
    "p/new/index.html": page("new"),
    "index.html": page("home again", "list"),
}
GONE = ("m/x.png",)
AFTER = {path: one for path, one in (BEFORE | CHANGE).items() if path not in GONE}
OTHER = {"other.html": page("other")}


class KilledError(BaseException):
    """Nothing after this is done."""


@contextmanager
def dying(monkeypatch, after):
    """Every change of a name takes one step; after so many the publisher is no more."""
    steps = itertools.count(1)

    def counted(call):
        def step(*args, **kwargs):
            if next(steps) > after:
                raise KilledError
            return call(*args, **kwargs)

        return step

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(os, name, counted(getattr(os, name)))
        yield


def killed(monkeypatch, root, after):
    """Publish the change until death comes; whether it came."""
    with dying(monkeypatch, after):
        try:
            publish(root, CHANGE, GONE, durable=False)
        except KilledError:
            return True
    return False


def taken_as_it_stands(root, portal):
    """What happens when a tree stays unsettled for a while."""
    portal.refresh()
    if portal.waiting_since is not None:
        portal.waiting_since = time.monotonic() - 2
        portal.refresh()
    for path in ("p/a/index.html", "p/b/index.html"):
        whole = {BEFORE[path].data, AFTER[path].data}
        assert portal.way(f"/{path}").bodies[""].data in whole
    return portal


def assert_served(portal, documents):
    """Whoever looks for a new generation as the portal does has what the tree has."""
    if portal.outdated():
        portal.refresh()
    assert portal.waiting_since is None
    for path, one in documents.items():
        found = portal.way(f"/{path}")
        assert (found.line.sha256, found.line.status) == (one.sha256, one.status), path
        assert not found.bodies or found.bodies[""].data == one.data, path
    assert portal.way("/m/x.png") is None


def survive(monkeypatch, base, folder):
    """Kill the publisher after every single step; how many there were."""
    for after in itertools.count():
        root = folder / str(after)
        shutil.copytree(base, root)
        here = Portal(root, 10**6)
        here.refresh()
        died = killed(monkeypatch, root, after)
        portals = [taken_as_it_stands(root, one) for one in (here, Portal(root, 10**6))]
        again = folder / f"{after}-again"
        shutil.copytree(root, again)
        publish(again, CHANGE, GONE, durable=False)
        assert verify(again, AFTER) == {}
        for portal in portals:
            portal.root = again
            assert_served(portal, AFTER)
        publish(root, OTHER, durable=False)
        assert_mended(root)
        publish(root, CHANGE | OTHER, GONE, durable=False)
        assert verify(root, AFTER | OTHER) == {}
        if not died:
            return after
    raise AssertionError


@pytest.fixture
def base(tmp_path):
    publish(tmp_path / "base", BEFORE, durable=False)
    return tmp_path / "base"


def test_a_kill_between_any_two_steps_is_mended(base, tmp_path, monkeypatch):
    assert survive(monkeypatch, base, tmp_path) > 15


def test_a_kill_while_a_former_tree_is_brought_over_is_mended(base, tmp_path, monkeypatch):
    make_former(base)
    assert survive(monkeypatch, base, tmp_path) > 15


def test_a_former_list_that_stayed_never_comes_back(base, tmp_path, monkeypatch):
    """Its removal was the one step that a kill prevented."""
    make_former(base)
    list_of_all = (base / manifest.FORMER).read_bytes()
    publish(base, {"p/b/index.html": page("b again")}, durable=False)
    publish(base, BEFORE, durable=False)
    (base / manifest.FORMER).write_bytes(list_of_all)
    survive(monkeypatch, base, tmp_path)


def forget_first(lines, *, durable):
    """Broken: the journal is gone before the shards and the index are there."""
    (lines.root / manifest.UNFINISHED).unlink(missing_ok=True)
    return settle(lines, durable=durable)


def name_first(lines, *, durable):
    """Broken: the generation is named before what it names is there."""
    index = dict(lines.shards.index)
    for name in lines.touched:
        index.pop(name, None)
        if held := lines.shard(name):
            index[name] = manifest.digest(manifest.write(held))
    digest = manifest.digest(manifest.write_index(index))
    old = manifest.read_generation(lines.root)
    if old.digest != digest:
        disk.place(lines.root / manifest.GENERATION, f"{old.number + 1} {digest}\n".encode())
    return settle(lines, durable=durable)


settle = Lines.settle


@pytest.mark.parametrize("broken", [forget_first, name_first])
def test_a_broken_order_is_noticed(base, tmp_path, monkeypatch, broken):
    monkeypatch.setattr(Lines, "settle", broken)
    with pytest.raises(AssertionError):
        survive(monkeypatch, base, tmp_path)
