"""Replies, scores and samples for the console's measurement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from oyez.domain.sampling import Method
from oyez.govern.models import Channel
from oyez.listen.actions import Wish, draw_sample
from oyez.listen.models import InboxItem, Score
from oyez.listen.models.inbox_item import Place
from oyez.proof.bench.console_bulk import Row, insert, next_pk
from oyez.proof.bench.console_places import NOW, Plan, World
from oyez.publish.models import Delivery

LABELS = ("question", "report", "thanks", "other", "abuse", "spam")
WAITS = 2  # every second one
URGENT, WARNS = 400, 90  # one in so many
SAMPLE = 500


def grow_replies(world: World, plan: Plan) -> None:
    """Fill the inbox of the channels, most of it on the unit whose pages are measured."""
    first, count = next_pk(InboxItem), max(0, plan.replies - world.replies)
    if not count:
        return
    insert(InboxItem, ITEM, _items(world, first, count))
    insert(Score, SCORE, _scores(first, count))
    world.replies += count
    _draw(world)


ITEM = (
    "id",
    "channel_id",
    "platform_id",
    "kind",
    "author",
    "text",
    "at",
    "first_seen",
    "delivery_id",
    "place",
    "suggested",
    "open_at",
)
SCORE = (
    "item_id",
    "lang",
    "abuse",
    "abusive",
    "triage",
    "triage_p",
    "urgent",
    "alarm",
    "alarming",
    "scorer",
    "version",
    "fingerprint",
    "at",
)


def _items(world: World, first: int, count: int) -> Iterator[Row]:
    busy = [pk for pk, _platform in world.units[0].channels]
    live = Delivery.objects.filter(channel__in=busy).order_by("-pk")
    known = list(live.values_list("pk", "channel_id")[:200])
    about: list[tuple[int | None, int]] = [*known] or [(None, busy[0])]
    for number in range(first, first + count):
        delivery, channel = about[number % len(about)]
        at = NOW - timedelta(minutes=number % 40_000)
        text = f"Reply {number}: is the road by the station open again? " + "And more. " * (
            number % 9
        )
        yield (
            number,
            channel,
            f"bench-{number}",
            "reply",
            f"reader{number % 977}",
            text,
            at,
            at,
            delivery,
            _place(number),
            LABELS[number % len(LABELS)],
            at if number % WAITS else None,
        )


def _place(number: int) -> int:
    if number % URGENT == 1:
        return Place.URGENT.value
    return Place.WARNING.value if number % WARNS == 1 else Place.OTHER.value


def _scores(first: int, count: int) -> Iterator[Row]:
    for number in range(first, first + count):
        place = _place(number)
        label = LABELS[number % len(LABELS)]
        urgent, warns = place == Place.URGENT, place == Place.WARNING
        yield (
            *(number, "en", 0.1, label == "abuse", label, 0.8),
            *(urgent, 0.9 if warns else 0.0, warns, "tiny", "1", "f" * 32, NOW),
        )


def _draw(world: World) -> None:
    channel = Channel.objects.get(pk=world.units[0].channels[1][0])
    rows = InboxItem.objects.filter(channel=channel)
    if not rows.exists():
        return
    wish = Wish(NOW - timedelta(days=60), NOW, SAMPLE, 1, Method.TWO_STAGE)
    sample = draw_sample(None, channel, wish, at=NOW + timedelta(seconds=1))
    world.samples.append(sample.pk)
