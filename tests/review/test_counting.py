"""Facts by day: from our own rows, from the platforms, and never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from reviewing import GOOD, Round, one_of

from oyez.domain.delivery import FailureClass
from oyez.domain.inbox.sending import State
from oyez.domain.review.people import quarter_of
from oyez.listen.models import Deed, InboxItem
from oyez.platforms.heard import Measurement
from oyez.platforms.port import Failed
from oyez.platforms.registry import PROFILES
from oyez.publish.models import Delivery, Receipt
from oyez.review.counting import due, forget_salts, keep, read
from oyez.review.gathering.people import Crowd, crowd_of, remember
from oyez.review.measuring import enter_missing, measured, take_due, write_answers
from oyez.review.models import Fact, Figure, Measuring, Salt, Seen
from oyez.review.report import told_of
from oyez.review.steps.count import CountDays
from oyez.review.steps.measure import Measure


def facts(channel: object) -> dict[str, float]:
    rows = Fact.objects.filter(channel=channel)  # type: ignore[misc]
    found: dict[str, float] = {}
    for metric, value in rows.values_list("metric", "value"):
        found[metric] = found.get(metric, 0.0) + value
    return found


def count_all(now: datetime) -> int:
    rounds = 0
    while errands := due(now, 10):
        rounds += 1
        for errand in errands:
            keep(errand, read(errand))
    return rounds


def test_every_day_is_counted_once_however_often(round_: Round) -> None:
    channel = round_.room.mastodon
    round_.say(channel, GOOD, 100)
    asked = InboxItem.objects.earliest("pk")
    Deed.objects.create(
        item=asked, kind="reply", text="At four.", asked_by=round_.room.alice,
        asked_at=asked.first_seen, state=State.DONE,
        done_at=asked.first_seen + timedelta(minutes=9),
    )  # fmt: skip
    InboxItem.objects.filter(pk=asked.pk).update(label="question")
    InboxItem.objects.filter(pk=asked.pk + 1).update(open_at=timezone.now(), suggested="report")
    enter_missing(round_.now)
    assert count_all(round_.now) >= 1
    found = facts(channel)
    assert (found["interactions"], found["said_question"], found["said_report"]) == (100, 1, 1)
    assert (found["answered"], found["answer_median"], found["unanswered"]) == (1, 540, 1)
    days = Fact.objects.filter(channel=channel, metric="interactions").count()
    assert days >= 84, "days on which nobody wrote are counted as 0"
    rows = Fact.objects.count()
    Measuring.objects.update(counted_until=None)
    count_all(round_.now)
    assert (facts(channel), Fact.objects.count()) == (found, rows)
    assert due(round_.now, 10) == []


def test_who_was_seen_is_counted_and_nobody_is_named(round_: Round) -> None:
    room, span = round_.room, round_.span
    day = span.begins_on
    for number in range(3):
        remember(room.mastodon.pk, day, {f"@robin{n}@a.example" for n in range(10)})
        remember(room.bluesky.pk, day + timedelta(number), {f"Robin{n}" for n in range(6)})
    assert Seen.objects.count() == 16
    assert not Seen.objects.filter(digest__contains="robin").exists()
    crowd = crowd_of(room.mastodon.pk, [room.mastodon.pk, room.bluesky.pk], span)
    assert crowd == Crowd(people=10, only_here=4, again=0)
    assert crowd.community is not None
    assert crowd.community.low < 0.4 < crowd.community.high
    assert crowd_of(room.bluesky.pk, [room.mastodon.pk], span) == Crowd(6, 0, 6)
    assert crowd_of(
        room.bluesky.pk, [], type(span)(day - timedelta(400), day - timedelta(300))
    ) == (Crowd())


def test_the_salt_of_an_old_quarter_goes_and_its_totals_stay(round_: Round) -> None:
    channel = round_.room.mastodon.pk
    old, new = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 11, 5, tzinfo=UTC)
    remember(channel, old.date(), {"robin"})
    remember(channel, new.date(), {"robin"})
    assert Seen.objects.values("digest").distinct().count() == 2, "nobody follows a quarter on"
    assert forget_salts(new) == 0, "an export may still be read in with it"
    Salt.objects.update(made_at=old)
    assert forget_salts(new) == 1
    assert list(Salt.objects.values_list("quarter", flat=True)) == [quarter_of(new.date())]
    assert Seen.objects.count() == 2


def test_the_community_stands_in_the_evidence(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, GOOD)
    enter_missing(round_.now)
    count_all(round_.now)
    told = told_of(one_of(round_.frozen(room.mastodon), room.mastodon))
    community = told.shares["community"]
    assert community is not None
    assert community.value == 1.0, "nobody of them was seen elsewhere"
    assert told.totals["people"] == community.total
    assert told.totals["interactions"] == 400


@pytest.fixture
def standing(round_: Round) -> Delivery:
    row = Delivery.objects.get(notice=round_.room.approved(), channel=round_.room.mastodon)
    now = timezone.now()
    Delivery.objects.filter(pk=row.pk).update(live_at=now, held="live", revision=1)
    Receipt.objects.create(delivery=row, revision=1, remote_id="p1", at=now)
    return row


def told(name: str, value: float, metric: str) -> Measurement:
    return Measurement(name, metric, value, timezone.now())


def test_what_is_more_than_yesterday_belongs_to_the_day(round_: Round, standing: Delivery) -> None:
    channel, now = round_.room.mastodon, timezone.now()
    for value in (10.0, 25.0, 25.0, 20.0, 30.0):
        enter_missing(now)
        Measuring.objects.update(due_at=now)
        [turn] = [one for one in take_due(now, 50) if one.channel == channel]
        assert [one.remote_id for one in turn.receipts] == ["p1"]
        answer = [told("p1", value, "likes"), told("p1", 7, "members"), told("p2", 9, "likes"),
                  told("p1", 1, "strange")]  # fmt: skip
        write_answers([(turn, answer)], now)
    assert facts(channel) == {"likes": 35.0, "followers": 7.0}, "20 after 25 takes nothing away"
    assert Figure.objects.get(delivery=standing).value == 30
    row = Measuring.objects.get(channel=channel)
    assert row.due_at > now + timedelta(hours=23)
    write_answers([(turn, [told("p1", 99, "likes")])], now)
    assert facts(channel)["likes"] == 35.0, "an answer after its lease is not written"


def test_a_failure_is_asked_again_later_and_later(round_: Round, standing: Delivery) -> None:
    now = timezone.now()
    enter_missing(now)
    for failures in (1, 2):
        Measuring.objects.update(due_at=now)
        [turn] = [one for one in take_due(now, 50) if one.channel.platform == "mastodon"]
        write_answers([(turn, Failed(FailureClass.RATE_LIMITED, "429"))], now)
        row = Measuring.objects.get(channel=turn.channel)
        assert (row.failures, row.code) == (failures, "429")
        assert row.due_at > now
    assert take_due(now, 50) == []


def test_only_platforms_that_tell_figures_are_asked(round_: Round) -> None:
    now = timezone.now()
    enter_missing(now)
    Measuring.objects.update(due_at=now)
    asked = {turn.channel.platform for turn in take_due(now, 50)}
    assert asked == {"mastodon", "bluesky"}
    assert set(measured()) <= set(PROFILES)
    assert "page" not in measured()


def test_the_steps_take_and_write(round_: Round) -> None:
    round_.say(round_.room.mastodon, GOOD, 20)
    enter_missing(round_.now)
    step = CountDays()
    errands = step.claim("routine", 5, round_.now, "hand").errands
    assert errands
    step.record([(one, step.run(one)) for one in errands], round_.now)
    assert step.claim("routine", 5, round_.now, "hand").errands == (), "only every few seconds"
    measure = Measure()
    Measuring.objects.update(due_at=round_.now)
    turns = measure.claim("routine", 5, round_.now, "hand").errands
    measure.record([(one, measure.run(one)) for one in turns], round_.now)
    assert not Measuring.objects.filter(due_at__lte=round_.now).exists()
