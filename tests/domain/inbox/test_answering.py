"""Who may answer with what, when a machine may, and what becomes of what was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.channel import Mode, Standing
from oyez.domain.delivery import FailureClass
from oyez.domain.errors import say
from oyez.domain.inbox.answering import (
    NEVER_AUTOMATIC,
    Heard,
    Matter,
    answers_by_itself,
    may_answer,
    needs_second,
)
from oyez.domain.inbox.labels import Label
from oyez.domain.inbox.sending import (
    ACCOUNT,
    MOVES,
    NOT_YET,
    OPEN,
    PATIENCE,
    Course,
    State,
    after_failure,
    after_silence,
)
from oyez.domain.verdict import Kind

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
STANDING = Standing(1, "Town", "mastodon", Mode.ACTIVE, date(2026, 1, 1), has_credentials=True)
WHY = say("Because.")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, Kind.GO),
        *(({"mode": mode}, Kind.GO) for mode in set(Mode) - {Mode.CLOSED}),
        ({"mode": Mode.CLOSED}, Kind.STOP),
        ({"frozen": WHY}, Kind.HOLD),
        ({"frozen": WHY, "mode": Mode.CLOSED}, Kind.HOLD),
        ({"unapproved": WHY}, Kind.STOP),
        ({"unaccepted": WHY}, Kind.STOP),
        ({"has_credentials": False}, Kind.STOP),
    ],
)
def test_a_freeze_holds_and_what_forbids_the_channel_stops(
    change: dict[str, object], kind: Kind
) -> None:
    found = may_answer(replace(STANDING, **change))  # type: ignore[arg-type]
    assert found.kind is kind
    assert (found.reason is None) == (kind is Kind.GO)


@given(st.builds(Matter), st.booleans())
def test_own_words_on_what_is_grave_take_two_people(matter: Matter, saved: bool) -> None:
    grave = matter.urgent or matter.warning or matter.critical
    assert needs_second(matter, saved=saved) == (grave and not saved)


@given(
    st.builds(
        Heard,
        switched_on=st.booleans(),
        staffed=st.booleans(),
        direct=st.booleans(),
        public_too=st.booleans(),
        can_reply=st.booleans(),
        label=st.none() | st.sampled_from(Label),
        abusive=st.booleans(),
    )
)
def test_a_machine_answers_only_where_all_of_it_holds(heard: Heard) -> None:
    if answers_by_itself(heard):
        assert heard.switched_on
        assert heard.can_reply
        assert not heard.staffed
        assert not heard.abusive
        assert heard.label is not None
        assert heard.label not in NEVER_AUTOMATIC
        assert heard.direct or heard.public_too


def test_it_does_answer() -> None:
    asked = Heard(
        switched_on=True,
        staffed=False,
        direct=True,
        public_too=False,
        can_reply=True,
        label=Label.OTHER,
    )
    assert answers_by_itself(asked)


COURSES = st.builds(
    Course,
    attempt=st.integers(0, 40),
    since=st.integers(0, 7200).map(lambda seconds: AT - timedelta(seconds=seconds)),
    repeatable=st.booleans(),
    doubt=st.booleans(),
)


@given(COURSES, st.sampled_from(FailureClass), st.none() | st.just(AT + timedelta(minutes=9)))
def test_nothing_is_sent_twice_and_nothing_is_lost(
    course: Course, cls: FailureClass, retry_at: datetime | None
) -> None:
    found = after_failure(course, cls, retry_at, AT)
    assert found.state in MOVES[State.SENDING]
    assert (found.due_at is not None) == (found.state in {State.WANTED, State.UNKNOWN})
    if found.due_at is not None:
        assert found.due_at > AT
    if found.state is State.UNKNOWN and cls is FailureClass.AMBIGUOUS:
        assert course.repeatable, "where a repetition is another deed a person looks"
    if course.doubt:
        assert found.state not in {State.WANTED, State.REFUSED}, "it may stand there"
    if cls in ACCOUNT:
        assert found.state is State.BY_HAND
    if cls in NOT_YET and AT - course.since > PATIENCE:
        assert found.state is State.BY_HAND


@given(COURSES)
def test_whoever_died_with_it_is_followed_by_a_repetition_or_a_person(course: Course) -> None:
    found = after_silence(course, AT)
    assert found.state in {State.UNKNOWN, State.BY_HAND}
    assert course.repeatable or found.state is State.BY_HAND


def test_what_is_open_leads_on_and_what_is_over_does_not() -> None:
    assert {state for state in State if MOVES[state]} == OPEN
    assert State.REFUSED not in MOVES[State.UNKNOWN], "what may stand there is not refused"
