"""Whose turn it is to be asked what is new, asking, and keeping what came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from oyez.domain.channel import Mode
from oyez.domain.delivery import FailureClass
from oyez.domain.listening import (
    FRESH,
    LIVELY_FOR,
    QUIET,
    after_failure,
    first_poll,
    next_poll,
    silent,
)
from oyez.govern import vault
from oyez.govern.budgets import note_reading
from oyez.govern.models import Channel
from oyez.govern.renewing import Held, asking, renew
from oyez.listen.channels import pace_of, polled
from oyez.listen.hearing import keep
from oyez.listen.models import InboxItem, Polling, Webhook
from oyez.listen.models.event import How
from oyez.listen.raw import of_items
from oyez.platforms import port
from oyez.platforms.heard import Inbox
from oyez.platforms.registry import adapter
from oyez.publish.costs import reading_on
from oyez.publish.models import Delivery

LEASE = timedelta(minutes=2)  # longer than asking takes
MANY = 500
FULL = 50  # items after which there may be more
UNREADABLE = port.Failed(FailureClass.TRANSIENT, "unreadable_secrets")


@dataclass(frozen=True, slots=True)
class Turn:
    """One channel to be asked, from where on, and until when nobody else asks it."""

    channel: Channel
    cursor: str
    until: datetime


def enter_missing(now: datetime) -> None:
    """A row for every channel that can be asked and has none, their turns spread over a minute."""
    bare = _askable().filter(~Exists(Polling.objects.filter(channel=OuterRef("pk"))))
    numbers = bare.order_by("pk").values_list("pk", flat=True)[:MANY]
    rows = [Polling(channel_id=pk, due_at=first_poll(pk, now)) for pk in numbers]
    Polling.objects.bulk_create(rows, ignore_conflicts=True)


def hurry_lively(now: datetime) -> None:
    """Where a notice went live since the last turn, the next one comes as soon as its pace says."""
    late = Polling.objects.filter(failures=0, due_at__gt=now + FRESH).order_by("pk")
    found = late.annotate(newest=_newest("channel_id", now)).exclude(newest=None)
    for row in found.select_related("channel").defer("cursor", "channel__secrets").iterator():
        pace, live_for = pace_of(row.channel), now - row.newest
        if row.due_at > now + pace.wait(live_for):
            at = next_poll(row.pk, now, live_for=live_for, pace=pace)
            late.filter(pk=row.pk, due_at=row.due_at).update(due_at=at)


def take_due(now: datetime, most: int) -> list[Turn]:
    """The channels whose turn it is; each is asked by one worker only, until its lease ends."""
    due = Polling.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    waiting = list(due.values_list("pk", "due_at", "cursor")[:most])
    until = now + LEASE
    mine = {
        pk: cursor
        for pk, at, cursor in waiting
        if Polling.objects.filter(pk=pk, due_at=at).update(due_at=until) == 1
    }
    found = list(_askable().filter(pk__in=mine)) if mine else []
    silenced = set(mine) - {channel.pk for channel in found}
    # Closed or without credentials: there is nobody to ask for now.
    Polling.objects.filter(pk__in=silenced, due_at=until).update(due_at=now + QUIET)
    return [Turn(channel, mine[channel.pk], until) for channel in found]


def ask(turn: Turn, door: port.Transport, now: datetime) -> Inbox | port.Failed:
    """One reading from the cursor on; an expired session is renewed once and kept."""
    channel = turn.channel
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        return UNREADABLE
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    platform, cursor = adapter(channel.platform, account, door), turn.cursor or None
    found = platform.fetch_inbox(cursor, now)
    if not (isinstance(found, port.Failed) and found.cls is FailureClass.AUTH):
        return found
    renewed = renew(Held(channel.pk, bytes(channel.secrets)), asking(platform, now))
    if isinstance(renewed, port.Failed):
        return found if renewed.code == "no_refresh" else renewed
    again = adapter(channel.platform, replace(account, secrets=renewed), door)
    return again.fetch_inbox(cursor, now)


@transaction.atomic
def write_answers(
    answers: Sequence[tuple[Turn, Inbox | port.Failed]], now: datetime
) -> list[InboxItem]:
    """Keep what came, and when each channel's turn is next; returns the new items.

    Of an answer that came after its lease the items are kept all the same, for they are true.
    """
    live_for = _live_for([turn.channel.pk for turn, _ in answers], now)
    new: list[InboxItem] = []
    for turn, answer in answers:
        if isinstance(answer, port.Failed):
            _failed(turn, answer, now)
        else:
            new += _answered(turn, answer, now, live_for.get(turn.channel.pk))
    return new


def _answered(
    turn: Turn, answer: Inbox, now: datetime, live_for: timedelta | None
) -> Sequence[InboxItem]:
    channel = turn.channel
    items, new = answer.items, list[InboxItem]()
    if price := reading_on(channel):  # whether an empty answer is charged is not known: it counts
        things = max(1, len(items))
        note_reading(channel, things, price.amount * things, now)
    if items:
        new = list(keep(channel, How.POLL, of_items(items), items, now=now).new)
    row = Polling.objects.filter(pk=channel.pk, due_at=turn.until).first()
    if row is not None:
        more = len(items) >= FULL and answer.cursor != (turn.cursor or None)
        row.cursor, row.failures, row.failure = answer.cursor or "", 0, ""
        row.code = answer.calling.code if answer.calling else ""
        row.answered_at, row.found = now, row.found + len(new)
        row.found_at = now if new else row.found_at
        pace = pace_of(channel)
        row.due_at = next_poll(channel.pk, now, live_for=live_for, more=more, pace=pace)
        row.save()
    if new:
        _missed_by_webhook(channel, new, now)
    return new


def _failed(turn: Turn, answer: port.Failed, now: datetime) -> None:
    row = Polling.objects.filter(pk=turn.channel.pk, due_at=turn.until).first()
    if row is None:
        return
    row.failures, row.failed_at = row.failures + 1, now
    row.failure, row.code = answer.cls, answer.code[:80]
    row.due_at = after_failure(row.failures, now, answer.retry_at, pace_of(turn.channel))
    row.save()


def _missed_by_webhook(channel: Channel, new: Iterable[InboxItem], now: datetime) -> None:
    """Note that a webhook is silent about something that asking has brought to light."""
    hook = Webhook.objects.filter(channel=channel).first()
    if hook is None:
        return
    since = hook.called_at or hook.made_at
    quiet = silent(made_at=hook.made_at, called_at=hook.called_at, gap=hook.gap, now=now)
    if quiet and any(item.at > since for item in new):
        Webhook.objects.filter(pk=hook.pk, called_at=hook.called_at).update(missed_at=now)


def _askable() -> QuerySet[Channel]:
    """Channels that are not closed, on platforms that can be asked, with what that takes."""
    rows = Channel.objects.filter(platform__in=polled()).exclude(mode=Mode.CLOSED)
    return rows.exclude(needs_secrets=True, secrets=b"")


def _newest(field: str, now: datetime) -> Subquery:
    """When the newest notice of the last day went live on the channel."""
    rows = Delivery.objects.filter(channel_id=OuterRef(field), live_at__gte=now - LIVELY_FOR)
    return Subquery(rows.order_by("-live_at").values("live_at")[:1])


def _live_for(channels: list[int], now: datetime) -> dict[int, timedelta]:
    rows = Channel.objects.filter(pk__in=channels).annotate(newest=_newest("pk", now)).order_by()
    found = rows.exclude(newest=None).values_list("pk", "newest")
    return {pk: now - newest for pk, newest in found}
