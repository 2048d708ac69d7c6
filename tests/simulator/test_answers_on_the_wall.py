"""Whoever answers on a played platform has a name on the wall."""

from __future__ import annotations

import pytest

from oyez.simulator.http import Request
from oyez.simulator.played import STANDS
from oyez.simulator.wall import answers
from oyez.simulator.world import Post, Version, World

IDS = {"linkedin": "urn:li:share:1"}
ANSWERED = sorted(name for name, stand in STANDS.items() if stand.answering)


@pytest.mark.parametrize("platform", ANSWERED)
def test_an_answer_stands_there_with_its_author(platform: str) -> None:
    world = World()
    now = world.now()
    told = {"kind": "post", "to": "4915100000", "record": {}, "cid": "c", "room": "main"}
    version = Version(now, "Bomb disposal", told)
    parent = Post(platform, "main", IDS.get(platform, "1"), now, now, [version])
    world.add(parent)
    request = Request("POST", "/", {"host": "127.0.0.1"})
    answering = STANDS[platform].answering
    assert answering is not None
    words = {"author": "Jess Tolland", "text": "Which time?"}
    world.replies[parent.id] = [answering.make(world, request, parent, words)]
    shown = answers(world, parent, world.now() + 1)
    assert "Which time?" in shown
    assert "jess" in shown.lower()
