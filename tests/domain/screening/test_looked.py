"""Links that were looked at, and links that nobody has looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cases import CONTEXT

from looks import look
from oyez.domain.looking import Failure, Hop
from oyez.domain.screening import Draft, Level, addresses_of, screen
from oyez.domain.screening.examined import not_examined
from oyez.domain.screening.hosts import read_address
from oyez.domain.screening.links import passed_on

PAGE = "https://www.town.example/fair"
DRAFT = Draft(f"The fair: {PAGE}", "en")
FAR = tuple(Hop(f"https://hop{n}.example/", 301) for n in range(7))


def levels(**seen: Any) -> dict[str, Level]:
    return {one.code: one.level for one in screen(DRAFT, CONTEXT, {PAGE: look(**seen)})}


@pytest.mark.parametrize(
    ("seen", "code", "level"),
    [
        ({"live": True, "live_as": "Twitch"}, "link:live_stream", Level.BLOCK),
        ({"labels": ("adult",), "said": ("rating: adult",)}, "link:adult_label", Level.BLOCK),
        ({"listed": ("adult",)}, "link:adult_host", Level.BLOCK),
        ({"chain": (Hop(PAGE), Hop("https://freeporn.example/"))}, "link:adult_host", Level.BLOCK),
        ({"failure": Failure.PRIVATE_ADDRESS}, "link:private_address", Level.BLOCK),
        ({"failure": Failure.DOWNGRADE}, "link:redirects_elsewhere", Level.BLOCK),
        ({"chain": FAR}, "link:redirects_elsewhere", Level.BLOCK),
        ({"final_address": "https://other.example/"}, "link:redirects_elsewhere", Level.ASK),
        ({"failure": Failure.TIMEOUT, "status": 0}, "link:unreachable", Level.ASK),
        ({"status": 404}, "link:unreachable", Level.ASK),
        ({"login_wall": True}, "link:unreachable", Level.ASK),
    ],
)
def test_what_a_look_brings(seen: dict[str, Any], code: str, level: Level) -> None:
    assert levels(**seen)[code] is level


@pytest.mark.parametrize(
    "seen", [{}, {"final_address": "https://town.example/fair?year=2026"}, {"status": 204}]
)
def test_an_ordinary_page_brings_nothing_new(seen: dict[str, Any]) -> None:
    assert set(levels(**seen)) == {"link:not_official"}


def test_our_own_page_is_not_asked_about_whatever_it_shows() -> None:
    own = "https://www.derbyshire.police.example/live"
    draft = Draft(f"Our conference: {own}", "en")
    assert screen(draft, CONTEXT, {own: look(address=own, final_address=own, live=True)}) == []


def test_addresses_are_looked_at_once_and_without_their_disguise() -> None:
    draft = Draft(
        "a example[.]com/x and https://example.com/x", links=("example.com/x", "mailto:a")
    )
    assert addresses_of(draft) == ["https://example.com/x"]


def test_a_link_without_a_fresh_look_is_a_question() -> None:
    def asked(**changes: Any) -> list[str]:
        known = {PAGE: look(at=CONTEXT.now - timedelta(**changes))} if changes else {}
        return [one.sentence.template for one in not_examined(DRAFT, CONTEXT, known)]

    assert "was not looked at yet" in asked()[0]
    assert asked(minutes=15) == []
    assert "minutes ago" in asked(minutes=16)[0]
    trusted = replace(CONTEXT, approved_external_domains=("town.example",))
    assert not_examined(DRAFT, trusted, {})
    assert not not_examined(DRAFT, replace(CONTEXT, official_domains=("town.example",)), {})


@pytest.mark.parametrize(
    ("address", "goal"),
    [
        ("https://a.example/?url=https://b.example/x", "https://b.example/x"),
        ("https://a.example/?u=https%3A%2F%2Fb.example", "https://b.example"),
        ("https://a.example/?url=https://www.a.example/x", ""),
        ("https://a.example/?page=https://b.example/x", ""),
        ("https://a.example/", ""),
    ],
)
def test_an_address_that_says_itself_where_it_leads(address: str, goal: str) -> None:
    assert passed_on(read_address(address)) == goal
