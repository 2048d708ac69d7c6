"""The public list of official accounts: which speak, which were left, and where to go instead."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import unescape
from typing import Any

from oyez.govern.models import Channel
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.outside import Outside
from oyez.proof.stories.player import Player

DATA = ".well-known/official-accounts.json"
SAME, PAGE = "accounts.json", "accounts/"
PUBLISHED_WITHIN = 20.0


def told(
    player: Player, outside: Outside, wanted: Iterable[tuple[Channel, str, Channel | None]]
) -> None:
    """Each account with its mode and where its successor is, for programs and for people."""
    expected = list(wanted)
    player.expect(
        "The directory says so: " + "; ".join(_line(*one) for one in expected) + ".",
        lambda: [_account(outside, channel.name) for channel, _, _ in expected],
        [[one.name, mode, to.public_url if to else None] for one, mode, to in expected],
        within=player.seconds() + PUBLISHED_WITHIN,
    )
    player.expect(
        f"/{SAME} says the same as /{DATA}.",
        lambda: json.loads(outside.page(SAME).text)["accounts"] == _data(outside)["accounts"],
    )
    places = [one.public_url for _, _, one in expected if one]
    player.expect(
        "The page for people names each of them, and links to what takes its place.",
        lambda: [
            words
            for words in (*(channel.name for channel, _, _ in expected), *places)
            if words not in unescape(outside.page(PAGE).text)
        ],
        [],
    )


def routes(player: Player, outside: Outside, cast: Cast) -> None:
    """How to reach the authority, beside its accounts."""
    ways = [way for way in cast.body.contact.values() if way]
    player.expect(
        "Beside the accounts it names the ways to reach the authority: " + ", ".join(ways) + ".",
        lambda: [way for way in ways if way not in _points(outside, cast.body.name)],
        [],
    )


def _line(channel: Channel, mode: str, successor: Channel | None) -> str:
    return f"{channel.name} {mode}" + (f", go to {successor.name}" if successor else "")


def _data(outside: Outside) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(outside.page(DATA).text)
    return found


def _account(outside: Outside, name: str) -> list[str | None]:
    one = next(one for one in _data(outside)["accounts"] if one["name"] == name)
    return [one["name"], one["mode"], one["successor_url"]]


def _points(outside: Outside, authority: str) -> list[str]:
    found = next(one for one in _data(outside)["organizations"] if one["name"] == authority)
    return [point.get("telephone") or point.get("url") for point in found["contactPoint"]]
