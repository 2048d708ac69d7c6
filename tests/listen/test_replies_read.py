"""What whoever watches reads: replies with their newest score, and how many are usual."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from heard_of import Desk
from scored import ASKS, WARNS, say, score_all, score_of, stands

from oyez.domain.habit import FLOOR, SPAN
from oyez.listen import queries
from oyez.listen.models import InboxItem, Score

pytestmark = pytest.mark.usefixtures("tiny")


def test_the_alarm_reads_replies_with_their_newest_score(desk: Desk) -> None:
    row, begin = stands(desk), timezone.now() - timedelta(minutes=1)
    warned = say(desk.room.mastodon, WARNS, 1, about="p1")
    score_all()
    late = say(desk.room.mastodon, ASKS, 2, about="p1")
    say(desk.room.mastodon, WARNS, 3)
    found = queries.replies_to([row.pk], begin)
    assert [one.item.pk for one in found] == [warned.pk, late.pk]
    assert found[0].score is not None
    assert found[0].score.alarming
    assert found[1].score is None
    assert queries.replies_to_notice(row.notice_id, begin) == found
    assert queries.replies_to([row.pk], timezone.now()) == []
    assert queries.scored_since(begin) == [(row.pk, row.notice_id)]


def test_of_several_scores_the_newest_counts(desk: Desk) -> None:
    item = say(desk.room.mastodon, WARNS)
    score_all()
    old = score_of(item)
    values = {one.name: getattr(old, one.name) for one in Score._meta.fields}
    newer = values | {"id": None, "fingerprint": "b", "at": old.at + timedelta(seconds=1)}
    del newer["item"]
    Score.objects.create(**newer, item=item)
    assert queries.newest_scores([item.pk])[item.pk].fingerprint == "b"


def test_the_usual_rate_leaves_out_the_newest_hour_and_has_a_floor(desk: Desk) -> None:
    now, channel = timezone.now(), desk.room.mastodon
    for number in range(30):
        say(channel, ASKS, number)
    rates = queries.usual_rates([channel.pk, desk.sms.pk], now)
    assert rates == {channel.pk: FLOOR, desk.sms.pk: FLOOR}
    InboxItem.objects.update(first_seen=now - timedelta(hours=5))
    assert queries.usual_rates([channel.pk], now)[channel.pk] == 30 / (24 * 60)
    InboxItem.objects.update(first_seen=now - SPAN - timedelta(hours=1))
    assert queries.usual_rates([channel.pk], now)[channel.pk] == FLOOR
