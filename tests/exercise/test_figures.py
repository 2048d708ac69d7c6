"""After-action figures come from rows, and goals are judged by them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from drills import NOTICE, REPLY, TELLING, Hand, begin, event
from pytest_django import DjangoAssertNumQueries

from newsroom import Newsroom
from oyez.exercise.actions import stop_drill
from oyez.exercise.figures import Report, report
from oyez.exercise.models import Drill, DrillEvent
from oyez.publish.actions import (
    approve,
    compose,
    correct,
    issue_prepared,
    retract,
    send_back,
    submit,
)
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery, Notice, Receipt

READY = 'urgency = "critical"\ncorrection_headline = "Leave now"\ncorrection_body = "Leave now."\n'


def goal(name: str, within: str, after: str = "") -> str:
    more = f'after = "{after}"\n' if after else ""
    return f'[[expect]]\ngoal = "{name}"\nwithin = "{within}"\n{more}'


def approved(room: Newsroom, hand: Hand, drill: Drill, seconds: float) -> Notice:
    """Bob says yes so many seconds after the submission."""
    hand.play(5)
    notice = event(drill, "bomb").notice
    assert notice is not None
    hand.now += timedelta(seconds=seconds)
    revision = notice.revisions.get(number=1)
    approve(room.bob, revision, version=revision.version, at=hand.now)
    return notice


def lives(hand: Hand, notice: Notice, *seconds: float) -> None:
    """So many channels carry it, each after its seconds."""
    rows = list(Delivery.objects.filter(notice=notice))
    for row, late in zip(rows, seconds, strict=False):
        at = hand.now + timedelta(seconds=late)
        Receipt.objects.create(delivery=row, revision=1, remote_id="1", at=at)
        Delivery.objects.filter(pk=row.pk).update(held="live", revision=1, live_at=at)
    Notice.objects.filter(pk=notice.pk).update(state="live", live_at=hand.now)


def warned(hand: Hand, drill: Drill) -> None:
    """Somebody warns now."""
    DrillEvent.objects.filter(drill=drill, name="warning").update(
        outcome="played", done_at=hand.now
    )


def told(found: Report) -> dict[str, tuple[str, float | None, str]]:
    """Every goal: what became of it, after how many seconds, by whom."""
    return {
        one.expected.goal.value: (one.verdict.value, one.seconds, one.by) for one in found.goals
    }


def spans(found: Report) -> dict[str, float | None]:
    [(_, figures)] = found.notices
    return {one.name: one.seconds for one in figures}


def test_approval_and_delivery(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, goal("approve", "2m"), goal("live", "30s"))
    found = report(drill, hand.now)
    assert (told(found)["approve"], found.notices) == (("open", None, ""), [])
    notice = approved(room, hand, drill, 75)
    lives(hand, notice, 0.4, 2.5)
    found = report(drill, hand.now + timedelta(seconds=10))
    assert told(found) == {"approve": ("met", 75.0, "Bob"), "live": ("open", 10.0, "")}
    [(facts, figures)] = found.notices
    assert (facts.code, facts.headline, facts.by) == (
        notice.code,
        "Bomb disposal in Lingen",
        "Alice",
    )
    spread = figures[1].spread
    assert spread is not None
    assert (spread.reached, spread.channels, spread.whole) == (2, 3, False)
    lives(hand, notice, 0.4, 2.5, 4.0)
    found = report(drill, hand.now)
    assert told(found)["live"] == ("met", 4.0, "")
    assert spans(found) == {"approval": 75.0, "delivery": 4.0}
    assert found.held


def test_a_goal_is_missed_when_its_time_is_over(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, goal("approve", "2m"), goal("retract", "2m"))
    hand.play(5)
    waited = report(drill, hand.now + timedelta(seconds=119))
    assert told(waited)["approve"] == ("open", 119.0, "")
    late = report(drill, hand.now + timedelta(seconds=121))
    assert told(late)["approve"] == ("missed", 121.0, "")
    assert told(late)["retract"] == ("open", None, "")
    approved(room, hand, drill, 125)
    found = report(drill, hand.now)
    verdict, seconds, _ = told(found)["approve"]
    assert (verdict, seconds) == ("missed", 130.0)
    stop_drill(room.ada, drill, at=hand.now)
    ended = report(drill, hand.now + timedelta(days=1))
    # Nobody warned, so nothing could be counted.
    assert told(ended)["retract"] == ("void", None, "")
    assert not ended.held


def test_warnings_and_withdrawal(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, REPLY, goal("retract", "2m"), goal("gone", "1m"))
    notice = approved(room, hand, drill, 10)
    lives(hand, notice, 1.0, 1.0, 1.0)
    hand.now += timedelta(seconds=30)
    warned(hand, drill)
    hand.now += timedelta(seconds=70)
    retract(room.dora, notice, "It was wrong.", at=hand.now)
    rows = list(Delivery.objects.filter(notice=notice))
    for row, seconds in zip(rows[:2], (1, 6), strict=True):
        gone = hand.now + timedelta(seconds=seconds)
        Delivery.objects.filter(pk=row.pk).update(held="gone", gone_at=gone)
    found = report(drill, hand.now + timedelta(seconds=7))
    assert told(found) == {"retract": ("met", 70.0, "Dora"), "gone": ("open", 7.0, "")}
    # What only a person can clear keeps no machine from its goal.
    Delivery.objects.filter(pk=rows[2].pk).update(held="needs_person")
    found = report(drill, hand.now)
    assert told(found)["gone"] == ("met", 6.0, "")
    assert spans(found)["removal"] == 6.0
    [(_, figures)] = found.notices
    assert [one.spread.people for one in figures if one.spread] == [0, 1]


def test_who_acts_before_the_warning_has_met_the_goal(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, REPLY, goal("retract", "2m"))
    notice = approved(room, hand, drill, 10)
    retract(room.dora, notice, "It was wrong.", at=hand.now)
    assert told(report(drill, hand.now))["retract"] == ("met", 0.0, "Dora")


def test_corrections(room: Newsroom, hand: Hand) -> None:
    goals = (goal("correct", "3m", "call"), goal("corrected", "1m"))
    drill = begin(room, hand, NOTICE + READY, TELLING, *goals)
    notice = approved(room, hand, drill, 10)
    lives(hand, notice, 1.0, 1.0, 1.0)
    hand.play(20)
    assert event(drill, "call").done_at == hand.now
    hand.now += timedelta(seconds=40)
    issue_prepared(room.dora, notice, at=hand.now)
    found = report(drill, hand.now)
    # Who sent the prepared one is known to the ledger alone.
    assert told(found) == {"correct": ("met", 40.0, "Dora"), "corrected": ("open", 0.0, "")}
    hand.now += timedelta(seconds=100)
    words = Words("en", "Leave at 08:00", "Leave at 08:00, not at 09:30.")
    revision = correct(room.dora, notice, Draft([words], note="The time"), at=hand.now)
    revision = submit(room.dora, revision, at=hand.now)
    approve(room.bob, revision, version=revision.version, at=hand.now)
    stands = hand.now + timedelta(seconds=3)
    Delivery.objects.update(held="live", revision=revision.number, live_at=stands)
    found = report(drill, hand.now)
    # The first correction tells how quick people were, the last one how quick the machine was.
    assert told(found) == {"correct": ("met", 40.0, "Dora"), "corrected": ("met", 3.0, "")}
    assert spans(found)["renewal"] == 3.0


def test_sending_back(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, goal("send back", "2m"))
    hand.play(5)
    notice = event(drill, "bomb").notice
    assert notice is not None
    send_back(room.bob, notice.revisions.get(number=1), "The time is wrong.")
    verdict, seconds, by = told(report(drill, hand.now))["send back"]
    assert (verdict, by) == ("met", "Bob")
    assert seconds is not None


def test_peoples_seconds_pass_faster_in_a_fast_drill(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, goal("approve", "2m"), goal("live", "30s"), speed=10.0)
    notice = approved(room, hand, drill, 15)
    lives(hand, notice, 4.0, 4.0, 4.0)
    # Five seconds were waited for the notice, which was due after half of one.
    assert told(report(drill, hand.now)) == {
        "approve": ("missed", 150.0, "Bob"),
        "live": ("met", 4.0, ""),
    }


def test_what_trainees_write_meanwhile_counts_too(room: Newsroom, hand: Hand) -> None:
    words = Words("en", "Apology", "We are sorry.")
    compose(room.alice, room.unit, Draft([words]), at=hand.now - timedelta(seconds=1))
    drill = begin(room, hand, NOTICE)
    notice = compose(room.alice, room.unit, Draft([words]), at=hand.now + timedelta(seconds=9))
    [(facts, figures)] = report(drill, hand.now).notices
    assert (facts.code, facts.name, figures) == (notice.code, "", [])


def test_the_report_for_machines(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, TELLING, goal("approve", "2m"))
    notice = approved(room, hand, drill, 75)
    data = report(drill, hand.now).as_json()
    assert (data["held"], data["scenario"]) == (True, drill.fingerprint)
    [one] = data["goals"]
    assert one == {
        "goal": "approve",
        "notice": "bomb",
        "after": "bomb",
        "within": 120.0,
        "verdict": "met",
        "seconds": 75.0,
        "by": "Bob",
    }
    [told_of] = data["notices"]
    assert (told_of["code"], told_of["approval"]) == (notice.code, {"seconds": 75.0, "by": "Bob"})
    assert told_of["delivery"]["channels"] == 3
    assert [row["outcome"] for row in data["events"]] == ["played", ""]


@pytest.mark.parametrize("others", [0, 6])
def test_a_report_asks_as_often_however_much_there_is(
    room: Newsroom,
    hand: Hand,
    others: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    more = [TELLING.replace('"call"', f'"call-{n}"') for n in range(others)]
    drill = begin(room, hand, NOTICE, *more)
    approved(room, hand, drill, 1)
    hand.play(60)
    for number in range(others):
        words = Words("en", f"Notice {number}", "Text.")
        compose(room.alice, room.unit, Draft([words]), at=hand.now)
    with django_assert_num_queries(QUERIES):
        report(drill, hand.now)


QUERIES = 13
