"""The wall of a drill on a second screen: every platform stands there from the start."""

from __future__ import annotations

import re
from urllib.request import ProxyHandler, build_opener

from oyez.simulator import running
from oyez.simulator.names import LABELS

OPENER = build_opener(ProxyHandler({}))


def headings(*options: str) -> set[str]:
    with running(*options) as simulator, OPENER.open(simulator.wall, timeout=20) as answer:
        return set(re.findall(r'<h2 id="(\w+)">', answer.read().decode()))


def test_every_platform_is_shown_where_that_is_wished() -> None:
    assert set(LABELS) <= headings("--wall")
    assert headings() == {"mail"}, "otherwise only those on which somebody has spoken"
