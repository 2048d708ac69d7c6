"""What an answer means: failures, back-off and patience."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from any_delivery import HERE, LIVE, NOW, SETTLE, after, many, unknown
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery import (
    Abilities,
    Accepted,
    AskPerson,
    ByPerson,
    Call,
    Correct,
    Facts,
    Failure,
    FailureClass,
    Find,
    Held,
    Idempotency,
    Look,
    Publish,
    Retract,
    Seen,
    Task,
    Wait,
    begin,
    next_step,
    record,
    want,
)


@many
@given(st.integers(0, 60), st.sampled_from([Find(1), Look(HERE), Publish(1), Retract(HERE)]))
def test_the_back_off_is_bounded(failures: int, step: Call) -> None:
    facts = replace(LIVE, failures=failures, retry_at=None)
    can = Abilities(Idempotency.KEY)
    failed = record(facts, step, Failure(FailureClass.TRANSIENT), now=NOW, abilities=can)
    assert failed.failures == failures + 1
    assert failed.retry_at is not None
    wait = failed.retry_at - NOW
    assert timedelta(milliseconds=250) <= wait <= timedelta(seconds=60)
    more = record(failed, step, Failure(FailureClass.TRANSIENT), now=after(90), abilities=can)
    assert more.retry_at is not None
    assert more.retry_at - after(90) >= wait


@many
@given(
    st.integers(1, 90_000),
    st.sampled_from([FailureClass.RATE_LIMITED, FailureClass.QUOTA, FailureClass.TRANSIENT]),
    st.sampled_from([Find(1), Look(HERE), Publish(1), Correct(HERE, 2), Retract(HERE)]),
)
def test_the_platforms_own_time_is_kept(seconds: int, cls: FailureClass, step: Call) -> None:
    facts = replace(LIVE, failures=3)
    named = Failure(cls, after(seconds))
    failed = record(facts, step, named, now=NOW, abilities=Abilities(Idempotency.KEY))
    assert failed.retry_at == after(seconds)


def test_a_clear_answer_ends_the_back_off() -> None:
    tried = replace(LIVE, failures=7, retry_at=NOW)
    for step, answer in ((Retract(HERE), Accepted()), (Correct(HERE, 2), Accepted())):
        told = record(tried, step, answer, now=NOW, abilities=Abilities(Idempotency.KEY))
        assert (told.failures, told.retry_at) == (0, None)


@pytest.mark.parametrize(
    ("cls", "step", "held", "task"),
    [
        (FailureClass.INVALID, Publish(1), Held.REFUSED, None),
        (FailureClass.POLICY, Publish(1), Held.REFUSED, None),
        (FailureClass.PERMISSION, Publish(1), Held.NEEDS_PERSON, Task.NO_RIGHT),
        (FailureClass.SUSPENDED, Publish(1), Held.NEEDS_PERSON, Task.NO_RIGHT),
        (FailureClass.RATE_LIMITED, Publish(1), Held.NOTHING, None),
        (FailureClass.AUTH, Publish(1), Held.NOTHING, None),
        (FailureClass.TRANSIENT, Publish(1), Held.NOTHING, None),
        (FailureClass.AMBIGUOUS, Publish(1), Held.UNKNOWN, None),
    ],
)
def test_what_a_failed_first_send_means(
    cls: FailureClass, step: Publish, held: Held, task: Task | None
) -> None:
    sent = begin(Facts(1), step, NOW)
    can = Abilities(Idempotency.KEY)
    failed = record(sent, step, Failure(cls), now=NOW, abilities=can)
    assert (failed.held, failed.task) == (held, task)


def test_a_text_that_vanished_cannot_be_corrected() -> None:
    step = Correct(HERE, 2)
    can = Abilities(Idempotency.KEY)
    sent = begin(want(LIVE, 2), step, NOW)
    told = record(sent, step, Failure(FailureClass.NOT_FOUND), now=NOW, abilities=can)
    assert (told.held, told.task) == (Held.NEEDS_PERSON, Task.VANISHED)


def test_duplicate_after_doubt_is_a_reason_to_look_not_to_refuse() -> None:
    facts, can = unknown(Idempotency.CLIENT_ID)
    assert next_step(facts, can, NOW) == Publish(1)
    again = begin(facts, Publish(1), NOW)
    told = record(again, Publish(1), Failure(FailureClass.DUPLICATE), now=NOW, abilities=can)
    assert next_step(told, can, NOW) == Find(1)


def test_who_cannot_look_asks_a_person_after_a_while() -> None:
    facts, can = unknown(Idempotency.KEY)
    deaf = Failure(FailureClass.TRANSIENT)
    soon, late = NOW + can.patience, NOW + can.patience + timedelta(seconds=1)
    waits = record(facts, Find(1), deaf, now=soon, abilities=can)
    assert waits.held is Held.UNKNOWN
    asks = record(facts, Find(1), deaf, now=late, abilities=can)
    assert (asks.held, asks.task) == (Held.NEEDS_PERSON, Task.CANNOT_LOOK)


def test_a_platform_that_deletes_nothing_is_given_to_a_person() -> None:
    can = Abilities(Idempotency.KEY, settle=SETTLE)
    facts, now, retracts = want(LIVE, None), after(120), 0
    while facts.held is not Held.NEEDS_PERSON:
        step = next_step(facts, can, now)
        if isinstance(step, Wait):
            assert step.until is not None
            now = step.until
        elif isinstance(step, Retract):
            retracts += 1
            facts = begin(facts, step, now)
            facts = record(facts, step, Accepted(), now=now, abilities=can)
        else:
            assert step == Look(HERE)
            facts = record(facts, step, Seen("a"), now=now, abilities=can)
        assert retracts < 10
    assert (facts.task, retracts) == (Task.STILL_VISIBLE, 3)
    assert facts.placements == (HERE,)


def test_the_adapter_may_hand_the_rest_to_a_person() -> None:
    sent = begin(want(LIVE, None), Retract(HERE), NOW)
    can = Abilities(Idempotency.NONE)
    told = record(sent, Retract(HERE), ByPerson(), now=NOW, abilities=can)
    assert (told.held, told.task) == (Held.NEEDS_PERSON, Task.BY_HAND)
    assert told.placements == (HERE,)


def test_mail_whose_answer_was_lost_is_a_persons_question() -> None:
    facts, can = unknown(Idempotency.NONE)
    assert next_step(facts, replace(can, find=False), NOW) == AskPerson(Task.UNDECIDABLE)
