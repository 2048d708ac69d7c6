"""What people write beside a notice: too long is told, never cut; damaged letters never crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from press_office import LATER, Newsroom, grave, refused

from oyez.domain.delivery import Held
from oyez.publish.actions import break_glass, close_review, retract, send_back, settle

DAMAGED = {
    "lone surrogate": "Long enough \ud800 to pass",
    "override": "Long enough \u202e to pass",
    "control": "Long enough \x00 to pass",
}
REASON = "Nobody else is on duty."
Try = Callable[[Newsroom, str], object]


def try_send_back(room: Newsroom, text: str) -> object:
    return send_back(room.bob, room.submitted(), text)


def try_glass(room: Newsroom, text: str) -> object:
    return break_glass(room.dora, room.composed(grave()), text, version=1, at=LATER)


def try_review(room: Newsroom, text: str) -> object:
    glass = break_glass(room.dora, room.composed(grave()), REASON, version=1, at=LATER)
    return close_review(room.bob, glass, text, at=LATER)


def try_reason(room: Newsroom, text: str) -> object:
    return retract(room.bob, room.approved(), text, at=LATER)


def try_instead(room: Newsroom, text: str) -> object:
    return retract(room.bob, room.approved(), "Wrong road", at=LATER, instead=text)


def try_settle(room: Newsroom, text: str) -> object:
    rows = room.approved().deliveries.filter(platform="mastodon")
    rows.update(held=Held.NEEDS_PERSON, attempt=1)
    settle(room.dora, rows.get(), stands=True, at=LATER, note=text)
    return rows.get().receipts.get().evidence


EVERY: dict[str, tuple[Try, str, int]] = {
    "send back": (try_send_back, "reason", 500),
    "glass": (try_glass, "reason", 500),
    "review": (try_review, "note", 500),
    "retract": (try_reason, "reason", 300),
    "instead": (try_instead, "instead", 2000),
    "settle": (try_settle, "note", 294),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize(("attempt", "field", "_"), EVERY.values(), ids=EVERY)
def test_damaged_letters_are_told(
    room: Newsroom, attempt: Try, field: str, _: int, text: str
) -> None:
    with refused(field, "Line 1, character 13"):
        attempt(room, text)


@pytest.mark.parametrize(("attempt", "field", "longest"), EVERY.values(), ids=EVERY)
def test_too_long_is_told_and_nothing_is_cut(
    room: Newsroom, attempt: Try, field: str, longest: int
) -> None:
    with refused(field, f"at most {longest} are possible"):
        attempt(room, "x" * (longest + 1))
    attempt(room, f" {'x' * longest} ")


def test_what_a_person_attests_is_kept_whole(room: Newsroom) -> None:
    assert try_settle(room, "x" * 294) == f"Dora: {'x' * 294}"
