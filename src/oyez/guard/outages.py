"""Silence must not look like peace: channels that nobody could read for a while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from oyez.domain.alarm import Cause
from oyez.domain.channel import Mode
from oyez.domain.errors import say
from oyez.domain.listening import silent
from oyez.govern.models import Channel
from oyez.guard.actions.raise_alarm import Danger, Witness, raise_alarm
from oyez.guard.models import Alarm
from oyez.listen.channels import calls_us, is_polled
from oyez.listen.models import Polling, Webhook
from oyez.publish.models import Delivery

RECENT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Outage:
    """A channel of which nothing was heard since then."""

    channel: Channel
    since: datetime


def raise_outages(now: datetime) -> list[Alarm]:
    """An alarm for each channel that cannot be read; loud while people may answer there."""
    found = outages(now)
    lively = _lively([one.channel.pk for one in found], now)
    return [_raise(one, now, loud=one.channel.pk in lively) for one in found]


def outages(now: datetime) -> list[Outage]:
    """The channels that could not be read for as long as the setting says."""
    if not settings.PAGE_SILENCE_MINUTES:
        return []
    before = now - timedelta(minutes=settings.PAGE_SILENCE_MINUTES)
    found = [*_unread(before), *_uncalled(before, now)]
    return list({one.channel.pk: one for one in found}.values())


def _unread(before: datetime) -> Iterator[Outage]:
    """Asking has failed ever since: a channel that is merely slow to be asked does not count."""
    rows = Polling.objects.filter(failures__gt=0, failed_at__isnull=False)
    for row in rows.filter(channel__in=_open()).select_related("channel__unit"):
        since = row.answered_at or row.channel.mode_changed_at
        if since <= before:
            yield Outage(row.channel, since)


def _uncalled(before: datetime, now: datetime) -> Iterator[Outage]:
    """Where nobody can be asked, a webhook that is silent for much longer than it is used to."""
    rows = Webhook.objects.filter(channel__in=_open(), called_at__lte=before, gap__isnull=False)
    for row in rows.select_related("channel__unit"):
        platform = row.channel.platform
        if row.called_at is None or is_polled(platform) or not calls_us(platform):
            continue
        if silent(made_at=row.made_at, called_at=row.called_at, gap=row.gap, now=now):
            yield Outage(row.channel, row.called_at)


def _open() -> QuerySet[Channel]:
    rows = Channel.objects.exclude(mode=Mode.CLOSED)
    return rows.exclude(needs_secrets=True, secrets=b"").order_by()


def _lively(channels: list[int], now: datetime) -> set[int]:
    there = Delivery.objects.filter(channel_id=OuterRef("pk"), live_at__gte=now - RECENT)
    rows = Channel.objects.filter(Exists(there), pk__in=channels).order_by()
    return set(rows.values_list("pk", flat=True))


def about(channel: Channel) -> str:
    """How an alarm names the silence of a channel."""
    return f"silence:{channel.pk}"


def _raise(one: Outage, now: datetime, *, loud: bool) -> Alarm:
    minutes = int((now - one.since).total_seconds() // 60)
    danger = Danger(
        about=about(one.channel),
        cause=Cause.SILENCE,
        loud=loud,
        path=one.channel.unit.path,
        reason=say(
            "Nothing that people say on {channel} could be read for {minutes} minutes.",
            channel=one.channel.name,
            minutes=minutes,
        ),
        channel=one.channel,
        first_sign_at=one.since,
    )
    return raise_alarm(danger, at=now, signs=[Witness("silence", one.since)])[0]
