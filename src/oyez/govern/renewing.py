"""Renew a channel's session once, however many threads and processes want to.

A refresh token that rotates is spent by its first use: a second use is refused, and some
platforms then end the whole session. So whoever renews holds the channel's row in `Renewal`, and
everybody else waits for what comes of it and reads it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from oyez.domain.delivery import FailureClass
from oyez.govern import vault
from oyez.govern.models import Channel, Renewal
from oyez.platforms import oauth
from oyez.platforms.port import Adapter, Failed

HELD = timedelta(seconds=45)  # longer than any refresh takes
PATIENCE = 25.0  # seconds
PAUSE = 0.02
NO_TIME = Failed(FailureClass.TRANSIENT, "refresh_busy")
UNREADABLE = Failed(FailureClass.AUTH, "unreadable_secrets")

Answer = Mapping[str, str] | Failed


@dataclass(frozen=True, slots=True)
class Held:
    """The secrets with which the platform said no, and how their row looked sealed."""

    channel: int
    sealed: bytes = field(repr=False)


def renew(held: Held, ask: Callable[[], Answer], patience: float = PATIENCE) -> Answer:
    """The secrets to go on with: those that somebody stored meanwhile, else what `ask` brings.

    What it brings is stored before anybody can see that the lock is free. Waits `patience`
    seconds at most, and holds no transaction meanwhile.
    """
    holder, end = secrets.token_hex(16), time.monotonic() + patience
    try:
        while not _take(held.channel, holder):
            if found := _newer(held):
                return found
            if time.monotonic() > end:
                return NO_TIME
            time.sleep(PAUSE)
        try:
            return _newer(held) or _store(held, ask(), holder)
        finally:
            Renewal.objects.filter(channel=held.channel, holder=holder).delete()
    finally:
        # Threads of a worker come and go: none of them keeps a connection of its own.
        if not connection.in_atomic_block:
            connection.close()


def asking(platform: Adapter, at: datetime) -> Callable[[], Answer]:
    """What `renew` asks: the platform's refresh, dated where each token lives a known time."""

    def ask() -> Answer:
        answer = platform.refresh(at)
        life = oauth.life_of(platform.platform)
        if isinstance(answer, Failed) or life is None:
            return answer
        return {**answer, oauth.ENDS: (at + life).isoformat()}

    return ask


def _take(channel: int, holder: str) -> bool:
    """Whether the lock is ours now; one whose holder died is taken over when its time is up."""
    now = timezone.now()
    row = Renewal(channel_id=channel, holder=holder, until=now + HELD)
    with transaction.atomic():
        Renewal.objects.bulk_create([row], ignore_conflicts=True)
        over = Renewal.objects.filter(channel=channel, until__lte=now)
        over.update(holder=holder, until=now + HELD)
        return Renewal.objects.filter(channel=channel, holder=holder).exists()


def _newer(held: Held) -> Answer | None:
    """What the row holds now, if that is something else."""
    rows = Channel.objects.filter(pk=held.channel)
    now = bytes(rows.values_list("secrets", flat=True).first() or b"")
    if now == held.sealed:
        return None
    try:
        return vault.decrypt(held.channel, now) or Failed(FailureClass.AUTH, "no_secrets")
    except vault.VaultError:
        return UNREADABLE


def _store(held: Held, answer: Answer, holder: str) -> Answer:
    """Keep it; what a person entered meanwhile goes before it."""
    if isinstance(answer, Failed):
        return answer
    row = Channel(pk=held.channel, secrets=held.sealed)
    with transaction.atomic():
        stored = vault.update_secrets(row, answer)
        Renewal.objects.filter(channel=held.channel, holder=holder).delete()
    return answer if stored else _newer(held) or answer
