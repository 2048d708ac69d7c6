"""Two reviews of the day: one of two channels with a sound sample on one, and one just opened."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW

from oyez.domain.inbox.annotation import Turn
from oyez.domain.review.rules import Advice
from oyez.domain.sampling import Method
from oyez.govern.models import Channel
from oyez.listen.actions import Wish as Draw
from oyez.listen.actions import draw_sample
from oyez.listen.models import InboxItem, Label, Score
from oyez.platforms.heard import Heard
from oyez.review.actions import comment, decide, freeze_evidence, open_review
from oyez.review.actions.decide import Wish as Decided
from oyez.review.counting import Errand, keep, read
from oyez.review.gathering.frame import Span
from oyez.review.models import Fact
from oyez.review.opening import Wish

if TYPE_CHECKING:
    from day import Day

SPAN = Span(date(2026, 8, 3), date(2026, 10, 26))
MIX = {"report": 4, "question": 16, "thanks": 20, "abuse": 22, "spam": 8, "other": 30}
TITLES = {
    "en": ("Channels, summer 2026", "Channels, autumn 2026"),
    "de": ("Kanäle, Sommer 2026", "Kanäle, Herbst 2026"),
    "fr": ("Canaux, été 2026", "Canaux, automne 2026"),
}
WORDS = {
    "en": ("Our bikers read this every morning.", "A lively community; nobody else has it."),
    "de": ("Unsere Motorradleute lesen das jeden Morgen.", "Eine lebendige Gemeinschaft."),
    "fr": ("Nos motards lisent cela chaque matin.", "Une communauté vivante et unique."),
}


def reviews(day: Day) -> None:
    """All of it."""
    channel = day.cast.channel(day.slug, "mastodon")
    bare = day.cast.channel(day.slug, "bluesky")
    summer, autumn = TITLES[day.language]
    said, why = WORDS[day.language]
    governor, at = day.people["governor"], NOW - timedelta(days=3)
    with time_machine.travel(at, tick=False):
        _said(channel, 420)
        _said(bare, 90)
        _labelled(day, channel, at)
        _counted(channel)
        for one in (channel, bare):
            errand = Errand(one, SPAN, None)
            keep(errand, read(errand))
        authority = channel.unit.authority
        wish = Wish(summer, SPAN.begins_on, SPAN.ends_on, [channel.pk, bare.pk])
        review = open_review(governor, authority, wish, at=at)
        freeze_evidence(governor, review, at=at)
        one = review.channels.get(channel=channel)
        comment(day.people["author"], review, said, at=at, about=one)
        decide(governor, one, Decided(Advice.KEEP, why), at=at)
        days = Wish(autumn, SPAN.ends_on, date(2026, 11, 23), [channel.pk])
        day.things["review_open"] = open_review(governor, authority, days, at=at).pk
    day.things["review"] = review.pk
    day.things["reviewed"] = one.pk
    day.things["reviewed_bare"] = review.channels.get(channel=bare).pk


def _said(channel: Channel, many: int) -> None:
    """Evenly over the weeks, and each scored a little off."""
    random, step = Random(3), (SPAN.ends_at - SPAN.begins_at) / many
    kinds = [kind for kind, share in MIX.items() for _ in range(share)]
    made = InboxItem.objects.bulk_create(
        InboxItem(
            channel=channel, platform_id=f"summer-{number}", kind=Heard.REPLY,
            author=f"person{number % 90}", text=kinds[number * 37 % 100],
            at=SPAN.begins_at + number * step, first_seen=SPAN.begins_at + number * step,
        )
        for number in range(many)
    )  # fmt: skip
    Score.objects.bulk_create(
        Score(
            item=one, lang="en", abuse=0.8 if one.text == "abuse" else 0.1, abusive=False,
            triage=one.text if random.random() < 0.8 else "other", triage_p=0.7, urgent=False,
            alarm=0.0, alarming=False, scorer="fast", version="1", fingerprint="f" * 32, at=one.at,
        )
        for one in made
    )  # fmt: skip


def _labelled(day: Day, channel: Channel, at: datetime) -> None:
    wish = Draw(SPAN.begins_at, SPAN.ends_at, 200, 4711, Method.RANDOM)
    sample = draw_sample(day.people["governor"], channel, wish, at=at)
    first, second = day.people["author"], day.people["approver"]
    rows = []
    for one in sample.items.select_related("item"):
        rows.append(Label(sample_item=one, turn=Turn.FIRST, label=one.item.text, by=first, at=at))
        if one.twice:
            word = one.item.text
            rows.append(Label(sample_item=one, turn=Turn.SECOND, label=word, by=second, at=at))
    Label.objects.bulk_create(rows)


def _counted(channel: Channel) -> None:
    """What people entered by week, and what was read in for the years before."""
    for week in range(12):
        day = SPAN.begins_on + timedelta(weeks=week)
        for metric, value in (("reach", 21_000.0 + 300 * week), ("reports", 3.0), ("hours", 6.5)):
            Fact.objects.create(
                channel=channel, day=day, metric=metric, source="entered", value=value
            )
    Fact.objects.bulk_create(
        Fact(channel=channel, day=date(year, month, 1), metric="interactions", source="imported",
             value=400.0 + 30 * month)
        for year in range(2023, 2026)
        for month in range(1, 13)
    )  # fmt: skip
