"""Comparing what stands on our accounts with what we sent there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from oyez.audit.actions import record
from oyez.domain.books import Posted, UnderWay, read_since, strangers
from oyez.domain.channel import Mode
from oyez.domain.delivery import FailureClass, Held, Support
from oyez.domain.listening import LIVELY_FOR, QUIET, USUAL, after_failure, first_poll, next_poll
from oyez.govern import vault
from oyez.govern.budgets import note_reading
from oyez.govern.models import Channel
from oyez.govern.renewing import Held as Sealed
from oyez.govern.renewing import asking, renew
from oyez.guard.models import Books, Stranger
from oyez.listen.channels import pace_of
from oyez.listen.models import Deed
from oyez.platforms import port
from oyez.platforms.own import OwnPost
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, adapter, profile
from oyez.platforms.text import seen_sha256
from oyez.publish.costs import reading_on
from oyez.publish.models import Delivery, Receipt, Variant
from oyez.publish.variants import address_of

MACHINE = "guard"
LEASE = timedelta(minutes=2)
RECENT = timedelta(hours=24)
MANY = 500
UNREADABLE = port.Failed(FailureClass.TRANSIENT, "unreadable_secrets")
Answer = Sequence[OwnPost] | port.Failed


@dataclass(frozen=True, slots=True)
class Turn:
    """One channel whose posts are read, from when on, and until when nobody else does."""

    channel: Channel
    since: datetime
    until: datetime


def readable() -> list[str]:
    """The platforms that list what stands on an account."""
    return [name for name in ADAPTERS if profile(name).support(Ability.OWN_POSTS) is Support.NATIVE]


def enter_missing(now: datetime) -> None:
    """Open books for every channel that can be read and has none; what is older is not compared."""
    bare = _channels().filter(~Exists(Books.objects.filter(channel=OuterRef("pk"))))
    numbers = bare.order_by("pk").values_list("pk", flat=True)[:MANY]
    rows = [Books(channel_id=pk, since=now, due_at=first_poll(pk, now)) for pk in numbers]
    Books.objects.bulk_create(rows, ignore_conflicts=True)


def take_due(now: datetime, most: int) -> list[Turn]:
    """The channels whose turn it is; each is read by one worker only, until its lease ends."""
    rows = list(Books.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:most])
    until = now + LEASE
    mine = {
        row.pk: row
        for row in rows
        if Books.objects.filter(pk=row.pk, due_at=row.due_at).update(due_at=until) == 1
    }
    channels = list(_channels().filter(pk__in=mine).select_related("unit")) if mine else []
    silent = set(mine) - {channel.pk for channel in channels}
    Books.objects.filter(pk__in=silent, due_at=until).update(due_at=now + QUIET)
    oldest = _oldest_open(mine)
    turns = []
    for channel in channels:
        row = mine[channel.pk]
        since = read_since(row.since, row.read_at, oldest.get(channel.pk), now)
        turns.append(Turn(channel, since, until))
    return turns


def _oldest_open(channels: Sequence[int] | dict[int, Books]) -> dict[int, datetime]:
    rows = Stranger.objects.filter(channel__in=list(channels), cleared_at=None).order_by()
    return dict(rows.values_list("channel").annotate(Min("at")))


def read(turn: Turn, door: port.Transport, now: datetime) -> Answer:
    """One reading; an expired session is renewed once and kept."""
    channel = turn.channel
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        return UNREADABLE
    account = port.Channel(channel.account, channel.base_url, held, channel.options)
    platform = adapter(channel.platform, account, door)
    found = platform.fetch_own(turn.since, now)
    if not (isinstance(found, port.Failed) and found.cls is FailureClass.AUTH):
        return found
    renewed = renew(Sealed(channel.pk, bytes(channel.secrets)), asking(platform, now))
    if isinstance(renewed, port.Failed):
        return found if renewed.code == "no_refresh" else renewed
    again = adapter(channel.platform, replace(account, secrets=renewed), door)
    return again.fetch_own(turn.since, now)


@transaction.atomic
def write_readings(answers: Sequence[tuple[Turn, Answer]], now: datetime) -> list[Stranger]:
    """Compare what was read with the books as they are now; returns the new strangers."""
    new: list[Stranger] = []
    for turn, answer in answers:
        row = Books.objects.filter(pk=turn.channel.pk, due_at=turn.until).first()
        if row is None:
            continue
        if isinstance(answer, port.Failed):
            _failed(row, turn.channel, answer, now)
        else:
            new += _compare(turn, answer, now)
            _answered(row, turn.channel, answer, now)
    return new


def _compare(turn: Turn, posts: Sequence[OwnPost], now: datetime) -> list[Stranger]:
    channel, by_id = turn.channel, {post.id: post for post in posts}
    read_ones = [Posted(one.id, one.at, seen_sha256(one.text), one.text) for one in by_id.values()]
    known = _known(channel, list(by_id))
    found = {one.id: one for one in strangers(read_ones, known, _under_way(channel), now)}
    _tidy(turn, list(by_id), now)
    rows = {row.post_id: row for row in Stranger.objects.filter(channel=channel)}
    fresh = []
    for number, post in found.items():
        row = rows.get(number)
        if row is None:
            fresh.append(_enter(channel, post, by_id[number].url or "", now))
        else:
            row.last_seen, row.cleared_at, row.cleared_why = now, None, ""
            row.save(update_fields=("last_seen", "cleared_at", "cleared_why"))
    return fresh


def _tidy(turn: Turn, seen: Sequence[str], now: datetime) -> None:
    """A stranger that is ours after all, or that is gone, is none any longer."""
    open_ones = Stranger.objects.filter(channel=turn.channel, cleared_at=None)
    numbers = list(open_ones.values_list("post_id", flat=True))
    ours = open_ones.filter(post_id__in=_known(turn.channel, numbers))
    ours.update(cleared_at=now, cleared_why="ours")
    gone = open_ones.filter(at__gte=turn.since).exclude(post_id__in=seen)
    gone.update(cleared_at=now, cleared_why="gone")


def _known(channel: Channel, numbers: list[str]) -> set[str]:
    """Those of the ids under which we have put something up there, at any time and in any part."""
    receipts = Receipt.objects.filter(delivery__channel=channel)
    found = set(receipts.filter(remote_id__in=numbers).values_list("remote_id", flat=True))
    parted = receipts.exclude(parts=[]).order_by("-pk").values_list("parts", flat=True)[:MANY]
    found |= {str(part) for parts in parted for part in parts}
    answers = Deed.objects.filter(item__channel=channel, remote_id__in=numbers)
    return found | set(answers.values_list("remote_id", flat=True))


def _under_way(channel: Channel) -> list[UnderWay]:
    doubt = Q(held__in=(Held.SENDING, Held.UNKNOWN)) | Q(doubt__isnull=False)
    rows = Delivery.objects.filter(doubt, channel=channel).values_list("notice", "notice__code")
    codes = dict(rows)
    texts = Variant.objects.filter(channel=channel, revision__notice__in=codes)
    return [
        UnderWay(seen_sha256(text), address_of(codes[notice]))
        for notice, text in texts.values_list("revision__notice", "text")
    ]


def _enter(channel: Channel, post: Posted, url: str, now: datetime) -> Stranger:
    record(MACHINE, "guard.find_stranger", f"channel:{channel.pk}", address=url[:200])
    return Stranger.objects.create(
        channel=channel,
        post_id=post.id,
        url=url[:500],
        text_sha256=post.digest,
        at=post.at,
        first_seen=now,
        last_seen=now,
    )


def _answered(row: Books, channel: Channel, posts: Sequence[OwnPost], now: datetime) -> None:
    if price := reading_on(channel):
        things = max(1, len(posts))
        note_reading(channel, things, price.amount * things, now)
    row.read_at, row.failures, row.failure, row.code = now, 0, "", ""
    pace = pace_of(channel)
    live_for = LIVELY_FOR if pace == USUAL or _lively(channel, now) else None
    row.due_at = next_poll(channel.pk, now, live_for=live_for, pace=pace)
    row.save()


def _failed(row: Books, channel: Channel, answer: port.Failed, now: datetime) -> None:
    row.failures, row.failed_at = row.failures + 1, now
    row.failure, row.code = answer.cls, answer.code[:80]
    row.due_at = after_failure(row.failures, now, answer.retry_at, pace_of(channel))
    row.save()


def _lively(channel: Channel, now: datetime) -> bool:
    return Delivery.objects.filter(channel=channel, live_at__gte=now - RECENT).exists()


def _channels() -> QuerySet[Channel]:
    rows = Channel.objects.filter(platform__in=readable()).exclude(mode=Mode.CLOSED)
    return rows.exclude(needs_secrets=True, secrets=b"")
