"""What holds on a channel follows from its row and from what is planned, whoever has written it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.channel import TRANSITIONS, Mode, may_become
from oyez.domain.mode_change import Change, in_force, refusal_of_order

NOON = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
MODES = st.sampled_from(list(Mode))
AWAY = st.integers(-90, 90).map(lambda minutes: NOON + timedelta(minutes=minutes))
CHANGES = st.lists(st.tuples(AWAY, MODES), max_size=5).map(
    lambda found: [Change(number, at, to) for number, (at, to) in enumerate(found)]
)


def change(minutes: int, to: Mode, number: int = 1) -> Change:
    return Change(number, NOON + timedelta(minutes=minutes), to)


def test_it_holds_from_its_moment_on_and_not_before() -> None:
    closing = [change(0, Mode.CLOSING)]
    before = in_force(Mode.ACTIVE, closing, NOON - timedelta(microseconds=1))
    assert (before.mode, before.since, before.next) == (Mode.ACTIVE, None, NOON)
    at = in_force(Mode.ACTIVE, closing, NOON)
    assert (at.mode, at.since, at.next) == (Mode.CLOSING, NOON, None)


def test_two_that_are_late_happen_in_their_order() -> None:
    late = [change(30, Mode.CLOSED, 1), change(0, Mode.CLOSING, 2)]
    found = in_force(Mode.ACTIVE, late, NOON + timedelta(hours=1))
    assert (found.mode, found.since) == (Mode.CLOSED, NOON + timedelta(minutes=30))


def test_what_cannot_happen_any_more_changes_nothing() -> None:
    assert in_force(Mode.CLOSED, [change(0, Mode.ACTIVE)], NOON).mode is Mode.CLOSED
    assert in_force(Mode.ACTIVE, [change(0, Mode.CLOSED)], NOON).mode is Mode.ACTIVE


def test_a_channel_that_is_to_open_waits_for_it() -> None:
    opening = [change(0, Mode.ACTIVE)]
    assert in_force(Mode.ACTIVE, opening, NOON - timedelta(seconds=1)).opens == NOON
    assert in_force(Mode.ACTIVE, opening, NOON).opens is None
    assert in_force(Mode.CLOSING, opening, NOON - timedelta(seconds=1)).opens is None
    later = [change(-5, Mode.REDUCED, 1), change(0, Mode.ACTIVE, 2)]
    assert in_force(Mode.ACTIVE, later, NOON - timedelta(minutes=9)).opens is None


@given(MODES, CHANGES, AWAY)
def test_writing_what_is_due_changes_nothing_about_what_holds(
    stored: Mode, changes: list[Change], now: datetime
) -> None:
    """A worker may have written none, some or all of it: the send path comes to the same mode."""
    whole, mode = in_force(stored, changes, now), stored
    due = sorted((one for one in changes if one.at <= now), key=lambda one: one.place)
    for one in due:
        rest = [other for other in changes if other.place > one.place or other.at > now]
        mode = one.to if may_become(mode, one.to) is None else mode
        left = in_force(mode, rest, now)
        assert (left.mode, left.next, left.opens) == (whole.mode, whole.next, whole.opens)


@given(MODES, CHANGES, AWAY, AWAY)
def test_the_mode_only_moves_along_the_table(
    stored: Mode, changes: list[Change], one: datetime, other: datetime
) -> None:
    """From the mode of an earlier moment there is a way to that of a later one."""
    first, last = sorted((one, other))
    begin, end = (in_force(stored, changes, at).mode for at in (first, last))
    reached, waiting = {begin}, [begin]
    while waiting:
        fresh = TRANSITIONS[waiting.pop()] - reached
        reached |= fresh
        waiting += fresh
    assert end in reached


@given(MODES, CHANGES)
def test_an_order_that_is_not_refused_happens_as_it_was_planned(
    stored: Mode, changes: list[Change]
) -> None:
    if refusal_of_order(stored, changes) is None:
        for one in changes:
            assert in_force(stored, changes, one.at).mode is one.to


def test_an_order_that_cannot_be_is_told() -> None:
    assert refusal_of_order(Mode.ACTIVE, [change(0, Mode.CLOSED)]) is not None
    assert refusal_of_order(Mode.ACTIVE, [change(0, Mode.ACTIVE)]) is None
    same = [change(0, Mode.CLOSING, 1), change(0, Mode.CLOSED, 2)]
    assert "same moment" in str(refusal_of_order(Mode.ACTIVE, same))
