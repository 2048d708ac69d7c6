"""Asking the platforms once a day what became of our notices there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from oyez.domain.channel import Mode
from oyez.domain.delivery import FailureClass, Support
from oyez.domain.listening import after_failure, spread
from oyez.domain.review.facts import LEVELS, PLATFORM, Metric, Source
from oyez.govern import vault
from oyez.govern.budgets import note_reading
from oyez.govern.models import Channel
from oyez.platforms import port
from oyez.platforms.heard import Measurement
from oyez.platforms.profile import Ability
from oyez.platforms.registry import PROFILES, adapter
from oyez.publish.costs import reading_on
from oyez.publish.delivering.load import as_port
from oyez.publish.models import Receipt
from oyez.review.models import Fact, Figure, Measuring
from oyez.review.opening import today

LEASE = timedelta(minutes=5)  # longer than asking takes
DAILY = timedelta(hours=24)
WEEKLY = timedelta(days=7)  # where reading costs money
YOUNG = timedelta(days=30)  # older notices hardly change any more
POSTS = 50
MANY = 500
UNREADABLE = port.Failed(FailureClass.TRANSIENT, "unreadable_secrets")

Answer = Sequence[Measurement] | port.Failed


@dataclass(frozen=True, slots=True)
class Turn:
    """One channel to be asked, about which copies (deliveries by remote id), and its lease."""

    channel: Channel
    receipts: Sequence[port.Receipt]
    deliveries: dict[str, int]
    until: datetime


def enter_missing(now: datetime) -> None:
    """A row for every channel that has none; their turns are spread over a day."""
    bare = Channel.objects.filter(~Exists(Measuring.objects.filter(channel=OuterRef("pk"))))
    numbers = bare.order_by("pk").values_list("pk", flat=True)[:MANY]
    rows = [Measuring(channel_id=pk, due_at=now + DAILY * spread(pk)) for pk in numbers]
    Measuring.objects.bulk_create(rows, ignore_conflicts=True)


def take_due(now: datetime, most: int) -> list[Turn]:
    """The channels whose turn it is; each is asked by one worker only, until its lease ends."""
    due = Measuring.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    until = now + LEASE
    mine = [
        pk
        for pk, at in list(due.values_list("pk", "due_at")[:most])
        if Measuring.objects.filter(pk=pk, due_at=at).update(due_at=until) == 1
    ]
    rows = Channel.objects.filter(pk__in=mine, platform__in=measured()).exclude(mode=Mode.CLOSED)
    found = list(rows.exclude(needs_secrets=True, secrets=b""))
    silent = set(mine) - {one.pk for one in found}
    Measuring.objects.filter(pk__in=silent, due_at=until).update(due_at=now + DAILY)
    return [_turn(one, now, until) for one in found]


def measured() -> list[str]:
    """The platforms that tell figures."""
    return [
        name for name, one in PROFILES.items() if one.support(Ability.MEASURE) is Support.NATIVE
    ]


def ask(turn: Turn, door: port.Transport, now: datetime) -> Answer:
    """The figures of the newest notices; nothing is asked where nothing stands."""
    if not turn.receipts:
        return ()
    try:
        secrets = vault.secrets(turn.channel)
    except vault.VaultError:
        return UNREADABLE
    one = turn.channel
    account = port.Channel(one.account, one.base_url, secrets, one.options)
    return adapter(one.platform, account, door).measure(turn.receipts, now)


@transaction.atomic
def write_answers(answers: Sequence[tuple[Turn, Answer]], now: datetime) -> None:
    """Keep what has been told, and when each channel is asked next."""
    for turn, answer in answers:
        row = Measuring.objects.filter(pk=turn.channel.pk, due_at=turn.until).first()
        if row is None:
            continue  # its lease is over, and another worker asks again
        if isinstance(answer, port.Failed):
            row.failures, row.code = row.failures + 1, answer.code[:80]
            row.due_at = after_failure(row.failures, now, answer.retry_at)
        else:
            _keep(turn, answer, now)
            wait = WEEKLY if reading_on(turn.channel) else DAILY
            row.failures, row.code, row.due_at = 0, "", now + wait
        row.save()


def _keep(turn: Turn, told: Sequence[Measurement], now: datetime) -> None:
    """What is more than was known before belongs to this day."""
    if (price := reading_on(turn.channel)) and turn.receipts:
        note_reading(turn.channel, len(turn.receipts), price.amount * len(turn.receipts), now)
    known = {
        (row.delivery_id, row.metric): row
        for row in Figure.objects.filter(delivery__in=turn.deliveries.values())
    }
    grown: dict[Metric, float] = {}
    for one in told:
        metric, delivery = PLATFORM.get(one.metric), turn.deliveries.get(one.remote_id)
        if metric is None or delivery is None:
            continue
        if metric in LEVELS:
            grown[metric] = one.value
            continue
        before = known.get((delivery, metric.value))
        grown[metric] = grown.get(metric, 0.0) + max(
            0.0, one.value - (before.value if before else 0)
        )
        Figure.objects.update_or_create(
            delivery_id=delivery, metric=metric, defaults={"value": one.value, "at": now}
        )
    for metric, value in grown.items():
        _add(turn.channel, metric, value, now)


def _add(channel: Channel, metric: Metric, value: float, now: datetime) -> None:
    row, new = Fact.objects.get_or_create(
        channel=channel, day=today(now), metric=metric, source=Source.MEASURED,
        defaults={"value": value},
    )  # fmt: skip
    if not new:
        more = value if metric in LEVELS else F("value") + value
        Fact.objects.filter(pk=row.pk).update(value=more)


def _turn(channel: Channel, now: datetime, until: datetime) -> Turn:
    rows = Receipt.objects.filter(
        delivery__channel=channel, gone_at=None, delivery__live_at__gte=now - YOUNG
    ).exclude(remote_id="")
    newest: dict[int, Receipt] = {}
    for row in rows.order_by("-at", "-pk")[: 2 * POSTS]:
        if len(newest) < POSTS:
            newest.setdefault(row.delivery_id, row)
    receipts = [as_port(row) for row in newest.values()]
    deliveries = {row.remote_id: row.delivery_id for row in newest.values()}
    return Turn(channel, receipts, deliveries, until)
