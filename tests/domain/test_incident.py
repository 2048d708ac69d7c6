"""Moments in order, how long each part took, and sentences with places to fill in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.incident import (
    PLACES,
    Happening,
    Moment,
    filled,
    first,
    last,
    ordered,
    spans,
    unknown_places,
)

H = Happening
START = datetime(2017, 10, 28, 21, 0, tzinfo=UTC)


def at(seconds: float, what: Happening, where: str = "") -> Moment:
    return Moment(START + timedelta(seconds=seconds), what, where)


EVENING = [
    at(0, H.POSTED),
    at(300, H.SIGN),
    at(345, H.RAISED),
    at(346, H.PAGED),
    at(400, H.ACKNOWLEDGED),
    at(420, H.ASKED),
    at(421.5, H.GONE, "Mastodon"),
    at(423, H.GONE, "X"),
    at(423, H.ALL_GONE),
    at(500, H.SAID),
]


def test_each_part_is_measured_beside_its_goal_and_beside_2017() -> None:
    found = {one.name: one for one in spans(EVENING)}
    assert {name: one.seconds for name, one in found.items()} == {
        "noticed": 46,
        "acknowledged": 54,
        "decided": 20,
        "removed": 3,
        "said": 155,
        "stood": 423,
    }
    assert (found["noticed"].met, found["noticed"].before) == (True, 1200)
    assert found["said"].met is False
    assert (found["stood"].met, found["stood"].before) == (None, 3600)


def test_what_has_not_ended_has_no_seconds_and_what_never_began_is_no_part() -> None:
    found = {one.name: one.seconds for one in spans(EVENING[:4])}
    open_ended = dict.fromkeys(("acknowledged", "decided", "said", "stood"))
    assert found == {"noticed": 46, **open_ended}
    assert spans([]) == []


@given(st.permutations(EVENING))
def test_the_order_in_which_rows_are_read_changes_nothing(shuffled: list[Moment]) -> None:
    assert ordered(shuffled) == EVENING
    assert spans(shuffled) == spans(EVENING)


def test_first_and_last_of_several_kinds() -> None:
    assert first(EVENING, H.GONE) == at(421.5, H.GONE, "Mastodon")
    assert last(EVENING, H.GONE, H.SIGN) == at(423, H.GONE, "X")
    assert first(EVENING, H.FROZEN) is None


TEXT = "It was public from {since} to {until}.\nPeople saw: {seen}\n\nQuestions: {contact}"


def test_a_line_of_which_something_is_unknown_is_left_out() -> None:
    known = {"since": "21:00", "until": "21:07", "contact": "101"}
    assert filled(TEXT, known) == "It was public from 21:00 to 21:07.\n\nQuestions: 101"
    assert filled(TEXT, {}) == ""


def test_what_fills_a_place_is_not_filled_in_again() -> None:
    assert filled("{notice}", {"notice": "{since}", "since": "x"}) == "{since}"


def test_unknown_places_are_found() -> None:
    assert unknown_places(TEXT) == []
    assert unknown_places("{authority} {author} {}") == ["author", ""]
    assert all(not unknown_places("{" + name + "}") for name in PLACES)
