"""Reviews that begin by themselves: once, on their day, and again after so many months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from reviewing import Round

from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.review.schedule import months_on
from oyez.govern.models import Channel
from oyez.review.actions import set_rules
from oyez.review.actions.set_rules import Wish
from oyez.review.models import Review, ReviewRules
from oyez.review.scheduled import open_due
from oyez.review.steps.open import OpenDue


def test_a_review_opens_on_its_day_once(round_: Round) -> None:
    room, today = round_.room, timezone.localdate()
    set_rules(room.greta, room.police, Wish(3, today + timedelta(1), {"reach_little": 700.0}))
    assert open_due(round_.now) == []
    ReviewRules.objects.update(next_on=today)
    [review] = open_due(round_.now)
    assert open_due(round_.now) == []
    assert (review.ends_on, review.begins_on) == (today, months_on(today, -3))
    assert review.bars == {"reach_little": 700.0}
    assert review.channels.count() == Channel.objects.filter(unit__authority=room.police).count()
    assert ReviewRules.objects.get().next_on == months_on(today, 3)
    assert Entry.objects.get(action="review.open_review").actor == "worker"


def test_after_a_long_rest_only_one_is_opened(round_: Round) -> None:
    room, today = round_.room, timezone.localdate()
    set_rules(None, room.police, Wish(3, today, {}))
    ReviewRules.objects.update(next_on=months_on(today, -14))
    step = OpenDue()
    step.claim("routine", 1, round_.now, "hand")
    assert Review.objects.count() == 1
    after = ReviewRules.objects.get().next_on
    assert after is not None
    assert after > today


def test_an_authority_without_channels_does_not_hold_up_the_others(round_: Round) -> None:
    room, today = round_.room, timezone.localdate()
    set_rules(None, room.police, Wish(6, today, {}))
    Channel.objects.update(mode=Mode.CLOSED)
    assert open_due(round_.now) == []
    assert ReviewRules.objects.get().next_on == months_on(today, 6)


def test_rules_are_checked(round_: Round) -> None:
    room = round_.room
    for wish, sentence in (
        (Wish(0, None), "months from 1"),
        (Wish(12, None, {"labels_needed": 50}), "a number from 100 to"),
        (Wish(12, None, {"reports_few": 20.0}), "Hardly any reports cannot be more"),
        (Wish(12, date(2020, 1, 1)), "This day is over"),
        (Wish(12, None, {"nonsense": 1}), "nonsense"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            set_rules(room.greta, room.police, wish)
    with pytest.raises(NotAllowed, match="no role"):
        set_rules(room.audrey, room.police, Wish(12, None))
