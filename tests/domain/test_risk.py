"""Accepted risks: written out, for a year at most, by two people, and only while they hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.errors import NotAllowed
from oyez.domain.risk import SHORTEST, Acceptance, check_written, last_day, unaccepted

TODAY = date(2026, 11, 21)
LATER, WORDS = date(2027, 5, 31), "x" * SHORTEST


def test_what_is_written_out_and_ends_within_a_year_is_taken() -> None:
    check_written(WORDS, WORDS, TODAY + timedelta(days=1), TODAY)
    check_written(WORDS, WORDS, last_day(TODAY), TODAY)


@pytest.mark.parametrize(
    ("reason", "considered", "ends_on", "field"),
    [
        (" " * 60, WORDS, LATER, "reason"),
        (WORDS, WORDS[1:], LATER, "considered"),
        ("x" * 5001, WORDS, LATER, "reason"),
        (WORDS, WORDS, TODAY, "ends_on"),
        (WORDS, WORDS, last_day(TODAY) + timedelta(days=1), "ends_on"),
    ],
)
def test_what_is_not(reason: str, considered: str, ends_on: date, field: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        check_written(reason, considered, ends_on, TODAY)
    assert refused.value.field == field


def test_a_year_from_a_leap_day_ends_on_the_28th() -> None:
    assert last_day(date(2028, 2, 29)) == date(2029, 2, 28)
    assert last_day(TODAY) == date(2027, 11, 21)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ([], "accept that risk in writing"),
        ([Acceptance(LATER)], "second one has to confirm"),
        ([Acceptance(TODAY - timedelta(days=1))], "accept that risk in writing"),
        ([Acceptance(TODAY - timedelta(days=1), confirmed=True)], "ended on 20 November 2026"),
        ([Acceptance(LATER, confirmed=True, withdrawn_on=TODAY)], "withdrawn on 21 November 2026"),
        ([Acceptance(LATER, confirmed=False, withdrawn_on=TODAY)], "accept that risk in writing"),
    ],
)
def test_without_an_acceptance_in_force_a_sentence_says_why(
    known: list[Acceptance], words: str
) -> None:
    assert words in str(unaccepted("WhatsApp Emsland", known, TODAY))


def test_the_last_day_belongs_to_it() -> None:
    last = Acceptance(TODAY, confirmed=True)
    assert unaccepted("W", [last], TODAY) is None
    assert unaccepted("W", [last], TODAY + timedelta(days=1)) is not None


@given(
    st.lists(
        st.builds(
            Acceptance,
            ends_on=st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)),
            confirmed=st.booleans(),
            withdrawn_on=st.none() | st.just(TODAY),
        )
    )
)
def test_nothing_goes_out_unless_a_confirmed_one_holds(known: list[Acceptance]) -> None:
    holds = any(
        one.confirmed and one.withdrawn_on is None and one.ends_on >= TODAY for one in known
    )
    assert (unaccepted("W", known, TODAY) is None) == holds
