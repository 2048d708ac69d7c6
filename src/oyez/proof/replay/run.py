"""The clock of a replay: what happens in which second, and what the house makes of it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from oyez.domain.alarm import OFFERS, Cause, urgency_of
from oyez.govern.models import Freeze
from oyez.guard.models import Alarm, Page
from oyez.guard.paging import page_due
from oyez.guard.weighing import weigh_due
from oyez.listen import scoring
from oyez.listen.handling import handle_due
from oyez.proof.replay import world as house
from oyez.proof.replay.screened import codes_of
from oyez.proof.replay.timeline import Answer, Change, Foreign, Spoken, Timeline
from oyez.proof.replay.watched import Watched
from oyez.proof.replay.world import World
from oyez.publish.models import Notice
from oyez.web.translate import spoken_row

AFTER = 1.0  # seconds in which the steps of a worker have all had their turn
REST = 900.0  # how long it goes on after the last event
QUIET_LOOKS = 3700.0  # an hour and a little: the longest time between two looks at a link


def play(timeline: Timeline) -> dict[str, Any]:
    """Play it from the first second to the last; the figures as `oyez replay --json` prints them.

    Nothing is taken down and nobody acknowledges: it shows whom the house would have paged.
    """
    world = house.build(timeline, timezone.now().replace(microsecond=0))
    watched = Watched(world)
    posts = {post.id: post for post in timeline.posts}
    for number, (t, what) in enumerate(moments(timeline)):
        match what:
            case Spoken():
                house.publish(world, what)
            case Answer():
                house.hear(world, posts[what.on], what, number)
            case Change():
                watched.change(posts[what.on], what)
            case Foreign():
                watched.appears(what, number)
            case None:
                work(watched, world.at(t))
    return told(timeline, world)


def moments(timeline: Timeline) -> Iterator[tuple[float, Any]]:
    """What happens, in order, and after each of it the worker's turn; then looks at links."""
    happens = [(one.t, one) for one in (*timeline.posts, *timeline.events)]
    last = max((t for t, _ in happens), default=0.0)
    turns = {t + AFTER for t, _ in happens}
    for post in timeline.posts:
        turns |= {post.t + minute * 60 + AFTER for minute in (1, 2, 5, 10, 20, 40)}
        turns |= {last + minute * 60 for minute in (1, 2, 5, 10)}
        hour = post.t + 3600.0
        while hour < last + QUIET_LOOKS:
            turns.add(hour + AFTER)
            hour += 3600.0
    end = last + max(REST, QUIET_LOOKS if timeline.posts else 0)
    work_turns = [(t, None) for t in sorted(turns) if t <= end]
    yield from heapq.merge(sorted(happens, key=lambda one: one[0]), work_turns,
                           key=lambda one: one[0])  # fmt: skip


def work(watched: Watched, now: datetime) -> None:
    """One turn of a worker's steps, in the order in which rows go forward."""
    while handle_due(now):
        pass
    while (batch := scoring.take_due(now)) is not None:
        scoring.write_scores(batch, scoring.judge(batch), now)
    weigh_due(now)
    watched.look(now)
    weigh_due(now)
    page_due(now)
    note_reasons(watched.world)


def note_reasons(world: World) -> None:
    """Keep what each new page said: an alarm that becomes louder says something else later."""
    for page in Page.objects.exclude(pk__in=world.reasons).select_related("alarm"):
        world.reasons[page.pk] = words(page.alarm)


def told(timeline: Timeline, world: World) -> dict[str, Any]:
    """What came of it."""
    posts = {notice.pk: post for post, notice in world.notices.items()}
    pages = Page.objects.select_related("alarm__channel").order_by("at", "pk")
    shown: dict[tuple[int, bool, datetime], dict[str, Any]] = {}
    for page in pages:
        alarm = page.alarm
        about = posts.get(alarm.notice_id or 0) or (alarm.channel.name if alarm.channel else "")
        shown.setdefault((alarm.pk, page.loud, page.at), {
            "t": world.seconds(page.at), "urgency": urgency_of(loud=page.loud),
            "station": page.station, "on": about, "reason": world.reasons[page.pk],
        })  # fmt: skip
    alarms = list(Alarm.objects.filter(loud=True).order_by("loud_at"))
    first = min((page.at for page in pages if page.alarm in alarms), default=None)
    return {
        "title": timeline.title,
        "pages": list(shown.values()),
        "paged_at": world.seconds(first) if first else None,
        "automatic_takedown": Notice.objects.filter(state="retracted").exists(),
        "frozen": frozen(world),
        "offered": offered(alarms),
        "screening": {post.id: codes_of(post, timeline, world.at(post.t))
                      for post in timeline.posts},
    }  # fmt: skip


def words(alarm: Alarm) -> str:
    """Why, in English."""
    with override("en"):
        return spoken_row({"template": alarm.template, "values": alarm.values})


def frozen(world: World) -> list[str]:
    """The channels that were frozen by themselves."""
    scopes = set(Freeze.objects.filter(lifted_at=None).values_list("scope", flat=True))
    return [name for name, one in world.channels.items() if one.path in scopes]


def offered(alarms: list[Alarm]) -> list[str]:
    """What the pages of the loud alarms have ready, the gravest first."""
    found = [offer.value for alarm in alarms for offer in OFFERS[Cause(alarm.cause)]]
    return list(dict.fromkeys(found))
