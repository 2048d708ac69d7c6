"""What a platform's report makes of a doubt: every order, every repetition, every half of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery import Abilities, Facts, Held, Idempotency, Placement, Task, next_step
from oyez.domain.delivery.facts import Done, Publish, Retract, Wait
from oyez.domain.delivery.report import ARRIVED, FAILED, Report, arrived, decides, reported

SENT = datetime(2026, 11, 21, 9, 0, 0, 400_000, tzinfo=UTC)
NOW = SENT + timedelta(seconds=30)
SMS = Abilities(Idempotency.CORRELATED, find=False)
LOST = Facts(
    wanted=1, held=Held.UNKNOWN, revision=1, attempt=1, sent_at=SENT, placed_at=SENT, doubt=1
)
HERE = Report(1, arrived=True, ref="7")


def missed(*who: str, at: datetime | None = NOW, asked: int = 1) -> Report:
    return Report(1, arrived=False, failures=frozenset((one, at) for one in who), asked=asked)


def after(facts: Facts, report: Report, abilities: Abilities = SMS) -> Facts:
    return reported(facts, report, now=NOW, abilities=abilities)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((word, True) for word in ARRIVED),
        ("DELIVERED", True),
        *((word, False) for word in FAILED),
        ("failed 131026", False),
        ("accepted", None),
        ("undelivered", None),
        ("", None),
        (" ", None),
        ("not sent", None),
    ],
)
def test_the_first_word_says_it(text: str, found: bool | None) -> None:
    assert arrived(text) is found


def test_what_arrived_stands_under_its_receipt() -> None:
    found = after(LOST, HERE)
    assert (found.held, found.doubt, found.placements) == (Held.LIVE, None, (Placement("7", 1),))
    assert isinstance(next_step(found, SMS, NOW), Done)


def test_without_a_report_a_machine_waits() -> None:
    assert isinstance(next_step(LOST, SMS, NOW), Wait)


def test_what_reached_nobody_may_be_sent_again() -> None:
    found = after(LOST, missed("a"))
    assert (found.held, found.doubt) == (Held.NOTHING, None)
    assert isinstance(next_step(found, SMS, NOW), Publish)


def test_what_missed_one_of_two_is_not_sent_again() -> None:
    """To send again reaches both, and one of them has it perhaps."""
    assert after(LOST, missed("a", asked=2)) == LOST
    assert after(LOST, missed("a", "b", asked=2)).doubt is None


@pytest.mark.parametrize("at", [None, SENT - timedelta(seconds=1), SENT - timedelta(days=1)])
def test_a_failure_of_an_earlier_send_says_nothing_about_this_one(at: datetime | None) -> None:
    assert after(LOST, missed("a", at=at)) == LOST


def test_a_platform_that_tells_whole_seconds_is_believed() -> None:
    assert after(LOST, missed("a", at=SENT.replace(microsecond=0))).doubt is None


def test_a_report_about_another_revision_decides_nothing() -> None:
    for report in (replace(HERE, revision=2), replace(missed("a"), revision=2)):
        assert after(LOST, report) == LOST


def test_what_is_being_sent_is_not_in_doubt_yet() -> None:
    sending = replace(LOST, held=Held.SENDING)
    assert not decides(sending, HERE, SMS)


def test_a_late_report_takes_the_question_off_a_persons_list() -> None:
    asked = replace(LOST, held=Held.NEEDS_PERSON, task=Task.UNDECIDABLE)
    assert (after(asked, HERE).held, after(asked, HERE).task) == (Held.LIVE, None)


def test_what_is_to_go_and_did_arrive_is_taken_back() -> None:
    found = after(replace(LOST, wanted=None), HERE)
    assert next_step(found, SMS, NOW) == Retract(Placement("7", 1))
    assert after(replace(LOST, wanted=None), missed("a")).held is Held.GONE


@pytest.mark.parametrize("kind", [one for one in Idempotency if one is not Idempotency.CORRELATED])
def test_only_platforms_that_report_are_believed(kind: Idempotency) -> None:
    for report in (HERE, missed("a")):
        assert after(LOST, report, Abilities(kind)) == LOST


REPORTS = st.one_of(
    st.just(HERE),
    st.builds(
        lambda who, asked, ago: missed(*who, at=NOW - ago, asked=asked),
        st.sets(st.sampled_from("abc"), max_size=3),
        st.integers(1, 3),
        st.timedeltas(timedelta(), timedelta(minutes=2)),
    ),
)


@given(st.lists(REPORTS, max_size=8))
def test_no_order_of_reports_makes_two_copies(reports: list[Report]) -> None:
    facts = LOST
    for report in reports:
        settled = facts.doubt is None
        before, facts = facts, after(facts, report)
        assert not settled or facts == before, "what is settled stays settled"
    assert len(facts.placements) <= 1
    assert facts.doubt is not None or facts.held in {Held.LIVE, Held.NOTHING}
